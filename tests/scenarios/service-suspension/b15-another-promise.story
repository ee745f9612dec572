# B15 A promise that the lift does not hang on is broken: the lift stays until its date
policy service-suspension
2025-08-01 invoice-issued INV-1 USD 100.00 due 2025-08-31
2025-09-12 tick
  -> ...
2025-09-12T14:00 account-action promise PROMISE-1 by 2025-09-13 by ann
2025-09-12T14:05 account-action lift until 2025-09-17 by ann because "wire sent"
  -> ...
2025-09-16 tick daily
  -> nothing
  = status suspension-delayed until 2025-09-17
2025-09-16T10:00 account-action lift until 2025-09-20 on-promise PROMISE-9 by ann because "wire sent"
  -> refused lift unknown-action
