# Money: at the edges
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-06-01
2025-02-01 invoice-issued INV-2 EUR 100.00 due 2025-06-01
2025-02-02 invoice-issued INV-3 USD 0.00 due 2025-06-01
  -> refused invoice-issued bad-amount
2025-02-02 payment-received PAY-0 USD -5.00
  -> refused payment-received bad-amount
2025-02-02 payment-received PAY-0 XYZ 5.00
  -> refused payment-received bad-amount
2025-02-02 account-action discount INV-1 USD 0.00 by ann
  -> refused discount bad-amount
2025-02-03 account-action discount INV-1 USD 150.00 by ann
  -> ledger discount USD -150.00 INV-1
  = open INV-1 USD 0.00
  = credit USD 50.00
2025-02-04 payment-received PAY-1 USD 10.00 for INV-2
  = open INV-2 EUR 100.00
  = credit USD 60.00
2025-02-05 account-action reverse-payment PAY-9 by ann
  -> refused reverse-payment unknown-payment
2025-02-05 account-action reverse-payment PAY-1 by ann
  -> nothing
  = credit USD 50.00
2025-02-06 account-action reverse-payment PAY-1 by ann
  -> refused reverse-payment already-reversed
2025-02-07 account-action discount INV-9 USD 5.00 by ann
  -> refused discount unknown-invoice
