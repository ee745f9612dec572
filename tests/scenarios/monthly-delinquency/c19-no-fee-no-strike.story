# C19 Paid on 11-05 at 23:58, heard of on 11-06 at 00:10: no late fee, no strike, no flag
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
2020-10-20 invoice-issued INV-11 USD 500.00 due 2020-11-01
2020-11-02 tick
2020-11-03T10:00 account-action record-contact email sent
2020-11-03T11:00 account-action record-contact phone reached
2020-11-06 tick
  -> ledger late-fee USD 25.00 INV-11
  -> status delinquent from active INV-11
  -> notification email late-fee-charged to billing INV-11
  = flag repeat-delinquent on
2020-11-06T00:10 payment-received PAY-11 USD 500.00 received 2020-11-05T23:58
  -> ledger reversal late-fee USD -25.00 INV-11
  -> status active from delinquent
  = flag repeat-delinquent off
  = fees USD 0.00
  = credit USD 0.00
2020-11-30 tick daily
  -> nothing
