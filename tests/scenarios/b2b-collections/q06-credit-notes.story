# Q6 One credit note over two invoices, two over one: they end overdue and hold like cash
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 600.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 400.00 due 2025-03-01
2025-03-16 tick
  -> ...
  = status credit-hold
2025-03-17T10:00 account-action credit-note NOTE-1 INV-1 USD 500.00 INV-2 USD 400.00 by ann because "returned goods"
  -> ledger credit-note USD -500.00 INV-1
  -> ledger credit-note USD -400.00 INV-2
  = open INV-1 USD 100.00
  = open INV-2 USD 0.00
  = status credit-hold
2025-03-17T11:00 account-action credit-note NOTE-2 INV-1 USD 120.00 by ann because "returned goods"
  -> ledger credit-note USD -120.00 INV-1
  -> status active from credit-hold
  = balance USD 0.00
  = credit USD 20.00
