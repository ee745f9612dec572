# B3 On 09-10 the account shows limitation on 09-15 and suspension on 09-20, each with its invoices
policy service-suspension
2025-08-20 invoice-issued INV-21 USD 50.00 due 2025-09-08
  = pending limited 2025-09-15 INV-21
  = pending suspended 2025-09-20 INV-21
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-10 tick daily
  -> nothing
  = status active
  = pending limited 2025-09-15 INV-17 INV-21
  = pending suspended 2025-09-20 INV-17 INV-21
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17 INV-21
2025-09-15 tick
  -> ...
  = status limited
  = pending limited none
  = pending suspended 2025-09-20 INV-17 INV-21
2025-09-20 tick
  -> ...
  = status suspended
  = pending none
