# Time: days are those of the customer's zone, else the policy's
policy ../policies/ladder.yaml
customer C-1 zone Asia/Kolkata
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01T12:00 @C-2 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-03T18:29:59.999Z tick
  -> nothing
2025-03-03T18:30Z tick
  -> notification email first-reminder to billing INV-1
2025-03-04T04:59:59.999Z tick
  -> nothing
2025-03-04T05:00Z tick
  -> @C-2 notification email first-reminder to billing INV-1
