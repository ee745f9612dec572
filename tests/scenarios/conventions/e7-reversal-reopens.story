# E7 A reversed payment opens again what it paid
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01 invoice-issued INV-2 USD 50.00 due 2023-10-01
2023-08-20 payment-received PAY-1 USD 120.00
  = open INV-1 USD 0.00
  = open INV-2 USD 30.00
  = paid on-time 1 late 0
2023-09-14 tick daily
  -> nothing
2023-09-14T10:00 account-action reverse-payment PAY-1 by bank because "chargeback"
  -> nothing
  = open INV-1 USD 100.00
  = open INV-2 USD 50.00
  = paid on-time 0 late 0
2023-09-15 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
