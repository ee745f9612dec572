# B6 Shifted before the service ever heard a tick: days past due are counted to the action's own time
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-14T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
  -> nothing
2025-09-17 tick
  -> status limitation-delayed from active until 2025-09-18 INV-17
  -> notification email limitation-upcoming to billing INV-17
