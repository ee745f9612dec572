# C16 Settled: paid on the 2nd, reversed on the 5th: the 3rd-day rule was decided on the 4th and not again
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
2020-12-02T09:00 account-action record-contact ticket sent
2020-12-02T09:01 account-action record-contact email sent
2020-12-02T10:00 payment-received PAY-12 USD 500.00
2020-12-04 tick
  -> nothing
2020-12-05T15:00 account-action reverse-payment PAY-12 by bank because "no funds"
  -> nothing
2020-12-06 tick
  -> status delinquent from active INV-12
  -> notification message exception to operations INV-12
  -> notification email secondary-source-request to billing INV-12
  -> notification ticket secondary-source-request to billing INV-12
