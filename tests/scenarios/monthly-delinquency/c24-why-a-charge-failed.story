# C24 Why a charge failed is kept: a tried source changes nothing by itself; the ticket of the 2nd carries the reason in its data
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-11-01T08:00 account-action record-charge primary failed compromised INV-1 by processor
  -> nothing
2020-11-01T09:00 account-action record-charge primary failed expired INV-1 by processor
  -> nothing
  = status active
2020-11-02 tick
  -> notification ticket unpaid-on-first to billing INV-1
  -> notification email unpaid-reminder to billing INV-1
  -> notification phone unpaid-call to billing INV-1
2020-11-02T09:00 account-action record-charge primary ok INV-1 by processor
  -> nothing
2020-11-02T09:00 payment-received PAY-1 USD 500.00 for INV-1 source primary
  -> nothing
  = balance USD 0.00
2020-11-03 account-action record-charge primary failed declined INV-9 by processor
  -> refused record-charge unknown-invoice
