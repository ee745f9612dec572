# Time: "on day X" is 00:00 of X; nothing happens on other days
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-03 tick daily
  -> nothing
2025-03-04 tick
  -> notification email first-reminder to billing INV-1
2025-03-06 tick daily
  -> nothing
2025-03-07 tick
  -> notification email second-reminder to billing INV-1
2025-03-10 tick daily
  -> nothing
2025-03-11 tick
  -> ledger late-fee USD 15.00 INV-1
  -> notification email late-fee-charged to billing INV-1
  = fees USD 15.00
  = balance USD 115.00
2025-03-15 tick daily
  -> nothing
2025-03-16 tick
  -> status limited from active INV-1
  -> notification email service-limited to billing INV-1
  = service usage partial
2025-03-30 tick daily
  -> nothing
2025-03-31 tick
  -> status suspended from limited INV-1
  -> notification email service-suspended to billing INV-1
  = service usage none
2025-12-31 tick daily
  -> nothing
