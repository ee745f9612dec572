# Q4 Asked for on a Friday, the task is due on Monday; asked for again until then it is the same task
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-10 tick
2025-02-11T10:00 payment-received PAY-1 USD 1000.00
2025-02-14T11:00 account-action request-reinstatement by customer
  -> notification ticket reinstatement-review to operations
2025-02-17T12:00 account-action request-reinstatement by customer
  -> nothing
2025-02-18 tick
2025-02-18T09:00 account-action request-reinstatement by customer
  -> notification ticket reinstatement-review to operations
