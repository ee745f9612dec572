# Time: business days leave out the policy's weekend and holidays
policy ../policies/moments.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-07-03
2025-03-03 tick
  -> nothing
2025-03-04 tick
  -> notification email second-business-day to billing INV-1
2025-07-07 tick daily
  -> ...
  = @C-2 emitted 0 notification email second-business-day
2025-07-08 tick
  -> @C-2 notification email second-business-day to billing INV-1
