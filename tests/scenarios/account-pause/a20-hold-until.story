# A20 A hold with a date ends at 00:00 of it; one whose invoice was paid meanwhile ends without a word
policy account-pause
2023-08-01 @C-1 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01 @C-2 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-05 @C-1 account-action hold do-not-restrict until 2023-09-15 by ann
  -> nothing
2023-09-05 @C-2 account-action hold do-not-restrict until 2023-09-15 by ann
  -> nothing
2023-09-10 tick
  -> nothing
  = pending paused 2023-09-15 INV-1
2023-09-13 @C-2 payment-received PAY-1 USD 100.00
2023-09-15 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
  = @C-2 status active
