# C2 C22 Fraud is a hold of its own: suspended at once, whatever is paid, until it is released
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-10-21T10:00 account-action hold fraud by ann because "stolen card"
  -> status suspended from active by ann because "stolen card"
  -> notification email service-suspended to billing
  = service hosting none
  = service login full
2020-10-22T10:00 payment-received PAY-1 USD 500.00
  -> nothing
2020-11-16 tick daily
  -> nothing
  = status suspended until none
2020-11-16T10:00 account-action release fraud by ann because "card replaced"
  -> status active from suspended by ann because "card replaced"
