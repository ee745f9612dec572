# D22 D24 A plan: the merchant hears of it at once; kept, it brings no rung, no fee, no new restriction
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-10 tick
  -> ...
2025-03-10T10:00 account-action agree-plan PLAN-1 USD 2025-04-15=500.00 2025-05-15=500.00 by ann because "slow season"
  -> notification message plan-agreed to merchant INV-1
2025-04-15 tick daily
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> notification email monthly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  = status active
  = pending none
2025-04-15T23:00 payment-received PAY-1 USD 500.00
  -> nothing
2025-05-15 tick daily
  -> ...
  = status active
  = fees USD 0.00
2025-05-15T12:00 payment-received PAY-2 USD 500.00
  -> nothing
  = balance USD 0.00
2025-12-31 tick daily
  -> nothing
