# Money: "paid" means principal open no more than the tolerance of its currency
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 EUR 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 100.00 due 2025-03-01
2025-02-10 payment-received PAY-1 EUR 99.49
  = paid on-time 0 late 0
2025-02-11 payment-received PAY-2 EUR 0.01
  = paid on-time 1 late 0
2025-02-12 payment-received PAY-3 USD 99.99
  = paid on-time 1 late 0
2025-03-02T09:00 payment-received PAY-4 USD 0.01
  = paid on-time 1 late 1
