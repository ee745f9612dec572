# Late news: a fee that becomes smaller is corrected at the event, one that becomes larger at the next tick
policy ../policies/ladder-percent.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-11 tick daily
  -> ...
  = fees USD 10.00
2025-03-12T10:00 payment-received PAY-1 USD 40.00 received 2025-03-05T10:00
  -> ledger reversal late-fee USD -4.00 INV-1
  = fees USD 6.00
2025-03-12T12:00 account-action reverse-payment PAY-1 occurred 2025-03-06T10:00 by bank
  -> nothing
  = open INV-1 USD 100.00
2025-03-13 tick
  -> ledger late-fee USD 4.00 INV-1
  = fees USD 10.00
