# B2 Settled: a shift with nothing overdue is refused; an unknown status too
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-08 tick
  -> nothing
2025-09-08T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
  -> refused shift nothing-overdue
2025-09-09 tick
  -> nothing
2025-09-09T10:00 account-action shift frozen until 2025-09-18 by ann because "wire sent"
  -> refused shift unknown-status
2025-09-09T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
  -> nothing
  = pending limited 2025-09-18 INV-17
