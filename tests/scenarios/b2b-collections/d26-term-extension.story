# D26 Q8 Advanced invoice due 03-01, extended on 04-10 to 04-15: rungs at 04-30, 05-15, 06-14 and 07-14
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01 class advanced
2025-03-31 tick daily
  -> ...
  = fees USD 15.00
2025-04-10 tick daily
  -> ...
2025-04-10T10:00 account-action extend-terms INV-1 due 2025-04-15 by ann
  -> refused extend-terms no-reason
2025-04-10T10:00 account-action extend-terms INV-1 due 2025-02-28 by ann because "struggling"
  -> refused extend-terms shortens
2025-04-10T10:00 account-action extend-terms INV-1 due 2025-04-15 by ann because "struggling"
  -> nothing
  = dpd INV-1 -5
  = status credit-hold
  = fees USD 15.00
2025-04-15 tick daily
  -> nothing
2025-04-29 tick daily
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
2025-04-30 tick
  -> notification email past-due-15 to billing INV-1
2025-05-14 tick daily
  -> ...
2025-05-15 tick
  -> notification email past-due-30 to billing INV-1
  = fees USD 15.00
2025-06-13 tick daily
  -> ...
2025-06-14 tick
  -> ledger late-fee-60 USD 15.00 INV-1
  -> notification email past-due-60 to billing INV-1
2025-07-13 tick daily
  -> ...
2025-07-14 tick
  -> ledger late-fee-90 USD 15.00 INV-1
  -> ledger collections-fee-90 USD 50.00 INV-1
  -> notification email past-due-90 to billing INV-1
  -> notification message consultation to merchant INV-1
  -> notification email weekly-statement to billing INV-1
  = emitted 1 ledger late-fee-30
