# D24 A plan broken at the midnight after its date: the ladder goes on at the true days past due, nothing is back-charged
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-10 tick
  -> ...
2025-03-10T10:00 account-action agree-plan PLAN-1 USD 2025-04-15=500.00 2025-05-15=500.00 by ann because "slow season"
2025-04-15 tick daily
  -> ...
  = status active
2025-04-15T12:00 payment-received PAY-1 USD 499.99
  -> nothing
2025-04-15T23:59:59 tick
  -> nothing
  = status active
2025-04-16 tick
  -> status credit-hold from active INV-1
  = fees USD 0.00
2025-04-29 tick daily
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
2025-04-30 tick
  -> ledger late-fee-60 USD 7.50 INV-1
  -> notification email past-due-60 to billing INV-1
  = emitted 0 ledger late-fee-30
