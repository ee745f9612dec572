# B5 No limitation on 09-15 when all that reaches seven days by then is paid before 09-15 00:00
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-08-20 invoice-issued INV-21 USD 50.00 due 2025-09-07
2025-08-20 invoice-issued INV-22 USD 70.00 due 2025-09-09
2025-09-13T10:00 payment-received PAY-1 USD 50.00
  -> nothing
2025-09-14T23:59:59 payment-received PAY-2 USD 100.00
  -> nothing
2025-09-15 tick
  -> nothing
  = status active
  = pending limited 2025-09-16 INV-22
