# B11 Limitation moved to 09-25, suspension by the ladder on 09-20: delayed on 09-20, suspended on 09-25
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T10:00 account-action shift limited until 2025-09-25 by ann because "wire sent"
  -> nothing
  = pending limited none
  = pending suspended 2025-09-25 INV-17
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-25 INV-17
2025-09-20 tick daily
  -> status suspension-delayed from limitation-delayed until 2025-09-25 INV-17
  = service usage full
2025-09-24 tick daily
  -> nothing
2025-09-25 tick
  -> status suspended from suspension-delayed INV-17
  -> notification email service-suspended to billing INV-17
