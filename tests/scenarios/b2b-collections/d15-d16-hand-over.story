# D15 D16 D19 No collector without the merchant's yes; at hand-over a fee, once, and the ladder rests
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-05-29 tick
  -> ...
2025-05-29T10:00 account-action hand-over by ann because "no answer"
  -> refused hand-over no-consultation
2025-05-29T10:01 account-action answer-consultation yes by merchant
  -> refused answer-consultation no-consultation
2025-05-29T10:02 account-action escalate in-collections by ann because "no answer"
  -> refused escalate no-consultation
2025-05-30 tick
  -> ledger late-fee-90 USD 15.00 INV-1
  -> ledger collections-fee-90 USD 50.00 INV-1
  -> notification email past-due-90 to billing INV-1
  -> notification message consultation to merchant INV-1
2025-05-30T10:00 account-action hand-over by ann because "no answer"
  -> refused hand-over not-approved
2025-05-30T11:00 account-action answer-consultation yes by merchant
  -> nothing
  = status credit-hold
2025-05-30T12:00 account-action hand-over by ann because "no answer"
  -> ledger collections-fee-handover USD 100.00
  -> status in-collections from credit-hold INV-1 by ann because "no answer"
  = service advances none
  = balance USD 1195.00
2025-05-30T12:01 account-action hand-over by ann because "twice"
  -> nothing
2025-06-30 tick daily
  -> nothing
  = emitted 1 ledger collections-fee-handover
