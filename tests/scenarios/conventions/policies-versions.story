# C1 Policies: steps and fees follow the version in force when the invoice was issued
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-10 policy ../policies/ladder-2.yaml
2025-02-14T23:59 invoice-issued INV-2 USD 100.00 due 2025-03-01
2025-02-15 invoice-issued INV-3 USD 100.00 due 2025-03-01
2025-03-10 tick daily
  -> ...
2025-03-11 tick
  -> ledger late-fee USD 15.00 INV-1
  -> ledger late-fee USD 15.00 INV-2
  -> ledger late-fee USD 25.00 INV-3
  -> ...
  = fees USD 55.00
