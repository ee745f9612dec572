# Money: a void takes back everything; what was paid on the invoice and its fees becomes credit; a second void is a no-op
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-11 tick daily
  -> ...
2025-03-12T09:00 payment-received PAY-1 USD 40.00
2025-03-12T10:00 account-action void INV-1 by ann because "our error"
  -> ledger reversal late-fee USD -15.00 INV-1
# What was paid is given back first, so all of the principal is open.
  -> ledger void USD -100.00 INV-1
  = balance USD 0.00
  = credit USD 40.00
2025-03-12T11:00 account-action void INV-1 by ann because "our error"
  -> nothing
2025-03-13 payment-received PAY-2 USD 5.00 for INV-1
  = credit USD 45.00
2025-03-31 tick daily
  -> nothing
# Credit pays the next invoice.
2025-04-01 invoice-issued INV-2 USD 50.00 due 2025-05-01
  = open INV-2 USD 5.00
  = credit USD 0.00
