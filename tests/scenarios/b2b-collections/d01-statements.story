# D1 Weekly and monthly statements, only while something is open and overdue
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-02 tick daily
  -> nothing
2025-03-03 tick
  -> notification email weekly-statement to billing INV-1
2025-03-09 tick daily
  -> nothing
2025-03-10 tick
  -> notification email weekly-statement to billing INV-1
2025-03-31 tick daily
  -> ...
  = emitted 5 notification email weekly-statement
  = emitted 0 notification email monthly-statement
2025-04-01 tick
  -> notification email monthly-statement to billing INV-1
2025-04-06T10:00 payment-received PAY-1 USD 1015.00
  -> status active from credit-hold
2025-05-31 tick daily
  -> nothing
