# Said: a status change whenever status or services change, not when only the list of invoices does; none for a new account
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
  -> nothing
2025-02-01 invoice-issued INV-2 USD 100.00 due 2025-03-02
2025-03-17 tick daily
  -> ...
  = emitted 1 status
2025-03-18 payment-received PAY-1 USD 100.00 for INV-1
  -> nothing
