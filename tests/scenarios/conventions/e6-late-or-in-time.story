# E6 Order does not matter: heard of in time or late, the same state, net fees and services
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-1 invoice-issued INV-2 USD 100.00 due 2025-03-03
2025-03-09T09:00 @C-1 payment-received PAY-1 USD 100.00
2025-03-20 tick daily
  -> ...
2025-03-21T09:00 @C-2 payment-received PAY-1 USD 100.00 received 2025-03-09T09:00
2025-03-21T10:00 @C-2 invoice-issued INV-2 USD 100.00 due 2025-03-03 issued 2025-02-20
2025-03-22 tick
  = @C-1 status limited
  = @C-2 status limited
  = @C-1 fees USD 15.00
  = @C-2 fees USD 15.00
  = @C-1 open INV-2 USD 100.00
  = @C-2 open INV-2 USD 100.00
  = @C-1 service usage partial
  = @C-2 service usage partial
