# B19 Three service levels: full, partial, none; back in part, then in full
policy service-suspension
2025-08-01 invoice-issued INV-1 USD 100.00 due 2025-09-03
2025-08-01 invoice-issued INV-2 USD 40.00 due 2025-09-08
2025-09-09 tick
  -> notification email limitation-upcoming to billing INV-1
  = service usage full
2025-09-10 tick
  -> ...
  = service usage partial
  = service login full
2025-09-15 tick
  -> status suspended from limited INV-1
  -> notification email service-suspended to billing INV-1
  = service usage none
  = service login full
2025-09-16T10:00 payment-received PAY-1 USD 100.00
  -> status limited from suspended INV-2
  -> notification email service-restored to billing INV-2
  = service usage partial
2025-09-17T10:00 payment-received PAY-2 USD 40.00
  -> status active from limited
  -> notification email service-restored to billing
  = service usage full
