# Things get worse only at ticks and by a person's action; they get better at once
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-16 tick daily
  -> ...
2025-03-17T09:00 payment-received PAY-1 USD 115.00
  -> status active from limited
  -> notification email service-restored to billing
2025-03-18T09:00 account-action reverse-payment PAY-1 by bank because "returned"
  -> nothing
  = status active
  = open INV-1 USD 100.00
  = fees USD 15.00
2025-03-19 tick
  -> status limited from active INV-1
  -> notification email service-limited to billing INV-1
2025-03-20T09:00 account-action hold fraud by ann because "stolen card"
  -> status suspended from limited INV-1 by ann because "stolen card"
  -> notification email service-suspended to billing INV-1
