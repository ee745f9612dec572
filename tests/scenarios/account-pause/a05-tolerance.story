# A5 With a tolerance of one cent, 99.99 of 100.00 is paid in full
policy ../policies/pause-tolerance.yaml
2023-08-01 @C-1 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01 @C-2 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-10 @C-1 payment-received PAY-1 USD 99.99
2023-09-10 @C-2 payment-received PAY-1 USD 99.98
2023-09-11 tick
  -> @C-2 status paused from active INV-1
  -> @C-2 notification email account-paused to merchant INV-1
  -> @C-2 notification phone call-customer to billing INV-1
  = status active
