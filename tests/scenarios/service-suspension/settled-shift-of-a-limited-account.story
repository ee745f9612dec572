# B2 Settled: a shift of a limited account names a higher status; it leaves the limitation, then suspends
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-15 tick
  -> ...
2025-09-16T10:00 account-action shift until 2025-09-30 by ann because "wire sent"
  -> refused shift restricted
2025-09-16T10:01 account-action shift limited until 2025-09-30 by ann because "wire sent"
  -> refused shift restricted
2025-09-16T10:02 account-action shift suspended until 2025-09-30 by ann because "wire sent"
  -> ...
  = service usage partial
  = pending suspended 2025-09-30 INV-17
2025-09-20 tick daily
  -> ...
  = status limited until 2025-09-30
  = service usage partial
2025-09-29 tick daily
  -> nothing
2025-09-30 tick
  -> status suspended from limited INV-17
  -> notification email service-suspended to billing INV-17
