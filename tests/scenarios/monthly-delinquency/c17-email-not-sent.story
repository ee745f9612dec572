# C17 The e-mail bounced: no suspension but an exception, and it is not decided again
policy monthly-delinquency
2020-09-20 invoice-issued INV-10 USD 500.00 due 2020-10-01
2020-09-21T10:00 account-action set-flag repeat-delinquent on by ann because "three times in 2019"
2020-10-02 tick
2020-10-03T10:00 account-action record-contact email sent
2020-10-03T11:00 account-action record-contact phone reached
2020-10-06 tick
  -> ...
  = emitted 1 notification email secondary-source-request
2020-10-07T10:00 payment-received PAY-10 USD 525.00
  -> status active from delinquent
2020-11-15 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-12-02 tick
2020-12-02T09:00 account-action record-contact ticket sent INV-12
2020-12-02T09:01 account-action record-contact email bounced INV-12
  -> nothing
2020-12-04 tick
  -> notification message exception to operations INV-12
  = status active
2020-12-04T10:00 account-action record-contact email sent INV-12
  -> nothing
2020-12-05 tick
  -> nothing
  = status active
