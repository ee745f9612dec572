# A20 A hold `do-not-restrict` gives service back at once and prevents a new pause; released, the account is paused the same day
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01 invoice-issued INV-2 USD 100.00 due 2023-09-05
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12T09:00 account-action hold do-not-restrict by ann because "vip"
  -> status active from paused by ann because "vip"
  -> notification email account-resumed to merchant
  = service claims full
2023-09-20 tick daily
  -> nothing
  = pending none
2023-09-20T15:00 account-action release do-not-restrict by ann
  -> status paused from active INV-1 INV-2 by ann
  -> notification email account-paused to merchant INV-1 INV-2
  -> notification phone call-customer to billing INV-1 INV-2
  = service claims none
2023-09-20T16:00 account-action release do-not-restrict by ann
  -> nothing
