# B8 A date in the past, today's date and no date are refused; an accepted change names who and why
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-14 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T10:00 account-action shift until 2025-09-13 by ann because "wire sent"
  -> refused shift past-date
2025-09-14T10:01 account-action shift until 2025-09-14 by ann because "wire sent"
  -> refused shift past-date
2025-09-14T10:02 account-action shift by ann because "wire sent"
  -> refused shift no-date
2025-09-15 tick
  -> status limited from active INV-17
  -> notification email service-limited to billing INV-17
2025-09-15T10:00 account-action lift until 2025-09-15 by ann because "wire sent"
  -> refused lift past-date
2025-09-15T10:01 account-action lift by ann because "wire sent"
  -> refused lift no-date
2025-09-15T10:02 account-action lift until 2025-09-16 by ann because "wire sent"
  -> status limitation-delayed from limited until 2025-09-16 INV-17 by ann because "wire sent"
  -> notification email service-restored to billing INV-17
2025-09-15T10:03 account-action lift until 2025-09-17 by bob because "bank holiday"
  -> status limitation-delayed from limitation-delayed until 2025-09-17 INV-17 by bob because "bank holiday"
