# A17 A discount of all that is open settles the invoice and ends the pause
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 account-action discount INV-1 USD 100.00 by ann because "courtesy"
  -> ledger discount USD -100.00 INV-1
  -> status active from paused by ann because "courtesy"
  -> notification email account-resumed to merchant
  = open INV-1 USD 0.00
  = balance USD 0.00
  = credit USD 0.00
