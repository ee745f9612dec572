# B8 Settled: a hold until today or earlier is refused; one with a date holds until 00:00 of it
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-15 tick
  -> ...
2025-09-15T10:00 account-action hold do-not-restrict until 2025-09-15 by ann because "hospital"
  -> refused hold past-date
2025-09-15T10:01 account-action release do-not-restrict by ann because "nothing to release"
  -> nothing
2025-09-15T10:02 account-action hold do-not-restrict until 2025-09-18 by ann because "hospital"
  -> status active from limited until 2025-09-18 by ann because "hospital"
  -> notification email service-restored to billing
  = pending limited 2025-09-18 INV-17
  = pending suspended 2025-09-20 INV-17
# the new date was set later than three days before it: not announced again
2025-09-17 tick daily
  -> nothing
2025-09-18 tick
  -> status limited from active INV-17
  -> notification email service-limited to billing INV-17
