# D15 The merchant says no: no hand-over; silence: no hand-over either
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-05-30 tick
  -> ...
  = balance USD 1095.00
  = emitted 1 notification message consultation
2025-06-05T10:00 account-action hand-over by ann because "no answer"
  -> refused hand-over not-approved
2025-06-05T10:30 account-action answer-consultation no by merchant
  -> nothing
2025-06-05T11:00 account-action hand-over by ann because "no answer"
  -> refused hand-over not-approved
2025-06-05T11:01 account-action escalate in-collections by ann because "no answer"
  -> refused escalate not-approved
  = status credit-hold
