# Q8 Terms are only made longer, with a reason, and not while late fees are open on this non-advanced invoice
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-02 tick
2025-03-02T10:00 account-action extend-terms INV-1 due 2025-03-10 by ann because "struggling"
  -> nothing
  = dpd INV-1 -8
2025-03-02T11:00 account-action extend-terms INV-1 due 2025-03-05 by ann because "changed my mind"
  -> refused extend-terms shortens
2025-04-09 tick
  -> ...
  = fees USD 15.00
2025-04-09T10:00 account-action extend-terms INV-1 due 2025-05-01 by ann because "struggling"
  -> refused extend-terms open-late-fee
2025-04-09T11:00 account-action waive-fee INV-1 late-fee-30 by ann because "courtesy"
2025-04-09T12:00 account-action extend-terms INV-1 due 2025-05-01 by ann because "struggling"
  -> status active from credit-hold
