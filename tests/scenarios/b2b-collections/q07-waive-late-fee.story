# Q7 A late fee is waived on a non-advanced invoice, with who and why; on an advanced one it is refused
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 1000.00 due 2025-03-01 class advanced
2025-03-31 tick
  -> ...
  = fees USD 30.00
2025-04-01T10:00 account-action waive-fee INV-2 late-fee-30 by ann because "courtesy"
  -> refused waive-fee advanced
2025-04-01T10:01 account-action waive-fee INV-1 late-fee-30 by ann because "courtesy"
  -> ledger reversal late-fee-30 USD -15.00 INV-1
  = fees INV-1 USD 0.00
  = fees INV-2 USD 15.00
2025-06-30 tick daily
  -> ...
  = emitted 2 ledger late-fee-30
