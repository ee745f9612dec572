# C2 Settled: shift, lift, plans, write-off and pause are not offered; credit is no hold of this policy
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-10-21 account-action shift until 2020-12-01 by ann because "x"
  -> refused shift not-offered
2020-10-21 account-action write-off INV-1 by ann because "x"
  -> refused write-off not-offered
2020-10-21 account-action hand-over by ann because "x"
  -> refused hand-over not-offered
2020-10-21 account-action hold credit by ann because "x"
  -> refused hold unknown-kind
