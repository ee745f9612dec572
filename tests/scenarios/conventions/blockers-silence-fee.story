# Blockers: a fee that a hold kept back lapses, or is charged at its end where the policy says so (`fees: charge`)
policy ../policies/ladder.yaml
policy ../policies/ladder-stopped.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01 policy ladder-stopped
2025-03-09 tick daily
  -> ...
2025-03-09 @C-1 account-action hold silence until 2025-03-13 by ann
2025-03-09 @C-2 account-action hold silence until 2025-03-13 by ann
2025-03-12 tick daily
  -> nothing
  = fees USD 0.00
2025-03-13 tick
  = fees USD 0.00
  = @C-2 fees USD 15.00
