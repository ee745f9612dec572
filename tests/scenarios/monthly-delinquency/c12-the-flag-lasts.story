# C12 Settled: the flag lasts: still on more than 400 days after its last strike was paid
policy monthly-delinquency
2020-01-20 invoice-issued INV-2 USD 500.00 due 2020-02-01
2020-02-02 tick
2020-02-03T10:00 account-action record-contact email sent
2020-02-03T11:00 account-action record-contact phone reached
2020-02-06 tick
  -> ledger late-fee USD 25.00 INV-2
  -> ...
  = flag repeat-delinquent off
2020-02-07T10:00 payment-received PAY-2 USD 525.00
  -> status active from delinquent
2020-05-20 invoice-issued INV-6 USD 500.00 due 2020-06-01
2020-06-02 tick
2020-06-03T10:00 account-action record-contact email sent
2020-06-03T11:00 account-action record-contact phone reached
2020-06-06 tick
  -> ledger late-fee USD 25.00 INV-6
  -> ...
  = flag repeat-delinquent off
2020-06-07T10:00 payment-received PAY-6 USD 525.00
2020-09-20 invoice-issued INV-10 USD 500.00 due 2020-10-01
2020-10-02 tick
2020-10-03T10:00 account-action record-contact email sent
2020-10-03T11:00 account-action record-contact phone reached
2020-10-05 tick
  -> nothing
  = flag repeat-delinquent off
# the third, but not yet a later one: no second source is asked for
2020-10-06 tick
  -> ledger late-fee USD 25.00 INV-10
  -> status delinquent from active INV-10
  -> notification email late-fee-charged to billing INV-10
  = flag repeat-delinquent on
2020-10-07T10:00 payment-received PAY-10 USD 525.00
  -> status active from delinquent
  = flag repeat-delinquent on
2021-11-30 tick daily
  -> nothing
  = flag repeat-delinquent on
2022-01-20 invoice-issued INV-22 USD 500.00 due 2022-02-01
2022-02-02 tick
2022-02-03T10:00 account-action record-contact email sent
2022-02-03T11:00 account-action record-contact phone reached
2022-02-06 tick
  -> ledger late-fee USD 25.00 INV-22
  -> status delinquent from active INV-22
  -> notification email late-fee-charged to billing INV-22
  -> notification email secondary-source-request to billing INV-22
  -> notification ticket secondary-source-request to billing INV-22
  = flag repeat-delinquent on
