# D9 Invoices on different rungs: each its own; invoices on one rung share a notice
policy b2b-collections
2025-02-01 invoice-issued INV-2 USD 200.00 due 2025-02-14
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01 invoice-issued INV-3 USD 300.00 due 2025-03-01
2025-03-15 tick daily
  -> ...
  = status credit-hold
2025-03-16 tick
  -> ledger late-fee-30 USD 3.00 INV-2
  -> notification email past-due-30 to billing INV-2
  -> notification email past-due-15 to billing INV-1 INV-3
2025-03-31 tick daily
  -> notification email weekly-statement to billing INV-2 INV-1 INV-3
  -> notification email weekly-statement to billing INV-2 INV-1 INV-3
  -> ledger late-fee-30 USD 15.00 INV-1
  -> ledger late-fee-30 USD 4.50 INV-3
  -> notification email weekly-statement to billing INV-2 INV-1 INV-3
  -> notification email past-due-30 to billing INV-1 INV-3
