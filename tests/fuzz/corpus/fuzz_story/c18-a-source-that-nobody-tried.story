# C18 Settled: "charged" means paid; a source on file that nobody tried does not protect
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
2020-12-02 tick
2020-12-02T09:00 account-action record-contact ticket sent
2020-12-02T09:01 account-action record-contact email sent
2020-12-03T12:00 payment-received PAY-12 USD 499.99 source primary
  -> nothing
2020-12-04 tick
  -> status suspended from active INV-12
  -> notification email service-suspended to billing INV-12
