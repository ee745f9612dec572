# Q2 A solid history, six invoices paid in twelve months and none late: the credit hold comes at 30 days, not at 15
policy b2b-collections
2024-09-01 invoice-issued INV-09 USD 100.00 due 2024-09-20
2024-09-20T23:00 payment-received PAY-09 USD 100.00
2024-10-01 invoice-issued INV-10 USD 100.00 due 2024-10-20
2024-10-20T23:00 payment-received PAY-10 USD 100.00
2024-11-01 invoice-issued INV-11 USD 100.00 due 2024-11-20
2024-11-20T23:00 payment-received PAY-11 USD 100.00
2024-12-01 invoice-issued INV-12 USD 100.00 due 2024-12-20
2024-12-20T23:00 payment-received PAY-12 USD 100.00
2025-01-01 invoice-issued INV-01 USD 100.00 due 2025-01-20
2025-01-20T23:00 payment-received PAY-01 USD 100.00
2025-02-01 invoice-issued INV-02 USD 100.00 due 2025-02-20
2025-02-20T23:00 payment-received PAY-02 USD 100.00
  = paid on-time 6 late 0
2025-02-21 invoice-issued INV-7 USD 1000.00 due 2025-03-01
2025-03-15 tick
  -> ...
  = pending credit-hold 2025-03-31 INV-7
2025-03-16 tick
  -> notification email past-due-15 to billing INV-7
  = status active
2025-03-30 tick daily
  -> ...
  = status active
2025-03-31 tick
  -> ledger late-fee-30 USD 15.00 INV-7
  -> status credit-hold from active INV-7
  -> notification email past-due-30 to billing INV-7
  -> notification email weekly-statement to billing INV-7
