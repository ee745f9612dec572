# Q2 Q3 A failed payment holds the credit, with nothing overdue, until the retry succeeds
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-20 tick
2025-02-20T10:00 account-action record-charge primary failed declined by processor
  -> status credit-hold from active by processor
2025-02-25 tick daily
  -> nothing
  = status credit-hold
2025-02-25T09:00 payment-received PAY-1 USD 1000.00 source wire
  -> nothing
  = status credit-hold
2025-02-25T10:00 account-action record-charge primary ok by processor
  -> status active from credit-hold by processor
2025-02-26 tick
  -> nothing
