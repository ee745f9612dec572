# C10 C11 C23 Contacts on the 9th, 12th and 15th, then disconnected at 11-16 00:00; paid, and the fee still open
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-02 tick
  -> ...
2020-11-03T10:00 account-action record-contact email sent
2020-11-03T11:00 account-action record-contact phone reached
2020-11-06 tick
  -> ledger late-fee USD 25.00 INV-1
  -> status delinquent from active INV-1
  -> notification email late-fee-charged to billing INV-1
2020-11-08 tick daily
  -> nothing
2020-11-09 tick
  -> notification email still-unpaid to billing INV-1
2020-11-11 tick daily
  -> nothing
2020-11-12 tick
  -> notification email still-unpaid to billing INV-1
2020-11-14 tick daily
  -> nothing
2020-11-15 tick
  -> notification email still-unpaid to billing INV-1
  = pending disconnected 2020-11-16 INV-1
2020-11-15T23:59:59 tick
  -> nothing
  = service hosting full
2020-11-16 tick
  -> status disconnected from delinquent INV-1
  -> notification email disconnected to billing INV-1
  = service hosting none
  = service login full
2020-11-17T10:00 payment-received PAY-1 USD 500.00
  -> status delinquent from disconnected INV-1
  = service hosting full
  = fees USD 25.00
2020-11-18T10:00 payment-received PAY-2 USD 25.00
  -> status active from delinquent
