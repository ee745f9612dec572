# D24 Settled: a plan that was kept ends on the day after its last date; what is still open is chased again
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-10 tick
  -> ...
2025-03-10T10:00 account-action agree-plan PLAN-1 USD 2025-04-15=500.00 by ann because "slow season"
2025-04-15T10:00 payment-received PAY-1 USD 500.00
2025-04-15T23:59:59 tick
  -> ...
  = status active
2025-04-16 tick
  -> status credit-hold from active INV-1
  = fees USD 0.00
2025-04-30 tick daily
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> ledger late-fee-60 USD 7.50 INV-1
  -> notification email past-due-60 to billing INV-1
