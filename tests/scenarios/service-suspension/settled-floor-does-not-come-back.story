# B12 Settled: a shift ends as soon as nothing is overdue, and a reversed payment does not bring it back
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T10:00 account-action shift until 2025-09-30 by ann because "wire sent"
2025-09-15 tick
  -> ...
  = status limitation-delayed until 2025-09-30
2025-09-16T10:00 payment-received PAY-1 USD 100.00
  -> status active from limitation-delayed
2025-09-17T10:00 account-action reverse-payment PAY-1 by bank because "no funds"
  -> nothing
  = open INV-17 USD 100.00
2025-09-18 tick
  -> status limited from active INV-17
  -> notification email service-limited to billing INV-17
