# D23 A dispute: the merchant hears of it at once; its invoice's ladder stands still, others run
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 200.00 due 2025-03-22
2025-03-16 tick
  -> ...
  = status credit-hold
2025-03-20T10:00 account-action open-dispute INV-1 by ann because "wrong quantity"
  -> status active from credit-hold by ann because "wrong quantity"
  -> notification message dispute-opened to merchant INV-1
2025-04-05 tick daily
  -> notification email weekly-statement to billing INV-2
  -> notification email weekly-statement to billing INV-2
  -> notification email monthly-statement to billing INV-2
  = fees USD 0.00
2025-04-05T10:00 account-action close-dispute INV-1 by ann because "settled"
  -> status credit-hold from active INV-1 by ann because "settled"
  -> notification email past-due-30 to billing INV-1
  = fees USD 0.00
  = dpd INV-1 35
2025-04-06 tick
  -> notification email past-due-15 to billing INV-2
