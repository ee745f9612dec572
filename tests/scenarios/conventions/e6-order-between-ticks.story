# E6 Order does not matter: the same facts between two ticks, in two orders
policy ../policies/ladder.yaml
2025-02-01 @C-1 account-action set-account opened 2025-01-01
2025-02-01 @C-2 account-action set-account opened 2025-01-01
2025-02-02 tick
2025-02-20 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01 issued 2025-02-03T09:00
2025-02-20 @C-1 invoice-issued INV-2 USD 50.00 due 2025-02-20 issued 2025-02-05T09:00
2025-02-20 @C-1 payment-received PAY-1 USD 70.00 received 2025-02-04T09:00
2025-02-20 @C-1 payment-received PAY-2 USD 60.00 received 2025-02-06T09:00
2025-02-20 @C-2 payment-received PAY-2 USD 60.00 received 2025-02-06T09:00
2025-02-20 @C-2 invoice-issued INV-2 USD 50.00 due 2025-02-20 issued 2025-02-05T09:00
2025-02-20 @C-2 payment-received PAY-1 USD 70.00 received 2025-02-04T09:00
2025-02-20 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01 issued 2025-02-03T09:00
# PAY-1 pays 70.00 of INV-1; PAY-2 pays INV-2 (due first), then 10.00 of INV-1.
  = @C-1 open INV-1 USD 20.00
  = @C-1 open INV-2 USD 0.00
  = @C-2 open INV-1 USD 20.00
  = @C-2 open INV-2 USD 0.00
2025-03-16 tick daily
  = @C-1 status limited
  = @C-2 status limited
  = @C-1 fees USD 15.00
  = @C-2 fees USD 15.00
