# C4 500.00 due 11-01, paid on 11-05 at 23:59:59: not delinquent
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-02 tick
  -> notification ticket unpaid-on-first to billing INV-1
  -> notification email unpaid-reminder to billing INV-1
  -> notification phone unpaid-call to billing INV-1
2020-11-05T23:59:59 payment-received PAY-1 USD 500.00
  -> nothing
2020-11-30 tick daily
  -> nothing
  = status active
  = paid on-time 0 late 1
