# D2 D3 D4 D5 D6 D7 Q1 1,000.00 due 03-01: the rungs at 15, 30, 60 and 90 days past due, and nothing between
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-15 tick daily
  -> ...
  = status active
  = emitted 0 ledger
2025-03-16 tick
  -> status credit-hold from active INV-1
  -> notification email past-due-15 to billing INV-1
  = fees USD 0.00
  = service advances none
  = service terms full
2025-03-30 tick daily
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
2025-03-31 tick
  -> ledger late-fee-30 USD 15.00 INV-1
  -> notification email past-due-30 to billing INV-1
  -> notification email weekly-statement to billing INV-1
2025-04-29 tick daily
  -> notification email monthly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
2025-04-30 tick
  -> ledger late-fee-60 USD 15.00 INV-1
  -> notification email past-due-60 to billing INV-1
  = fees USD 30.00
2025-05-29 tick daily
  -> ...
  = fees USD 30.00
2025-05-30 tick
  -> ledger late-fee-90 USD 15.00 INV-1
  -> ledger collections-fee-90 USD 50.00 INV-1
  -> notification email past-due-90 to billing INV-1
  -> notification message consultation to merchant INV-1
  = fees USD 95.00
  = balance USD 1095.00
2025-12-31 tick daily
  -> ...
  = emitted 1 notification email past-due-15
  = emitted 1 notification email past-due-90
  = emitted 4 ledger
  = status credit-hold
