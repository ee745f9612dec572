# Blockers: a disputed invoice counts for no status, brings no notice and no fee; when the dispute ends the newest notice kept back is sent
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 100.00 due 2025-03-02
2025-03-05 tick daily
  -> notification email first-reminder to billing INV-1
  -> notification email first-reminder to billing INV-2
2025-03-05T10:00 account-action open-dispute INV-1 by ann because "wrong goods"
  -> nothing
2025-03-07 tick daily
  -> nothing
2025-03-08 tick
  -> notification email second-reminder to billing INV-2
2025-03-08T10:00 account-action close-dispute INV-1 by ann
  -> notification email second-reminder to billing INV-1
2025-03-11 tick
  -> ledger late-fee USD 15.00 INV-1
  -> notification email late-fee-charged to billing INV-1
