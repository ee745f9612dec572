# A9 A10 Paused: refunds are tracked, and one secured meanwhile is invoiced with days past due of its own
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
  = service refund_tracking full
  = service invoicing full
2023-09-12 invoice-issued INV-2 USD 40.00 due 2023-10-12
  -> nothing
  = status paused
  = open INV-2 USD 40.00
  = dpd INV-2 -31
2023-09-20 payment-received PAY-1 USD 100.00
  -> status active from paused
  -> notification email account-resumed to merchant
2023-10-21 tick daily
  -> nothing
  = dpd INV-2 9
2023-10-22 tick
  -> status paused from active INV-2
  -> notification email account-paused to merchant INV-2
  -> notification phone call-customer to billing INV-2
