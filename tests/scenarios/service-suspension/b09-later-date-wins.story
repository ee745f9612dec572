# B9 B19 Suspension moved to 09-30: a delayed status on 09-15 and 09-20, full service, suspended on 09-30
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-08-20 invoice-issued INV-21 USD 50.00 due 2025-09-08
2025-09-14 tick daily
  -> notification email limitation-upcoming to billing INV-17 INV-21
2025-09-14T10:00 account-action shift suspended until 2025-09-30 by ann because "wire sent"
  -> nothing
  = pending limited none
  = pending suspended 2025-09-30 INV-17 INV-21
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-30 INV-17 INV-21 by ann because "wire sent"
  = service usage full
2025-09-19 tick daily
  -> nothing
2025-09-20 tick
  -> status suspension-delayed from limitation-delayed until 2025-09-30 INV-17 INV-21 by ann because "wire sent"
  = service usage full
# the limitation never takes effect: suspension hides it on 09-30, so it is not announced again
2025-09-29 tick daily
  -> nothing
  = service usage full
2025-09-30 tick
  -> status suspended from suspension-delayed INV-17 INV-21
  -> notification email service-suspended to billing INV-17 INV-21
  = service usage none
  = until none
