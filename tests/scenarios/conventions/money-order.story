# Money: what the payer named first, then by (due date, invoice id); principal before its fees; not yet due too; the rest is credit
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-3 USD 30.00 due 2025-03-01
2025-02-01 invoice-issued INV-1 USD 10.00 due 2025-03-05
2025-02-01 invoice-issued INV-2 USD 20.00 due 2025-03-05
2025-02-01 invoice-issued INV-4 USD 40.00 due 2025-06-01
2025-03-11 tick daily
  -> ...
  = fees INV-3 USD 15.00
2025-03-12T09:00 payment-received PAY-1 USD 25.00 for INV-2
# 20.00 to INV-2, 5.00 to INV-3, which is due first.
  = open INV-2 USD 0.00
  = open INV-3 USD 25.00
2025-03-12T10:00 payment-received PAY-2 USD 26.00
# 25.00 to INV-3, then 1.00 to its fee.
  = open INV-3 USD 0.00
  = fees INV-3 USD 14.00
  = open INV-1 USD 10.00
2025-03-12T11:00 payment-received PAY-3 USD 100.00
  = balance USD 0.00
  = open INV-4 USD 0.00
  = credit USD 36.00
