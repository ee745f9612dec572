# Said: more than two late fees in one calendar year of due dates set a flag; a strike taken back clears it
policy ../policies/ladder.yaml
2025-01-01 invoice-issued INV-1 USD 10.00 due 2025-01-10
2025-01-20 tick daily
  -> ...
2025-01-21 payment-received PAY-1 USD 25.00
2025-02-01 invoice-issued INV-2 USD 10.00 due 2025-02-10
2025-02-20 tick daily
  -> ...
2025-02-21 payment-received PAY-2 USD 25.00
  = flag often-late off
2025-03-01 invoice-issued INV-3 USD 10.00 due 2025-03-10
2025-03-19 tick daily
  -> ...
  = flag often-late off
2025-03-20 tick
  -> ...
  = flag often-late on
2025-03-21 account-action waive-fee INV-2 late-fee by ann because "our error"
  -> ledger reversal late-fee USD -15.00 INV-2
  = flag often-late off
