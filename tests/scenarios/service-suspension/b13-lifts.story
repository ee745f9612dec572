# B13 B16 A lift gives the service back at once, in one action, under the delayed name, until its date
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-15 tick
  -> ...
  = status limited
2025-09-15T10:00 account-action lift by ann because "pays tomorrow"
  -> refused lift no-date
2025-09-15T10:00 account-action lift until 2025-09-17 by ann because "pays tomorrow"
  -> status limitation-delayed from limited until 2025-09-17 INV-17 by ann because "pays tomorrow"
  -> notification email service-restored to billing INV-17
  = service usage full
2025-09-17 tick daily
  -> status limited from limitation-delayed INV-17
  -> notification email service-limited to billing INV-17
2025-09-20 tick daily
  -> status suspended from limited INV-17
  -> notification email service-suspended to billing INV-17
2025-09-20T10:00 account-action lift until 2025-09-22 by ann because "vital to the customer"
  -> status suspension-delayed from suspended until 2025-09-22 INV-17 by ann because "vital to the customer"
  -> notification email service-restored to billing INV-17
  = service usage full
  = emitted 1 status suspension-delayed
2025-09-22 tick daily
  -> status suspended from suspension-delayed INV-17
  -> notification email service-suspended to billing INV-17
