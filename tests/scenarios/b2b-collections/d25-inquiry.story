# D25 A customer's inquiry marks it responsive: no call
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-16 tick
  -> ...
2025-03-16T06:00 account-action record-contact email sent INV-1 by mailer
2025-03-20T10:00 account-action record-activity inquiry by ann
  -> nothing
2025-03-30 tick daily
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
