# D24 A plan for the invoices it lists: the others go on
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 200.00 due 2025-03-01
2025-03-10 tick
  -> ...
2025-03-10T10:00 account-action agree-plan PLAN-1 USD 2025-05-15=1000.00 for INV-1 by ann because "slow season"
2025-03-15 tick daily
  -> nothing
2025-03-16 tick
  -> status credit-hold from active INV-2
  -> notification email past-due-15 to billing INV-2
2025-03-31 tick daily
  -> notification email weekly-statement to billing INV-1 INV-2
  -> notification email weekly-statement to billing INV-1 INV-2
  -> ledger late-fee-30 USD 3.00 INV-2
  -> notification email weekly-statement to billing INV-1 INV-2
  -> notification email past-due-30 to billing INV-2
