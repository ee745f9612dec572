# Time: with `late_restrictions: publish` what a late tick enters and leaves again is told
policy ../policies/ladder-publish.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 tick
2025-03-20 payment-received PAY-1 USD 115.00
  -> nothing
2025-03-21 tick
  = emitted 1 status limited from active
  = emitted 1 status active from limited
  = emitted 2 status
  = status active
