# C13 Settled: the void of a paid invoice takes its strike back; a further strike sets the flag again
policy monthly-delinquency
2020-01-20 invoice-issued INV-2 USD 500.00 due 2020-02-01
2020-02-02 tick
2020-02-03T10:00 account-action record-contact email sent
2020-02-03T11:00 account-action record-contact phone reached
2020-02-06 tick
2020-02-07T10:00 payment-received PAY-2 USD 525.00
2020-05-20 invoice-issued INV-6 USD 500.00 due 2020-06-01
2020-06-02 tick
2020-06-03T10:00 account-action record-contact email sent
2020-06-03T11:00 account-action record-contact phone reached
2020-06-06 tick
2020-06-07T10:00 payment-received PAY-6 USD 525.00
2020-06-20 invoice-issued INV-7 USD 500.00 due 2020-07-01
2020-07-02 tick
2020-07-03T10:00 account-action record-contact email sent
2020-07-03T11:00 account-action record-contact phone reached
2020-07-06 tick
  = flag repeat-delinquent on
2020-07-07T10:00 payment-received PAY-7 USD 525.00
2020-07-08T10:00 account-action void INV-2 by ann because "billed twice"
  -> ledger reversal late-fee USD -25.00 INV-2
  -> ledger void USD -500.00 INV-2
  = flag repeat-delinquent off
  = credit USD 525.00
2020-07-20 invoice-issued INV-8 USD 600.00 due 2020-08-01
  = open INV-8 USD 75.00
2020-08-02 tick
2020-08-03T10:00 account-action record-contact email sent
2020-08-03T11:00 account-action record-contact phone reached
2020-08-06 tick
  -> ledger late-fee USD 25.00 INV-8
  -> ...
  = flag repeat-delinquent on
2020-08-07T10:00 account-action set-flag repeat-delinquent off by ann because "agreed"
  = flag repeat-delinquent off
2020-08-08T10:00 payment-received PAY-8 USD 100.00
2020-08-20 invoice-issued INV-9 USD 500.00 due 2020-09-01
2020-09-02 tick
2020-09-03T10:00 account-action record-contact email sent
2020-09-03T11:00 account-action record-contact phone reached
2020-09-06 tick
  -> ledger late-fee USD 25.00 INV-9
  -> ...
  = flag repeat-delinquent on
