# D8 Down from 03-15 to 04-02: the 30-day fee once, of each chain of notices the latest
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-14 tick
  -> notification email weekly-statement to billing INV-1
2025-04-02 tick
  -> status credit-hold from active INV-1
  -> ledger late-fee-30 USD 15.00 INV-1
  -> notification email past-due-30 to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> notification email monthly-statement to billing INV-1
  = fees USD 15.00
2025-04-03 tick
  -> nothing
