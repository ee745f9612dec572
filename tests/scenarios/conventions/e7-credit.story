# E7 A payment before its invoice waits as credit for it; an overpayment pays the next invoice, oldest due first
policy ../policies/quiet.yaml
2025-02-01 payment-received PAY-1 USD 100.00 for INV-1
  -> nothing
  = credit USD 100.00
2025-02-02 invoice-issued INV-1 USD 80.00 due 2025-03-01
  -> nothing
  = open INV-1 USD 0.00
  = credit USD 20.00
  = paid on-time 1 late 0
2025-02-03 invoice-issued INV-2 USD 50.00 due 2025-05-01
  = open INV-2 USD 30.00
  = credit USD 0.00
2025-02-04 invoice-issued INV-3 USD 50.00 due 2025-04-01
2025-02-05 payment-received PAY-2 USD 60.00
  = open INV-3 USD 0.00
  = open INV-2 USD 20.00
