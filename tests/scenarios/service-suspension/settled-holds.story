# B2 Settled: do-not-restrict gives the service back and keeps it; other kinds of hold are not known
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-15 tick
  -> ...
2025-09-15T10:00 account-action hold fraud by ann because "looks odd"
  -> refused hold unknown-kind
2025-09-15T11:00 account-action hold do-not-restrict by ann because "hospital"
  -> status active from limited by ann because "hospital"
  -> notification email service-restored to billing
  = pending none
2025-09-20 tick daily
  -> nothing
2025-09-20T10:00 account-action release do-not-restrict by ann because "agreed"
  -> status suspended from active INV-17 by ann because "agreed"
  -> notification email service-suspended to billing INV-17
