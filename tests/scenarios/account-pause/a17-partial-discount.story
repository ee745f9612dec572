# A17 A discount of a part leaves the days past due and the pause as they are
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 account-action discount INV-1 USD 20.00 by ann because "courtesy"
  -> ledger discount USD -20.00 INV-1
  = open INV-1 USD 80.00
  = dpd INV-1 10
  = status paused
2023-09-13 payment-received PAY-1 USD 80.00
  -> status active from paused
  -> notification email account-resumed to merchant
