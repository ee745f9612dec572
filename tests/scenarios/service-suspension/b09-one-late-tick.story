# B9 The same with one tick on 10-01: the statuses in their order, only the last one told
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-14 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T10:00 account-action shift suspended until 2025-09-30 by ann because "wire sent"
  -> nothing
2025-10-01 tick
  -> status limitation-delayed from active until 2025-09-30 INV-17
  -> status suspension-delayed from limitation-delayed until 2025-09-30 INV-17
  -> status suspended from suspension-delayed INV-17
  -> notification email service-suspended to billing INV-17
