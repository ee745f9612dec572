# E6 Order does not matter: a release heard of before its hold is a fact too
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 tick
2025-02-10 @C-1 account-action hold fraud by ann occurred 2025-02-05T09:00
  -> status suspended from active by ann
  -> ...
2025-02-11 @C-1 account-action release fraud by ann occurred 2025-02-06T09:00
  -> status active from suspended
  -> ...
2025-02-10 @C-2 account-action release fraud by ann occurred 2025-02-06T09:00
  -> nothing
2025-02-11 @C-2 account-action hold fraud by ann occurred 2025-02-05T09:00
  -> nothing
2025-02-12 tick
  -> nothing
  = @C-1 status active
  = @C-2 status active
