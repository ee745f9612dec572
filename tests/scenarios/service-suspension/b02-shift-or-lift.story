# B2 Approaching: shift; already in force: lift. The other way round is refused with a reason
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T09:00 account-action lift until 2025-09-18 by ann because "wire sent"
  -> refused lift not-restricted
2025-09-15 tick
  -> status limited from active INV-17
  -> notification email service-limited to billing INV-17
2025-09-15T09:00 account-action shift until 2025-09-18 by ann because "wire sent"
  -> refused shift restricted
2025-09-15T09:05 account-action lift until 2025-09-18 by ann because "wire sent"
  -> status limitation-delayed from limited until 2025-09-18 INV-17 by ann because "wire sent"
  -> notification email service-restored to billing INV-17
