# D26 Net terms that lead to the due date there is change nothing: no rung comes twice
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-03
2025-03-18 tick
  -> ...
  = emitted 1 notification email past-due-15
2025-03-18T10:00 account-action extend-terms net 30 apply-to open by ann because "as agreed"
  -> nothing
  = dpd INV-1 15
2025-03-19 tick
  -> nothing
2025-03-19T10:00 account-action extend-terms net 10 apply-to open by ann because "shorter"
  -> nothing
  = dpd INV-1 16
  = emitted 1 notification email past-due-15
