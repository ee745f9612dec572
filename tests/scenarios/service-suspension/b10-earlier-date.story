# B10 A manual date earlier than the ladder's: the ladder's stands
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-09 tick
2025-09-10T10:00 account-action shift until 2025-09-12 by ann because "wire sent"
  -> nothing
  = pending limited 2025-09-15 INV-17
2025-09-11 tick daily
  -> nothing
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14 tick daily
  -> nothing
  = status active
2025-09-15 tick
  -> status limited from active INV-17
  -> notification email service-limited to billing INV-17
2025-09-20 tick
  -> status suspended from limited INV-17
  -> notification email service-suspended to billing INV-17
