# Late news: with `late_news: keep` the restriction is lifted, the fee stays
policy ../policies/ladder-keep.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-16 tick daily
  -> ...
2025-03-18T10:00 payment-received PAY-1 USD 100.00 received 2025-03-10T12:00
  -> status active from limited
  -> notification email service-restored to billing
  = fees USD 15.00
  = open INV-1 USD 0.00
