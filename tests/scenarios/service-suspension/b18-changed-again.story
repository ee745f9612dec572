# B18 The date is changed from 09-18 to 09-22: exactly one restriction, on 09-22
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> ...
2025-09-14T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-18 INV-17 by ann because "wire sent"
  -> notification email limitation-upcoming to billing INV-17
2025-09-16T10:00 account-action shift until 2025-09-22 by bob because "wire delayed"
  -> status limitation-delayed from limitation-delayed until 2025-09-22 INV-17 by bob because "wire delayed"
2025-09-18 tick daily
  -> nothing
2025-09-20 tick daily
  -> status suspension-delayed from limitation-delayed until 2025-09-22 INV-17
2025-09-21 tick
  -> nothing
  = service usage full
2025-09-22 tick
  -> status suspended from suspension-delayed INV-17
  -> notification email service-suspended to billing INV-17
  = emitted 0 status limited
  = emitted 1 status suspended
