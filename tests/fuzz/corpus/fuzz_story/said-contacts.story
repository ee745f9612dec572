# Said: contacts are the account's for the roles it names; a message without an address goes to the role's own queue
policy account-pause
2023-08-01 account-action set-contacts billing:phone:+15550100
2023-08-01T10:00 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01T10:00 account-action promise CARD by 2023-09-05 by ann
2023-09-06 tick
  -> notification message promise-broken to merchant
2023-09-11 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1 undeliverable
  -> notification phone call-customer to billing<+15550100> INV-1
