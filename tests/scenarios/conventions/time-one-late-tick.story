# Time: one late tick equals many timely ones; of one chain of notices the latest is sent, of several statuses the last is told
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 tick
2025-04-05 tick
  -> ledger late-fee USD 15.00 INV-1
  -> notification email late-fee-charged to billing INV-1
  -> status limited from active INV-1
  -> status suspended from limited INV-1
  -> notification email service-suspended to billing INV-1
  = fees USD 15.00
  = status suspended
