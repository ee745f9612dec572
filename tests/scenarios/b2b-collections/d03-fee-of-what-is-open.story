# D3 Q1 The late fee is 1.5 % of the principal that is open then: 400.00 of 1,000.00 paid
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-20T10:00 payment-received PAY-1 USD 400.00
2025-03-31 tick
  -> ...
  = fees USD 9.00
  = emitted 1 ledger late-fee-30 USD 9.00 INV-1
