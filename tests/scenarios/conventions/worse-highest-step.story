# The status is the highest step that any open invoice has reached by its own days past due
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 50.00 due 2025-03-11
2025-03-31 tick daily
  -> ...
  = status suspended
2025-03-31T10:00 payment-received PAY-1 USD 100.00 for INV-1
  -> status limited from suspended INV-2
  -> notification email service-restored to billing INV-2
2025-03-31T11:00 payment-received PAY-2 USD 50.00 for INV-2
  -> status active from limited
  -> notification email service-restored to billing
  = fees USD 30.00
