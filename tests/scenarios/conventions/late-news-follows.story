# Late news: what a late invoice would have caused follows at the next tick
policy ../policies/ladder.yaml
2025-02-20 account-action set-account opened 2025-01-01
2025-03-16 tick daily
  -> nothing
2025-03-18T09:00 invoice-issued INV-1 USD 100.00 due 2025-03-01 issued 2025-02-20T09:00
  -> nothing
  = status active
  = fees USD 0.00
2025-03-19 tick
  -> ledger late-fee USD 15.00 INV-1
  -> notification email late-fee-charged to billing INV-1
  -> status limited from active INV-1
  -> notification email service-limited to billing INV-1
