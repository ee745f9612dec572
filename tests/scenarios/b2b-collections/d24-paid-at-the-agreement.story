# D24 Settled: a payment received at the very instant of the agreement counts for the plan, one from before does not
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-10 tick
  -> ...
2025-03-10T09:59 payment-received PAY-1 USD 300.00
2025-03-10T10:00 payment-received PAY-2 USD 200.00
2025-03-10T10:00 account-action agree-plan PLAN-1 USD 2025-03-20=200.00 2025-04-20=500.00 by ann because "slow season"
2025-03-21 tick daily
  -> ...
  = status active
2025-04-21 tick daily
  -> ...
  = status credit-hold
