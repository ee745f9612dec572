# B14 Lifted on Friday 08-29 before Labor Day 09-01: Tuesday and Wednesday in full, suspended on Thursday 09-04
policy service-suspension
2025-07-20 invoice-issued INV-1 USD 100.00 due 2025-08-17
2025-08-29 tick
  -> ...
  = status suspended
2025-08-29T14:00 account-action lift for 2 business-days by ann because "wire sent"
  -> status suspension-delayed from suspended until 2025-09-04 INV-1
  -> notification email service-restored to billing INV-1
2025-09-03 tick daily
  -> nothing
  = service usage full
2025-09-04 tick
  -> status suspended from suspension-delayed INV-1
  -> notification email service-suspended to billing INV-1
