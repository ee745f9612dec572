# D13 D14 The merchant has news of INV-9 until 03-20: its notices wait, others go; then they resume
policy b2b-collections
2025-02-01 invoice-issued INV-8 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-9 USD 1000.00 due 2025-03-01
2025-03-14 tick
  -> ...
2025-03-14T10:00 account-action give-update INV-9 until 2025-03-20 by merchant because "check is in the mail"
  -> nothing
2025-03-15 tick
  -> nothing
2025-03-16 tick
  -> status credit-hold from active INV-8 INV-9
  -> notification email past-due-15 to billing INV-8
2025-03-17 tick
  -> notification email weekly-statement to billing INV-8
2025-03-19 tick daily
  -> nothing
2025-03-20 tick
  -> notification email past-due-15 to billing INV-9
2025-03-31 tick daily
  -> notification email weekly-statement to billing INV-8 INV-9
  -> ledger late-fee-30 USD 1.50 INV-8
  -> ledger late-fee-30 USD 15.00 INV-9
  -> notification email past-due-30 to billing INV-8 INV-9
  -> notification email weekly-statement to billing INV-8 INV-9
