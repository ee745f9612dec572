# A16 Terms apply to the open invoices unless they are for future ones only
policy account-pause
2023-09-01 @C-1 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-01 @C-2 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 @C-1 account-action extend-terms net 30 apply-to future by ann
  -> nothing
  = status paused
2023-09-12 @C-2 account-action extend-terms net 30 by ann
  -> status active from paused
  -> notification email account-resumed to merchant
2023-09-13 @C-1 payment-received PAY-1 USD 100.00
  -> status active from paused
  -> notification email account-resumed to merchant
2023-10-01 @C-1 invoice-issued INV-2 USD 100.00 due 2023-10-01
2023-10-10 tick
  -> nothing
  = dpd INV-2 -21
2023-10-11 tick
  -> @C-2 status paused from active INV-1
  -> ...
2023-11-09 tick daily
  -> nothing
2023-11-10 tick
  -> status paused from active INV-2
  -> ...
