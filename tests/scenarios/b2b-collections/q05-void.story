# Q5 Void: out of the ladder, the hold and the counts; fees reversed, what was paid becomes credit; twice is a no-op
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 300.00 due 2025-06-01
2025-03-31 tick
  -> ...
  = status credit-hold
  = balance USD 1315.00
2025-04-01T10:00 payment-received PAY-1 USD 100.00
  = open INV-1 USD 900.00
2025-04-02T10:00 account-action void INV-1 by ann because "never delivered"
  -> ledger reversal late-fee-30 USD -15.00 INV-1
  -> ledger void USD -1000.00 INV-1
  -> status active from credit-hold
  = open INV-2 USD 200.00
  = credit USD 0.00
  = balance USD 200.00
2025-04-02T10:01 account-action void INV-1 by ann because "never delivered"
  -> nothing
2025-04-30 tick daily
  -> nothing
