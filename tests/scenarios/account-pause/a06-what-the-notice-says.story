# A6 The pause notice names the invoices that caused the pause, at their days past due and open amounts
policy account-pause
2023-08-01 invoice-issued INV-2 USD 100.00 due 2023-09-01
2023-08-01 invoice-issued INV-1 USD 250.00 due 2023-09-01
2023-08-01 invoice-issued INV-3 USD 70.00 due 2023-08-31
2023-08-01 invoice-issued INV-4 USD 70.00 due 2023-09-05
2023-08-20 payment-received PAY-1 USD 30.00 for INV-2
2023-09-10 payment-received PAY-2 USD 70.00 for INV-3
  -> nothing
2023-09-11 tick
  -> status paused from active INV-1 INV-2
  -> notification email account-paused to merchant INV-1 INV-2
  -> notification phone call-customer to billing INV-1 INV-2
  = dpd INV-2 10
  = open INV-2 USD 70.00
  = open INV-1 USD 250.00
