# C8 A fee that waits lapses when the invoice is paid first
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-06 tick daily
  -> ...
  = status delinquent
  = emitted 1 notification message exception
2020-11-07T10:00 payment-received PAY-1 USD 500.00
  -> status active from delinquent
2020-11-07T11:00 account-action record-contact email sent INV-1
  -> nothing
2020-11-07T12:00 account-action record-contact phone reached INV-1
  -> nothing
2020-11-30 tick daily
  -> nothing
  = fees USD 0.00
