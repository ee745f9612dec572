# Blockers: lifting one owner's restriction leaves another's in force
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-16 tick daily
  -> ...
2025-03-17 account-action hold fraud by ann
  -> status suspended from limited INV-1 by ann
  -> notification email service-suspended to billing INV-1
2025-03-18 account-action release fraud by ann
  -> status limited from suspended INV-1
  -> notification email service-restored to billing INV-1
# The other way round: the policy lets go, the person does not.
2025-03-19 account-action hold fraud by ann
  -> status suspended from limited INV-1 by ann
  -> notification email service-suspended to billing INV-1
2025-03-20 payment-received PAY-1 USD 115.00
  -> nothing
  = status suspended
2025-03-21 account-action hold do-not-restrict by bob
  -> nothing
  = status suspended
2025-03-22 account-action release fraud by ann
  -> status active from suspended
  -> notification email service-restored to billing
