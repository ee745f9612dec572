# Time: "by the 10th" holds until 23:59:59.999; a fact at exactly a wake time counts after that wake's steps
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-10 tick daily
  -> ...
2025-03-10T23:59:59.999 @C-1 payment-received PAY-1 USD 100.00
2025-03-11 @C-2 payment-received PAY-1 USD 100.00
2025-03-11 tick
  -> @C-2 ledger late-fee USD 15.00 INV-1
  = fees USD 0.00
  = @C-2 fees USD 15.00
  = @C-2 open INV-1 USD 0.00
