# A7 A8 Paused: auditing, recovery and claims are off
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-10 tick
  = service auditing full
  = service recovery full
  = service claims full
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
  = service auditing none
  = service recovery none
  = service claims none
2023-09-12 payment-received PAY-1 USD 100.00
  -> status active from paused
  -> ...
  = service auditing full
  = service recovery full
  = service claims full
