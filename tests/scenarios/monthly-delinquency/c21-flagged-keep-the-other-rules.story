# C21 C22 The flagged keep the 5th and the 15th too; suspended and disconnected are two statuses
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
2020-12-02T15:00 account-action record-contact phone reached
2020-12-04 tick
  -> status suspended from active INV-12
  -> notification email service-suspended to billing INV-12
2020-12-06 tick
  -> ledger late-fee USD 25.00 INV-12
  -> notification email late-fee-charged to billing INV-12
  -> notification email secondary-source-request to billing INV-12
  -> notification ticket secondary-source-request to billing INV-12
  = status suspended
2020-12-15 tick
  -> notification email still-unpaid to billing INV-12
2020-12-16 tick
  -> status disconnected from suspended INV-12
  -> notification email disconnected to billing INV-12
2020-12-17T10:00 payment-received PAY-12 USD 500.00
  -> status delinquent from disconnected INV-12
2020-12-17T11:00 payment-received PAY-13 USD 25.00
  -> status active from delinquent
