# Blockers: a plan brings on no new status but lifts none
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-10
2025-03-16 tick daily
  -> ...
  = status limited
2025-03-17 @C-1 account-action agree-plan P-1 USD 2025-05-01=115.00 by ann
  -> nothing
  = status limited
2025-03-17 @C-2 account-action agree-plan P-1 USD 2025-05-01=100.00 by ann
  -> nothing
2025-04-20 tick daily
  -> nothing
  = status limited
  = @C-2 status active
