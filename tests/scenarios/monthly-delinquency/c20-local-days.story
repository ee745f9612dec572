# C20 The end of a day is local: 12-03 in New York ends at 12-04T05:00Z, in Kolkata at 12-03T18:30Z
policy monthly-delinquency
customer C-1 zone America/New_York
customer C-2 zone Asia/Kolkata
2020-09-20 invoice-issued INV-10 USD 500.00 due 2020-10-01
2020-09-20 @C-2 invoice-issued INV-20 USD 500.00 due 2020-10-01
2020-09-21T10:00 account-action set-flag repeat-delinquent on by ann because "three times in 2019"
2020-09-21T10:00 @C-2 account-action set-flag repeat-delinquent on by ann because "three times in 2019"
2020-10-02 tick
2020-10-03T10:00 account-action record-contact email sent
2020-10-03T11:00 account-action record-contact phone reached
2020-10-03T10:00 @C-2 account-action record-contact email sent
2020-10-03T11:00 @C-2 account-action record-contact phone reached
2020-10-06 tick
2020-10-07T10:00 payment-received PAY-10 USD 525.00
2020-10-07T10:00 @C-2 payment-received PAY-20 USD 525.00
2020-11-15 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-11-15 @C-2 invoice-issued INV-22 USD 500.00 due 2020-12-01
2020-12-02 tick
2020-12-02T09:00 account-action record-contact ticket sent
2020-12-02T09:01 account-action record-contact email sent
2020-12-02T12:00 @C-2 account-action record-contact ticket sent
2020-12-02T12:01 @C-2 account-action record-contact email sent
2020-12-03T18:29:59Z tick
  -> nothing
2020-12-03T18:30Z tick
  -> @C-2 status suspended from active INV-22
  -> @C-2 notification email service-suspended to billing INV-22
2020-12-04T04:59:59Z tick
  -> nothing
2020-12-04T05:00Z tick
  -> status suspended from active INV-12
  -> notification email service-suspended to billing INV-12
