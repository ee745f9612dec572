# D17 One share a payment, reckoned from its amount; none on credit from before, none on a credit note
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-05-30 tick
  -> ...
2025-06-03T10:00 account-action answer-consultation yes by merchant
2025-06-03T11:00 account-action hand-over by ann because "no answer"
  -> ...
  = balance USD 1195.00
2025-06-10T10:00 payment-received PAY-1 USD 100.00
  -> ledger collector-share USD 25.00
2025-06-11T10:00 payment-received PAY-2 USD 0.02
  -> ledger collector-share USD 0.01
2025-06-12T10:00 account-action credit-note NOTE-1 INV-1 USD 200.00 by ann because "returned goods"
  -> ledger credit-note USD -200.00 INV-1
  = balance USD 919.99
  = emitted 2 ledger collector-share
