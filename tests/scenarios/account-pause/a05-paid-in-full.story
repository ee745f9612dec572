# A5 Paid in full by the ninth day: no pause; one cent open: paused
policy account-pause
2023-08-01 @C-1 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01 @C-2 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-10 @C-1 payment-received PAY-1 USD 100.00
2023-09-10 @C-2 payment-received PAY-1 USD 99.99
2023-09-11 tick
  -> @C-2 status paused from active INV-1
  -> @C-2 notification email account-paused to merchant INV-1
  -> @C-2 notification phone call-customer to billing INV-1
  = status active
  = open INV-1 USD 0.00
  = paid on-time 0 late 1
  = @C-2 open INV-1 USD 0.01
