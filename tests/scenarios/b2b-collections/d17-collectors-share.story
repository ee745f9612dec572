# D17 200.00 paid after hand-over at 25 %: a share of 50.00 is added and paid first, 150.00 goes to the rest
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-05-30 tick
  -> ...
  = balance USD 1095.00
  = emitted 1 notification message consultation
2025-06-03T10:00 account-action answer-consultation yes by merchant
2025-06-03T11:00 account-action hand-over by ann because "no answer"
  -> ledger collections-fee-handover USD 100.00
  -> status in-collections from credit-hold INV-1 by ann
2025-06-10T10:00 payment-received PAY-1 USD 200.00 for INV-1
  -> ledger collector-share USD 50.00
  = open INV-1 USD 1000.00
  = fees USD 45.00
  = balance USD 1045.00
2025-06-11T10:00 account-action discount INV-1 USD 100.00 by ann because "courtesy"
  -> ledger discount USD -100.00 INV-1
  = open INV-1 USD 900.00
2025-06-12T10:00 account-action reverse-payment PAY-1 by bank because "no funds"
  -> ledger reversal collector-share USD -50.00
  = balance USD 1095.00
