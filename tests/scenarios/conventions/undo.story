# An undone action is as if it had never come
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 account-action discount INV-1 USD 100.00 by ann event gift
  -> ledger discount USD -100.00 INV-1
  -> status active from paused
  -> notification email account-resumed to merchant
2023-09-13 account-action undo gift by ann because "wrong customer"
  -> ledger reversal discount USD 100.00 INV-1
  = open INV-1 USD 100.00
  = status active
2023-09-14 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
