# D24 A plan cancelled by a person: the status follows the true days past due at once, what lapsed stays lapsed
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-10 tick
  -> ...
2025-03-10T10:00 account-action agree-plan PLAN-1 USD 2025-05-15=1000.00 by ann because "slow season"
2025-04-05 tick daily
  -> ...
  = status active
2025-04-05T10:00 account-action cancel-plan PLAN-1 by ann because "withdrawn"
  -> status credit-hold from active INV-1 by ann because "withdrawn"
  = fees USD 0.00
2025-04-05T10:01 account-action cancel-plan PLAN-1 by ann because "withdrawn"
  -> refused cancel-plan unknown-action
