# A step whose conditions are unmet may wait: its fee is charged when they are met, and lapses if the invoice is paid first
policy ../policies/ladder-held.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-10 tick daily
  -> ...
2025-03-11 tick
  -> notification message fee-held to operations INV-1
  -> @C-2 notification message fee-held to operations INV-1
  = fees USD 0.00
2025-03-12T09:00 @C-1 account-action record-contact email sent INV-1 by mailer
  -> ledger late-fee USD 15.00 INV-1
  -> notification email late-fee-charged to billing INV-1
  = fees USD 15.00
2025-03-12T10:00 @C-2 payment-received PAY-1 USD 100.00
2025-03-12T11:00 @C-2 account-action record-contact email sent INV-1 by mailer
  -> nothing
  = fees USD 0.00
