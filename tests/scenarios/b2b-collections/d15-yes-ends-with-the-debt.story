# D15 Settled: yes is valid until the account is settled; for a later debt the merchant is asked again
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-05-30 tick
  -> ...
2025-06-02T10:00 account-action answer-consultation yes by merchant
  -> nothing
2025-06-03T10:00 payment-received PAY-1 USD 1095.00
  -> status active from credit-hold
2025-06-10 invoice-issued INV-2 USD 200.00 due 2025-06-20
2025-07-10 tick
  -> ...
  = status credit-hold
2025-07-10T10:00 account-action hand-over by ann because "no answer"
  -> refused hand-over no-consultation
2025-09-18 tick
  -> ...
  = emitted 2 notification message consultation
2025-09-18T10:00 account-action hand-over by ann because "no answer"
  -> refused hand-over not-approved
