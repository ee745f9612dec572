# Q2 A credit hold on request and for suspected fraud: advances off, terms on
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-02 tick
2025-02-02T10:00 account-action hold credit by merchant because "on request"
  -> status credit-hold from active by merchant because "on request"
  = service advances none
  = service terms full
2025-02-03T10:00 account-action release credit by merchant because "sorted out"
  -> status active from credit-hold by merchant because "sorted out"
2025-02-04T10:00 account-action hold fraud until 2025-02-06 by ann because "odd orders"
  -> status credit-hold from active until 2025-02-06 by ann because "odd orders"
2025-02-06 tick daily
  -> status active from credit-hold
