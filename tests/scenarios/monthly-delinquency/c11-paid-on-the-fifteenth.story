# C11 Paid on 11-15 at 23:59: not disconnected; nor for a late fee that alone is unpaid
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-02 tick
  -> ...
2020-11-03T10:00 account-action record-contact email sent
2020-11-03T11:00 account-action record-contact phone reached
2020-11-15 tick daily
  -> ...
  = status delinquent
2020-11-15T23:59 payment-received PAY-1 USD 500.00
  -> nothing
  = open INV-1 USD 0.00
  = fees USD 25.00
2020-12-31 tick daily
  -> nothing
  = status delinquent
  = pending none
2020-12-31T10:00 payment-received PAY-2 USD 25.00
  -> status active from delinquent
