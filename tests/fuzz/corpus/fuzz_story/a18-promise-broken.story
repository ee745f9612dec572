# A18 The promise is broken: the merchant hears of it, and may revoke the discount
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 account-action promise CARD by 2023-09-20 by ann
2023-09-12T10:00 account-action discount INV-1 USD 100.00 on-promise CARD by ann
  -> ledger discount USD -100.00 INV-1
  -> status active from paused
  -> notification email account-resumed to merchant
2023-09-20 tick
  -> nothing
2023-09-21 tick
  -> notification message promise-broken to merchant
  = status active
2023-09-21T09:00 account-action revoke-discount INV-1 by ann because "no card"
  -> ledger reversal discount USD 100.00 INV-1
  = open INV-1 USD 100.00
  = status active
2023-09-22 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
