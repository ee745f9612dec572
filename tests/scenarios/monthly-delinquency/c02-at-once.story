# C2 A fraud hold suspends at once, also while late news of a worse status waits for the next tick
policy monthly-delinquency
2020-11-20 invoice-issued INV-2 USD 10.00 due 2020-12-01
2020-11-20T12:00 tick
2020-11-21T10:00 invoice-issued INV-1 USD 500.00 due 2020-11-01 issued 2020-10-25
2020-11-21T11:00 account-action hold fraud by ann because "stolen card"
  -> status suspended from active INV-1 by ann because "stolen card"
  -> ...
2020-11-22 tick
  -> ...
  = status disconnected
