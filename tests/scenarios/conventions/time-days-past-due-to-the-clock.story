# Time: days past due at an event are counted to the clock
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-04T08:00 tick
  -> notification email first-reminder to billing INV-1
  = dpd INV-1 3
2025-03-09T10:00 payment-received PAY-1 USD 10.00
  = dpd INV-1 3
2025-03-09T11:00 tick
  = dpd INV-1 8
