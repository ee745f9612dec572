# C14 C21 Unflagged: never asked for a second source, and never suspended after the 3rd
policy monthly-delinquency
2020-11-20 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-12-02 tick
2020-12-02T09:00 account-action record-contact ticket sent
2020-12-02T10:00 account-action record-contact email sent
2020-12-02T11:00 account-action record-contact phone no-answer
2020-12-04 tick daily
  -> nothing
  = pending suspended none
2020-12-06 tick
  -> ledger late-fee USD 25.00 INV-12
  -> status delinquent from active INV-12
  -> notification email late-fee-charged to billing INV-12
