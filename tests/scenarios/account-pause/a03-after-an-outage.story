# A3 Down from 09-10 to 09-14: paused once, at the first tick
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-09 tick
  -> nothing
2023-09-14T12:00 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
2023-09-15 tick
  -> nothing
  = emitted 1 status paused
  = emitted 1 notification email account-paused
