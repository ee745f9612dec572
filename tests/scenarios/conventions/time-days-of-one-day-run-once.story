# Time: each local day's steps run once; a tick at or before the clock is a no-op
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-11 tick daily
  -> ...
2025-03-11 tick
  -> nothing
2025-03-10 tick
  -> nothing
2025-03-11T23:59 tick hourly
  -> nothing
  = emitted 1 ledger late-fee
