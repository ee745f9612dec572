# B4 Shift and lift carry actor and reason; without a reason they are refused
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-13 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T10:00 account-action shift until 2025-09-18 by ann
  -> refused shift no-reason
2025-09-14T10:00 account-action shift until 2025-09-18 by ann because "back from vacation"
  -> nothing
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-18 INV-17 by ann because "back from vacation"
  -> notification email limitation-upcoming to billing INV-17
2025-09-18 tick
  -> status limited from limitation-delayed INV-17
  -> notification email service-limited to billing INV-17
2025-09-18T10:00 account-action lift until 2025-09-19 by bob
  -> refused lift no-reason
2025-09-18T10:00 account-action lift until 2025-09-19 by bob because "pays tomorrow"
  -> status limitation-delayed from limited until 2025-09-19 INV-17 by bob because "pays tomorrow"
  -> notification email service-restored to billing INV-17
