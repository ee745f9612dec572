# Money: currencies are never added, a payment never crosses them, and each has its own decimals
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 JPY 10000 due 2025-03-01
2025-02-01 invoice-issued INV-3 KWD 1.250 due 2025-03-01
2025-02-10 payment-received PAY-1 JPY 12000 for INV-1
  = open INV-1 USD 100.00
  = open INV-2 JPY 0
  = credit JPY 2000
  = credit USD 0.00
2025-02-11 payment-received PAY-2 KWD 1.000
  = open INV-3 KWD 0.250
  = balance KWD 0.250
  = balance USD 100.00
  = balance JPY 0
