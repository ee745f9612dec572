# Time: what a late tick would enter and leave again is not told; fees that fell due meanwhile stand
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 tick
2025-03-20 @C-1 payment-received PAY-1 USD 115.00
  -> nothing
2025-04-02 @C-2 payment-received PAY-1 USD 100.00
  -> nothing
2025-04-05 tick
  -> ledger late-fee USD 15.00 INV-1
  -> @C-2 ledger late-fee USD 15.00 INV-1
  = fees USD 0.00
  = credit USD 0.00
  = status active
  = @C-2 fees USD 15.00
  = @C-2 status active
