# C2 C22 A fraud hold on a disconnected account: the higher status stays; paid, what is left is the hold's
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-16 tick
  -> ...
  = status disconnected
2020-11-16T10:00 account-action hold fraud by ann because "stolen card"
  -> nothing
2020-11-17 tick
  -> nothing
  = status disconnected
2020-11-17T10:00 payment-received PAY-1 USD 500.00
  -> status suspended from disconnected
