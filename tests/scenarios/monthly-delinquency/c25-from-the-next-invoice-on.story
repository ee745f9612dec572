# C25 The 3rd-day rule counts for invoices issued after the request
policy monthly-delinquency
2020-09-20 invoice-issued INV-10 USD 500.00 due 2020-10-01
2020-09-21T10:00 account-action set-flag repeat-delinquent on by ann because "three times in 2019"
2020-10-02 tick
2020-10-03T10:00 account-action record-contact email sent
2020-10-03T11:00 account-action record-contact phone reached
2020-10-05T12:00 invoice-issued INV-11 USD 500.00 due 2020-11-01
2020-10-06 tick
  -> ...
  = emitted 1 notification email secondary-source-request
2020-10-06T09:00 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-10-07T10:00 payment-received PAY-10 USD 525.00
2020-11-02 tick
2020-11-02T09:00 account-action record-contact ticket sent
2020-11-02T09:01 account-action record-contact email sent
  = pending suspended none
2020-11-04 tick
  -> nothing
  = status active
2020-11-05T10:00 payment-received PAY-11 USD 500.00 for INV-11
2020-12-02 tick
2020-12-02T09:00 account-action record-contact ticket sent
2020-12-02T09:01 account-action record-contact email sent
2020-12-04 tick
  -> status suspended from active INV-12
  -> notification email service-suspended to billing INV-12
