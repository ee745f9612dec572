# D16 Q2 Settled: all paid while a credit hold stands: the hand-over is over, the credit hold is not
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-05-30 tick
  -> ...
2025-06-02T10:00 account-action hold credit by merchant because "on request"
  -> nothing
2025-06-03T10:00 account-action answer-consultation yes by merchant
2025-06-03T11:00 account-action hand-over by ann because "no answer"
  -> ledger collections-fee-handover USD 100.00
  -> status in-collections from credit-hold INV-1 by ann
2025-06-10T10:00 payment-received PAY-1 USD 1593.33
  -> ledger collector-share USD 398.33
  -> status credit-hold from in-collections
2025-06-11T10:00 payment-received PAY-2 USD 100.00
  -> nothing
2025-06-12T10:00 account-action hand-over by ann because "again"
  -> refused hand-over no-consultation
