# B15 A lift on a promise to pay by tomorrow: not kept, so the service is suspended again the day after
policy service-suspension
2025-08-01 invoice-issued INV-1 USD 100.00 due 2025-08-31
2025-09-12 tick
  -> ...
2025-09-12T14:00 account-action promise PROMISE-1 by 2025-09-13 by ann
  -> nothing
2025-09-12T14:05 account-action lift until 2025-09-17 on-promise PROMISE-1 by ann because "pays tomorrow"
  -> status suspension-delayed from suspended until 2025-09-17 INV-1
  -> notification email service-restored to billing INV-1
2025-09-13 tick
  -> nothing
2025-09-14 tick
  -> status suspended from suspension-delayed INV-1
  -> notification email service-suspended to billing INV-1
