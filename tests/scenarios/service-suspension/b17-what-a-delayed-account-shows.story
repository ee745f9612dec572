# B17 While delayed, the account shows the date on which it flips back, and the invoices
policy service-suspension
2025-08-20 invoice-issued INV-21 USD 50.00 due 2025-09-08
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> ...
2025-09-14T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-18 INV-17 INV-21
  -> ...
  = status limitation-delayed until 2025-09-18
  = pending limited 2025-09-18 INV-17 INV-21
  = pending suspended 2025-09-20 INV-17 INV-21
