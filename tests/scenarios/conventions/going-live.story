# Going live: steps before `known_since` are marked done; the status is evaluated at the next tick
policy ../policies/ladder.yaml
2025-03-05T10:00 @C-1 invoice-issued INV-1 USD 100.00 due 2025-02-15 issued 2025-01-15 open 60.00 fees 5.00 known-since 2025-03-05T10:00
  -> nothing
  = open INV-1 USD 60.00
  = fees USD 5.00
  = status active
2025-03-05T10:00 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01 issued 2025-02-01 known-since 2025-03-05T10:00
2025-03-06 tick
  -> status limited from active INV-1
  -> notification email service-limited to billing INV-1
  = fees USD 5.00
2025-03-07 tick
  -> @C-2 notification email second-reminder to billing INV-1
2025-03-10T09:00 @C-1 payment-received PAY-1 USD 65.00
  -> status active from limited
  -> notification email service-restored to billing
  = balance USD 0.00
  = credit USD 0.00
