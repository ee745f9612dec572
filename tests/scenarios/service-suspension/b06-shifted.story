# B6 Shifted on 09-14 to 09-18: full service on 15, 16 and 17, limited on 09-18
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-14 tick daily
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T10:00 account-action shift until 2025-09-18 by john because "pays this week"
  -> nothing
  = pending limited 2025-09-18 INV-17
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-18 INV-17 by john because "pays this week"
  -> notification email limitation-upcoming to billing INV-17
  = service usage full
2025-09-16 tick
  -> nothing
  = service usage full
2025-09-17 tick
  -> nothing
  = service usage full
2025-09-18 tick
  -> status limited from limitation-delayed INV-17
  -> notification email service-limited to billing INV-17
  = service usage partial
  = until none
