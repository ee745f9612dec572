# Money: what has been allocated stays: an invoice issued later takes nothing; late news repeats the whole from its own time on
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-04-01
2025-02-10 payment-received PAY-1 USD 100.00
  = open INV-1 USD 0.00
2025-02-15 invoice-issued INV-2 USD 100.00 due 2025-03-01
  = open INV-1 USD 0.00
  = open INV-2 USD 100.00
2025-02-20 invoice-issued INV-3 USD 100.00 due 2025-02-25 issued 2025-02-05T00:00
  = open INV-3 USD 0.00
  = open INV-1 USD 100.00
  = open INV-2 USD 100.00
