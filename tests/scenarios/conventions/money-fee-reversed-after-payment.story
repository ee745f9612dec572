# Money: a fee that is reversed after it was paid becomes credit
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-11 tick daily
  -> ...
2025-03-12 payment-received PAY-1 USD 115.00
  = balance USD 0.00
2025-03-13 account-action waive-fee INV-1 late-fee by ann because "our error"
  -> ledger reversal late-fee USD -15.00 INV-1
  = credit USD 15.00
  = balance USD 0.00
