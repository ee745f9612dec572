# D24 A plan made while on credit hold lifts nothing; when it is kept to the end, the hold ends with it
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-31 tick
  -> ...
  = balance USD 1015.00
2025-04-01T10:00 account-action agree-plan PLAN-1 USD 2025-04-15=500.00 2025-05-15=515.00 by ann because "slow season"
  -> notification message plan-agreed to merchant INV-1
  = status credit-hold
2025-04-14T10:00 payment-received PAY-1 USD 500.00
  -> nothing
2025-05-14 tick daily
  -> ...
  = fees USD 15.00
  = status credit-hold
2025-05-14T10:00 payment-received PAY-2 USD 515.00
  -> status active from credit-hold
  = balance USD 0.00
