# Late news: older than `late_news_days` counts from the clock, and operations hear of it
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-16 tick daily
  -> ...
2025-03-18T10:00 payment-received PAY-1 USD 100.00 received 2025-02-10T12:00
  -> status active from limited
  -> notification message exception to operations
  -> notification email service-restored to billing
  = fees USD 15.00
  = open INV-1 USD 0.00
  = paid on-time 0 late 1
