# A18 A discount on the promise of a card: the promise is kept, the discount stands
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 account-action promise CARD by 2023-09-20 by ann because "adds a card"
  -> nothing
2023-09-12T10:00 account-action discount INV-1 USD 100.00 on-promise CARD by ann because "adds a card"
  -> ledger discount USD -100.00 INV-1
  -> status active from paused
  -> notification email account-resumed to merchant
2023-09-20T23:59 account-action keep-promise CARD by ann
  -> nothing
2023-10-31 tick daily
  -> nothing
  = open INV-1 USD 0.00
