# Blockers: `clock: stopped`: days under a dispute do not count
policy ../policies/ladder-stopped.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-05 tick daily
  -> notification email first-reminder to billing INV-1
2025-03-05 account-action open-dispute INV-1 by ann
  -> nothing
2025-03-12 tick daily
  -> nothing
2025-03-12 account-action close-dispute INV-1 by ann
  -> nothing
  = dpd INV-1 4
2025-03-13 tick
  -> nothing
2025-03-14 tick
  -> notification email second-reminder to billing INV-1
2025-03-18 tick
  -> ledger late-fee USD 15.00 INV-1
  -> notification email late-fee-charged to billing INV-1
