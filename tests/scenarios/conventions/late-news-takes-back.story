# Late news: money that came in time and was heard of late lifts the restriction and takes back the fee
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-16 tick daily
  -> ...
  = status limited
  = fees USD 15.00
2025-03-18T10:00 payment-received PAY-1 USD 100.00 received 2025-03-10T12:00
  -> ledger reversal late-fee USD -15.00 INV-1
  -> status active from limited
  -> notification email service-restored to billing
  = fees USD 0.00
  = credit USD 0.00
  = paid on-time 0 late 1
2025-03-19 tick
  -> nothing
