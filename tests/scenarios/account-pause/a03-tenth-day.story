# A3 Due 09-01: nothing on 09-10, paused on 09-11
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-09 tick daily
  -> nothing
2023-09-10 tick
  -> nothing
  = status active
  = dpd INV-1 9
  = pending paused 2023-09-11 INV-1
2023-09-10T23:59:59.999 tick
  -> nothing
2023-09-11 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
  = status paused
  = dpd INV-1 10
  = pending none
2023-12-31 tick daily
  -> nothing
