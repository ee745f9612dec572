# A19 A policy may test the account's age: from `opened` where it is known, else from the first invoice
policy ../policies/pause-old-accounts.yaml
2023-08-01 @C-1 account-action set-account opened 2023-01-01
2023-08-01 @C-1 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01 @C-2 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  = @C-2 status active
# 90 days after 08-01 is 10-30.
2023-10-29 tick daily
  -> nothing
2023-10-30 tick
  -> @C-2 status paused from active INV-1
