# Blockers: a restriction that a disputed invoice alone caused is lifted at once; when the dispute ends it follows the true days past due, and fees kept back lapse
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-09 tick daily
  -> ...
2025-03-10 @C-2 account-action open-dispute INV-1 by ann
  -> nothing
2025-03-16 tick daily
  -> ...
  = status limited
  = @C-2 status active
  = @C-2 fees USD 0.00
2025-03-17 @C-1 account-action open-dispute INV-1 by ann
  -> status active from limited
  -> notification email service-restored to billing
2025-03-18 @C-1 account-action close-dispute INV-1 by ann
  -> status limited from active INV-1 by ann
  -> notification email service-limited to billing INV-1
  = fees USD 15.00
2025-03-18 @C-2 account-action close-dispute INV-1 by ann
  -> status limited from active INV-1 by ann
  -> ...
  = fees USD 0.00
