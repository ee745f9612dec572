# D18 Fees 50, advanced 400, non-advanced 300: 30, 100, 460 and 800 paid, whatever invoice the payer names
policy b2b-collections
2025-01-01 @C-1 invoice-issued INV-N1 USD 300.00 due 2025-01-01
2025-03-01 @C-1 invoice-issued INV-A1 USD 400.00 due 2025-06-20 class advanced
2025-01-01 @C-2 invoice-issued INV-N2 USD 300.00 due 2025-01-01
2025-03-01 @C-2 invoice-issued INV-A2 USD 400.00 due 2025-06-20 class advanced
2025-01-01 @C-3 invoice-issued INV-N3 USD 300.00 due 2025-01-01
2025-03-01 @C-3 invoice-issued INV-A3 USD 400.00 due 2025-06-20 class advanced
2025-01-01 @C-4 invoice-issued INV-N4 USD 300.00 due 2025-01-01
2025-03-01 @C-4 invoice-issued INV-A4 USD 400.00 due 2025-06-20 class advanced
2025-04-01 tick
2025-04-01T10:00 @C-1 account-action waive-fee INV-N1 late-fee-30 by ann because "courtesy"
  -> ledger reversal late-fee-30 USD -4.50 INV-N1
2025-04-01T10:00 @C-1 account-action waive-fee INV-N1 late-fee-60 by ann because "courtesy"
  -> ledger reversal late-fee-60 USD -4.50 INV-N1
2025-04-01T10:00 @C-1 account-action waive-fee INV-N1 late-fee-90 by ann because "courtesy"
  -> ledger reversal late-fee-90 USD -4.50 INV-N1
  = fees USD 50.00
2025-04-01T10:00 @C-2 account-action waive-fee INV-N2 late-fee-30 by ann because "courtesy"
  -> ledger reversal late-fee-30 USD -4.50 INV-N2
2025-04-01T10:00 @C-2 account-action waive-fee INV-N2 late-fee-60 by ann because "courtesy"
  -> ledger reversal late-fee-60 USD -4.50 INV-N2
2025-04-01T10:00 @C-2 account-action waive-fee INV-N2 late-fee-90 by ann because "courtesy"
  -> ledger reversal late-fee-90 USD -4.50 INV-N2
  = fees USD 50.00
2025-04-01T10:00 @C-3 account-action waive-fee INV-N3 late-fee-30 by ann because "courtesy"
  -> ledger reversal late-fee-30 USD -4.50 INV-N3
2025-04-01T10:00 @C-3 account-action waive-fee INV-N3 late-fee-60 by ann because "courtesy"
  -> ledger reversal late-fee-60 USD -4.50 INV-N3
2025-04-01T10:00 @C-3 account-action waive-fee INV-N3 late-fee-90 by ann because "courtesy"
  -> ledger reversal late-fee-90 USD -4.50 INV-N3
  = fees USD 50.00
2025-04-01T10:00 @C-4 account-action waive-fee INV-N4 late-fee-30 by ann because "courtesy"
  -> ledger reversal late-fee-30 USD -4.50 INV-N4
2025-04-01T10:00 @C-4 account-action waive-fee INV-N4 late-fee-60 by ann because "courtesy"
  -> ledger reversal late-fee-60 USD -4.50 INV-N4
2025-04-01T10:00 @C-4 account-action waive-fee INV-N4 late-fee-90 by ann because "courtesy"
  -> ledger reversal late-fee-90 USD -4.50 INV-N4
  = fees USD 50.00
2025-04-02T10:00 @C-1 payment-received PAY-1 USD 30.00 for INV-N1
  = fees USD 20.00
  = open INV-A1 USD 400.00
  = open INV-N1 USD 300.00
  = credit USD 0.00
2025-04-02T10:00 @C-2 payment-received PAY-2 USD 100.00 for INV-N2
  = fees USD 0.00
  = open INV-A2 USD 350.00
  = open INV-N2 USD 300.00
  = credit USD 0.00
2025-04-02T10:00 @C-3 payment-received PAY-3 USD 460.00 for INV-N3
  = fees USD 0.00
  = open INV-A3 USD 0.00
  = open INV-N3 USD 290.00
  = credit USD 0.00
2025-04-02T10:00 @C-4 payment-received PAY-4 USD 800.00 for INV-N4
  = fees USD 0.00
  = open INV-A4 USD 0.00
  = open INV-N4 USD 0.00
  = credit USD 50.00
