# C4 C8 499.99 of 500.00 paid: delinquent at 11-06 00:00, and the late fee
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-02 tick
  -> ...
2020-11-03T10:00 account-action record-contact email sent INV-1
  -> nothing
2020-11-03T11:00 account-action record-contact phone no-answer INV-1
  -> nothing
2020-11-05T12:00 payment-received PAY-1 USD 499.99
  -> nothing
2020-11-05T23:59:59 tick
  -> nothing
2020-11-06 tick
  -> ledger late-fee USD 25.00 INV-1
  -> status delinquent from active INV-1
  -> notification email late-fee-charged to billing INV-1
  = service hosting full
  = open INV-1 USD 0.01
  = fees USD 25.00
  = pending disconnected 2020-11-16 INV-1
