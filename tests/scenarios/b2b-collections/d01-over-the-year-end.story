# D1 The monthly statement of January comes after that of December
policy b2b-collections
2025-11-01 invoice-issued INV-1 USD 1000.00 due 2025-11-28
2025-12-02 tick daily
  -> notification email weekly-statement to billing INV-1
  -> notification email monthly-statement to billing INV-1
2025-12-31 tick daily
  -> ...
  = emitted 1 notification email monthly-statement
2026-01-01 tick
  -> notification email monthly-statement to billing INV-1
2026-02-01 tick daily
  -> ...
  = emitted 3 notification email monthly-statement
