# C8 C11 No tick between 11-02 and 11-20: the fee dated the 6th, both statuses in order, of the notices the latest
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-02 tick
  -> ...
2020-11-03T10:00 account-action record-contact email sent
2020-11-03T11:00 account-action record-contact phone reached
2020-11-20 tick
  -> ledger late-fee USD 25.00 INV-1
  -> status delinquent from active INV-1
  -> notification email still-unpaid to billing INV-1
  -> status disconnected from delinquent INV-1
  -> notification email disconnected to billing INV-1
