# A step runs once per invoice and due date; a fee's code is charged once per invoice
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-11 tick daily
  -> ...
  = fees USD 15.00
2025-03-12 account-action extend-terms INV-1 due 2025-03-20 by ann
  -> nothing
2025-03-22 tick daily
  -> nothing
2025-03-23 tick
  -> notification email first-reminder to billing INV-1
2025-03-26 tick
  -> notification email second-reminder to billing INV-1
2025-03-30 tick
  -> notification email late-fee-charged to billing INV-1
  = fees USD 15.00
2025-04-04 tick
  -> status limited from active INV-1
  -> notification email service-limited to billing INV-1
