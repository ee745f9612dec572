# D13 Settled: an update stops notices only; when it ends after a later rung, the older notice stays unsent
policy b2b-collections
2025-02-01 invoice-issued INV-9 USD 1000.00 due 2025-03-01
2025-03-14 tick
2025-03-14T10:00 account-action give-update INV-9 until 2025-04-03 by merchant because "in talks"
2025-03-16 tick daily
  -> status credit-hold from active INV-9
2025-03-31 tick daily
  -> ledger late-fee-30 USD 15.00 INV-9
2025-04-02 tick daily
  -> nothing
2025-04-03 tick
  -> notification email past-due-30 to billing INV-9
  = emitted 0 notification email past-due-15
