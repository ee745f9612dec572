# C8 C9 The late fee waits for an outcome on every channel; an exception says why; it keeps the date of the 6th
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-02 tick
  -> ...
2020-11-03T10:00 account-action record-contact email sent
  -> nothing
2020-11-06 tick
  -> status delinquent from active INV-1
  -> notification message exception to operations INV-1
  = fees USD 0.00
2020-11-08 tick daily
  -> nothing
2020-11-08T10:00 account-action record-contact phone no-answer
  -> ledger late-fee USD 25.00 INV-1
  -> notification email late-fee-charged to billing INV-1
  = fees USD 25.00
2020-11-08T11:00 account-action record-contact phone reached
  -> nothing
2020-11-30 tick daily
  -> ...
  = emitted 1 ledger late-fee
