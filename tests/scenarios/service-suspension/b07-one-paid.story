# B7 One of two paid: limited on 09-18, listing the other
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-08-20 invoice-issued INV-21 USD 50.00 due 2025-09-08
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17 INV-21
2025-09-14T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-18 INV-17 INV-21
  -> ...
2025-09-16T12:00 payment-received PAY-1 USD 100.00 for INV-17
  -> nothing
  = status limitation-delayed until 2025-09-18
  = pending limited 2025-09-18 INV-21
2025-09-18 tick daily
  -> status limited from limitation-delayed INV-21
  -> notification email service-limited to billing INV-21
