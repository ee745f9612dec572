# Money: a credit note over several invoices; what is above the open amount pays what else is open
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-06-01
2025-02-01 invoice-issued INV-2 USD 100.00 due 2025-06-02
2025-02-01 invoice-issued INV-3 USD 100.00 due 2025-06-03
2025-02-03 account-action credit-note CN-1 INV-1 USD 120.00 INV-3 USD 30.00 by ann
  -> ledger credit-note USD -120.00 INV-1
  -> ledger credit-note USD -30.00 INV-3
  = open INV-1 USD 0.00
  = open INV-2 USD 80.00
  = open INV-3 USD 70.00
  = credit USD 0.00
