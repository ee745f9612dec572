# A16 One invoice gets a later due date; an earlier one is refused
policy account-pause
2023-09-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 account-action extend-terms INV-1 due 2023-08-31 by ann
  -> refused extend-terms shortens
2023-09-12T10:00 account-action extend-terms INV-1 due 2023-09-05 by ann
  -> status active from paused
  -> notification email account-resumed to merchant
2023-09-15 tick
  -> status paused from active INV-1
  -> ...
