# D16 D17 Settled: all paid, the share included: back to active, and share and yes end with it
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
2025-06-10T10:00 payment-received PAY-1 USD 1593.33
  -> ledger collector-share USD 398.33
  -> status active from in-collections
  = balance USD 0.00
  = credit USD 0.00
2025-06-11T10:00 payment-received PAY-2 USD 100.00
  -> nothing
  = credit USD 100.00
2025-06-12T10:00 account-action hand-over by ann because "again"
  -> refused hand-over no-consultation
