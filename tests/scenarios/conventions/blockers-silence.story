# Blockers: a hold that stops notices and fees: at its date the newest notice is sent, the fee lapses
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-03 tick
2025-03-03 @C-1 account-action hold silence until 2025-03-08 by ann
2025-03-03 @C-2 account-action hold silence until 2025-03-08 by ann
2025-03-06 @C-2 payment-received PAY-1 USD 100.00
2025-03-07 tick daily
  -> nothing
2025-03-08 tick
  -> notification email second-reminder to billing INV-1
