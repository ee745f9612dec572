# A step whose moment passed while the invoice was settled is not made up; statuses follow the true days past due
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-04 tick daily
  -> notification email first-reminder to billing INV-1
2025-03-05T10:00 payment-received PAY-1 USD 100.00
  = paid on-time 0 late 1
2025-03-20 tick daily
  -> nothing
2025-03-20T10:00 account-action reverse-payment PAY-1 by bank
  -> nothing
  = paid on-time 0 late 0
2025-03-21 tick
  -> status limited from active INV-1
  -> notification email service-limited to billing INV-1
  = fees USD 0.00
