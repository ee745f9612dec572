# C9 One late fee an invoice: two invoices, two fees, each once
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-10-20 invoice-issued INV-2 USD 80.00 due 2020-11-01
2020-11-02 tick
  -> ...
2020-11-03T10:00 account-action record-contact email sent
2020-11-03T11:00 account-action record-contact phone reached
2020-11-06 tick
  -> ledger late-fee USD 25.00 INV-1
  -> ledger late-fee USD 25.00 INV-2
  -> status delinquent from active INV-1 INV-2
  -> notification email late-fee-charged to billing INV-1 INV-2
2020-12-15 tick daily
  -> ...
  = emitted 2 ledger late-fee
  = fees USD 50.00
