# C12 Late in November, December and January: no flag, for the year is that of the due date
policy monthly-delinquency
2020-10-20 invoice-issued INV-11 USD 500.00 due 2020-11-01
2020-11-02 tick
2020-11-03T10:00 account-action record-contact email sent
2020-11-03T11:00 account-action record-contact phone reached
2020-11-06 tick
  -> ledger late-fee USD 25.00 INV-11
  -> ...
2020-11-07T10:00 payment-received PAY-11 USD 525.00
2020-11-20 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-12-02 tick
2020-12-03T10:00 account-action record-contact email sent
2020-12-03T11:00 account-action record-contact phone reached
2020-12-06 tick
  -> ledger late-fee USD 25.00 INV-12
  -> ...
2020-12-07T10:00 payment-received PAY-12 USD 525.00
2020-12-20 invoice-issued INV-1 USD 500.00 due 2021-01-01
2021-01-02 tick
2021-01-03T10:00 account-action record-contact email sent
2021-01-03T11:00 account-action record-contact phone reached
2021-01-06 tick
  -> ledger late-fee USD 25.00 INV-1
  -> ...
  = flag repeat-delinquent off
