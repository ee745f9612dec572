# B14 Lifted on Friday 09-12 for two business days: Monday and Tuesday in full, suspended on Wednesday 09-17
policy service-suspension
2025-08-01 invoice-issued INV-1 USD 100.00 due 2025-08-31
2025-09-12 tick daily
  -> notification email limitation-upcoming to billing INV-1
  -> status limited from active INV-1
  -> notification email service-limited to billing INV-1
  -> status suspended from limited INV-1
  -> notification email service-suspended to billing INV-1
2025-09-12T14:00 account-action lift for 2 business-days by ann because "wire sent"
  -> status suspension-delayed from suspended until 2025-09-17 INV-1
  -> notification email service-restored to billing INV-1
2025-09-15 tick daily
  -> nothing
  = service usage full
2025-09-16 tick
  -> nothing
  = service usage full
2025-09-17 tick
  -> status suspended from suspension-delayed INV-1
  -> notification email service-suspended to billing INV-1
  = service usage none
