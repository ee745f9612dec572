# Q3 The credit hold ends when all overdue invoices and their late fees are paid
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-31 tick
  -> ...
  = status credit-hold
  = balance USD 1015.00
2025-04-01T10:00 payment-received PAY-1 USD 1000.00
  -> nothing
  = open INV-1 USD 0.00
  = fees USD 15.00
  = status credit-hold
2025-04-02T10:00 payment-received PAY-2 USD 15.00
  -> status active from credit-hold
  = service advances full
