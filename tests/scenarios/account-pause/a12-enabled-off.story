# A12 `enabled off` turns login off by hand, pauses nothing, and outlasts a pause
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-05 account-action set-account enabled off by ann because "left the company"
  -> status active from active by ann because "left the company"
  = status active
  = service login none
  = service claims full
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
  = service login none
2023-09-12 payment-received PAY-1 USD 100.00
  -> status active from paused
  -> notification email account-resumed to merchant
  = service login none
  = service claims full
2023-09-13 account-action set-account enabled on by ann
  -> status active from active by ann
  = service login full
