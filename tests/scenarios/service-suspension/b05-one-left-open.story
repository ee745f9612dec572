# B5 One invoice left open at seven days past due limits the service; the notice names this one
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-08-20 invoice-issued INV-21 USD 50.00 due 2025-09-08
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17 INV-21
2025-09-14T23:59:59 payment-received PAY-1 USD 100.00 for INV-17
  -> nothing
2025-09-15 tick
  -> status limited from active INV-21
  -> notification email service-limited to billing INV-21
2025-09-15T00:00 payment-received PAY-2 USD 50.00
  -> status active from limited
  -> notification email service-restored to billing
