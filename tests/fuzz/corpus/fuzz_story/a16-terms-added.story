# A16 Net 30 added on 09-12 to an invoice issued and due 09-01: due 10-01, back at once, paused again on 10-11
policy account-pause
2023-09-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12 account-action extend-terms net 30 apply-to open by ann because "checks by mail"
  -> status active from paused by ann because "checks by mail"
  -> notification email account-resumed to merchant
  = dpd INV-1 -20
  = pending paused 2023-10-11 INV-1
2023-10-10 tick daily
  -> nothing
2023-10-11 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing INV-1
  = dpd INV-1 10
