# Time: after day N of a month: 00:00 of day N+1, in the due date's month if the due day is N or earlier, else in the next; N beyond the month's end is its last day
policy ../policies/moments.yaml
2025-01-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-02-05
2025-01-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-02-06
2025-01-01 @C-3 invoice-issued INV-1 USD 100.00 due 2025-01-31
2025-02-05 tick daily
  -> ...
  = emitted 0 notification email after-5th
2025-02-06 tick
  -> @C-1 notification email after-5th to billing INV-1
  -> @C-3 notification email after-5th to billing INV-1
2025-02-28 tick daily
  -> ...
  = @C-3 emitted 0 notification email after-30th
2025-03-01 tick
  -> @C-1 notification email after-30th to billing INV-1
  -> @C-2 notification email after-30th to billing INV-1
  -> @C-3 notification email after-30th to billing INV-1
2025-03-05 tick daily
  -> nothing
2025-03-06 tick
  -> @C-2 notification email after-5th to billing INV-1
