# Money: with an order of payment of the policy's own, what the payer named is ignored
policy ../policies/waterfall.yaml
2025-02-01 invoice-issued INV-1 USD 300.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 400.00 due 2025-03-20 class urgent
2025-03-06 tick daily
  -> ledger collections-fee USD 50.00 INV-1
2025-03-07T09:00 payment-received PAY-1 USD 30.00 for INV-1
  = fees USD 20.00
  = open INV-1 USD 300.00
2025-03-07T10:00 payment-received PAY-2 USD 70.00 for INV-1
  = fees USD 0.00
  = open INV-2 USD 350.00
  = open INV-1 USD 300.00
2025-03-07T11:00 payment-received PAY-3 USD 360.00 for INV-1
  = open INV-2 USD 0.00
  = open INV-1 USD 290.00
2025-03-07T12:00 payment-received PAY-4 USD 340.00
  = open INV-1 USD 0.00
  = credit USD 50.00
