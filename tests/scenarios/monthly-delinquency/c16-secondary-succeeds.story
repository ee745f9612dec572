# C16 The primary source fails on 1, 2 and 3, the secondary succeeds on 12-03 at 23:58: not suspended
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
2020-10-08T10:00 account-action set-source secondary on by ann
2020-11-15 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-12-01T08:00 account-action record-charge primary failed expired INV-12
2020-12-02 tick
2020-12-02T08:00 account-action record-charge primary failed expired INV-12
2020-12-02T09:00 account-action record-contact ticket sent INV-12
2020-12-02T09:01 account-action record-contact email sent INV-12
2020-12-03T08:00 account-action record-charge primary failed expired INV-12
2020-12-03T23:58 payment-received PAY-12 USD 500.00 for INV-12 source secondary
  -> nothing
2020-12-31 tick daily
  -> nothing
  = status active
