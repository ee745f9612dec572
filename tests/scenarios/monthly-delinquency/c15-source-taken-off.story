# C14 C15 Settled: asked while no accepted source is on file; `primary` is none, and one taken off is none
policy monthly-delinquency
2020-10-09 invoice-issued INV-11 USD 500.00 due 2020-11-01
2020-10-10T11:00 account-action set-flag repeat-delinquent on by ann because "three times in 2019"
2020-10-10T12:00 account-action set-source secondary on by ann
2020-10-11T12:00 account-action set-source primary on by ann
2020-11-06 tick
  -> ...
  = emitted 0 notification email secondary-source-request
2020-11-07T10:00 payment-received PAY-11 USD 500.00
2020-11-08T10:00 account-action set-source secondary off by ann
  -> nothing
2020-11-20 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-12-06 tick
  -> ...
  = emitted 1 notification email secondary-source-request to billing INV-12
  = emitted 1 notification ticket secondary-source-request to billing INV-12
