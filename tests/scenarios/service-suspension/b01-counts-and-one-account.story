# B1 On-time and late payments are counted; a shift concerns one account and leaves the others alone
policy service-suspension
2025-06-01 invoice-issued INV-1 USD 10.00 due 2025-06-15
2025-06-15T23:59 payment-received PAY-1 USD 10.00
  = paid on-time 1 late 0
2025-07-01 invoice-issued INV-2 USD 10.00 due 2025-07-15
2025-07-16T00:00 payment-received PAY-2 USD 10.00
  = paid on-time 1 late 1
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-08-20 @C-2 invoice-issued INV-30 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17
  -> @C-2 notification email limitation-upcoming to billing INV-30
2025-09-14T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
  -> nothing
2025-09-15 tick
  -> status limitation-delayed from active until 2025-09-18 INV-17
  -> notification email limitation-upcoming to billing INV-17
  -> @C-2 status limited from active INV-30
  -> @C-2 notification email service-limited to billing INV-30
  = service usage full
  = @C-2 service usage partial
  = paid on-time 1 late 1
  = @C-2 paid on-time 0 late 0
