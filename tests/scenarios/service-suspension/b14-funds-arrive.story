# B14 Funds on the 16th: the service stays on
policy service-suspension
2025-08-01 invoice-issued INV-1 USD 100.00 due 2025-08-31
2025-09-12 tick
  -> ...
  = status suspended
2025-09-12T14:00 account-action lift for 2 business-days by ann because "wire sent"
  -> status suspension-delayed from suspended until 2025-09-17 INV-1
  -> notification email service-restored to billing INV-1
2025-09-16T16:00 payment-received PAY-1 USD 100.00 source wire
  -> status active from suspension-delayed
2025-09-30 tick daily
  -> nothing
  = status active
  = paid on-time 0 late 1
