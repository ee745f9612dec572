# B18 Settled: while delayed both shift and lift are accepted, and a second date replaces the first
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-15 tick
  -> ...
2025-09-15T10:00 account-action lift until 2025-09-19 by ann because "pays tomorrow"
  -> status limitation-delayed from limited until 2025-09-19 INV-17
  -> notification email service-restored to billing INV-17
2025-09-15T11:00 account-action shift until 2025-09-18 by ann because "sooner"
  -> status limitation-delayed from limitation-delayed until 2025-09-18 INV-17
2025-09-15T12:00 account-action lift until 2025-09-17 by ann because "sooner still"
  -> status limitation-delayed from limitation-delayed until 2025-09-17 INV-17
2025-09-17 tick
  -> status limited from limitation-delayed INV-17
  -> notification email service-limited to billing INV-17
