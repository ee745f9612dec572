# Said: notices of one step, role and instant are one, over all invoices concerned
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-2 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-3 USD 100.00 due 2025-03-02
2025-03-04 tick
  -> notification email first-reminder to billing INV-1 INV-2
2025-03-05 tick
  -> notification email first-reminder to billing INV-3
2025-03-11 tick daily
  -> notification email second-reminder to billing INV-1 INV-2
  -> notification email second-reminder to billing INV-3
  -> ledger late-fee USD 15.00 INV-1
  -> ledger late-fee USD 15.00 INV-2
  -> notification email late-fee-charged to billing INV-1 INV-2
