# Time: a midnight that a change of zone skips runs at the change; one that has run does not run again
policy ../policies/ladder.yaml
customer C-2 zone Asia/Kolkata
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-03T19:00Z tick
  -> @C-2 notification email first-reminder to billing INV-1
2025-03-03T20:00Z @C-2 account-action set-account zone America/New_York
  -> nothing
2025-03-04T01:00Z @C-1 account-action set-account zone Asia/Kolkata
  -> nothing
2025-03-04T02:00Z tick
  -> notification email first-reminder to billing INV-1
2025-03-04T05:00Z tick
  -> nothing
2025-03-06T18:30Z tick
  -> notification email second-reminder to billing INV-1
2025-03-07T05:00Z tick
  -> @C-2 notification email second-reminder to billing INV-1
