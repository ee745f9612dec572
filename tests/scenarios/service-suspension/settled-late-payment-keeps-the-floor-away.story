# B12 E6 A payment of 09-16 heard of on 09-18 takes back what was limited on 09-18
policy service-suspension
2025-08-20 invoice-issued INV-17 USD 100.00 due 2025-09-08
2025-09-12 tick
  -> notification email limitation-upcoming to billing INV-17
2025-09-14T10:00 account-action shift until 2025-09-18 by ann because "wire sent"
2025-09-18 tick daily
  -> status limitation-delayed from active until 2025-09-18 INV-17
  -> notification email limitation-upcoming to billing INV-17
  -> status limited from limitation-delayed INV-17
  -> notification email service-limited to billing INV-17
2025-09-18T09:00 payment-received PAY-1 USD 100.00 received 2025-09-16T12:00
  -> status active from limited
  -> notification email service-restored to billing
