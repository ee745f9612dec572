# Said: `days_before_status` counts back from the effective date, once a date; not at all if the date is set later than that
policy ../policies/ladder-announced.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-12 tick daily
  -> ...
2025-03-13 tick
  -> notification email limitation-upcoming to billing INV-1
2025-03-14 account-action shift until 2025-03-25 by ann because "wire sent"
  -> nothing
2025-03-15 tick
  -> nothing
2025-03-16 tick
  -> status limitation-delayed from active until 2025-03-25 INV-1
2025-03-21 tick daily
  -> nothing
2025-03-22 tick
  -> notification email limitation-upcoming to billing INV-1
2025-03-24 account-action shift until 2025-03-26 by ann because "wire sent"
  -> status limitation-delayed from limitation-delayed until 2025-03-26 INV-1
2025-03-25 tick
  -> nothing
2025-03-26 tick
  -> status limited from limitation-delayed INV-1
  -> notification email service-limited to billing INV-1
