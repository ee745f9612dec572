# Q4 A reinstatement request with no open invoice: a task for operations; a second request joins it
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-10 tick
2025-02-10T10:00 account-action request-reinstatement by customer
  -> nothing
2025-02-11T10:00 payment-received PAY-1 USD 1000.00
2025-02-11T11:00 account-action request-reinstatement by customer
  -> notification ticket reinstatement-review to operations
2025-02-11T12:00 account-action request-reinstatement by customer
  -> nothing
