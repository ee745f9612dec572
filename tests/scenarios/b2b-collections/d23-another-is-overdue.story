# D23 Q3 Another invoice is overdue too: the credit hold stays, for it ends only when nothing overdue is open
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 200.00 due 2025-03-11
2025-03-16 tick
  -> ...
2025-03-20T10:00 account-action open-dispute INV-1 by ann because "wrong quantity"
  -> notification message dispute-opened to merchant INV-1
  = status credit-hold
2025-03-21T10:00 payment-received PAY-1 USD 200.00 for INV-2
  = open INV-1 USD 800.00
  = status credit-hold
2025-03-22T10:00 payment-received PAY-2 USD 1000.00
  -> status active from credit-hold
