# Money: a payment that names an unknown invoice waits for it until 00:00 of the 30th local day, as credit
policy ../policies/quiet.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-06-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-06-01
2025-03-05T10:00 @C-1 payment-received PAY-1 USD 50.00 for INV-9
  = open INV-1 USD 100.00
  = credit USD 50.00
2025-03-05T10:00 @C-2 payment-received PAY-1 USD 50.00 for INV-9
2025-03-20 @C-2 invoice-issued INV-9 USD 70.00 due 2025-07-01
  = open INV-9 USD 20.00
  = open INV-1 USD 100.00
  = credit USD 0.00
2025-04-03T23:00 tick daily
  = credit USD 50.00
  = open INV-1 USD 100.00
2025-04-04 tick
  = credit USD 0.00
  = open INV-1 USD 50.00
