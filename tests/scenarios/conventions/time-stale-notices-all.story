# Time: with `stale_notices: all` an outage loses no notice
policy ../policies/ladder-all-notices.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 tick
2025-03-12 tick
  -> notification email first-reminder to billing INV-1
  -> notification email second-reminder to billing INV-1
  -> ledger late-fee USD 15.00 INV-1
  -> notification email late-fee-charged to billing INV-1
