# A13 The last invoice at ten days or more that is paid ends the pause, at that very event
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01 invoice-issued INV-2 USD 200.00 due 2023-09-03
2023-08-01 invoice-issued INV-3 USD 300.00 due 2023-09-10
2023-09-14 tick daily
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
2023-09-15T09:00 payment-received PAY-1 USD 100.00 for INV-1
  -> nothing
  = status paused
  = open INV-2 USD 200.00
2023-09-15T10:00 payment-received PAY-2 USD 200.00 for INV-2
  -> status active from paused
  -> notification email account-resumed to merchant
  = open INV-3 USD 300.00
  = pending paused 2023-09-20 INV-3
