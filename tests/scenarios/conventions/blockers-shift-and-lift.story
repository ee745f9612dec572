# Blockers: a lift is a floor under every restriction; business days are whole ones after the lift
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-16 tick daily
  -> ...
2025-03-21T10:00 account-action lift for 2 business-days by ann
  -> refused lift no-reason
2025-03-21T10:00 account-action lift for 2 business-days by ann because "wire sent"
  -> status limitation-delayed from limited until 2025-03-26 INV-1 by ann because "wire sent"
  -> notification email service-restored to billing INV-1
  = service usage full
  = until 2025-03-26
2025-03-25 tick daily
  -> nothing
2025-03-26 tick
  -> status limited from limitation-delayed INV-1
  -> notification email service-limited to billing INV-1
  = until none
