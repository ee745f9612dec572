# B12 Paid on 09-25 under B9: active, the delay cleared, nothing on 09-30
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> ...
2025-09-14T10:00 account-action shift suspended until 2025-09-30 by ann because "wire sent"
2025-09-20 tick daily
  -> status limitation-delayed from active until 2025-09-30 INV-17
  -> status suspension-delayed from limitation-delayed until 2025-09-30 INV-17
2025-09-25T15:00 payment-received PAY-1 USD 100.00
  -> status active from suspension-delayed
  = until none
  = pending none
2025-09-30 tick daily
  -> nothing
  = status active
