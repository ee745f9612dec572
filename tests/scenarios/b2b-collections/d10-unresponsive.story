# D10 D12 Nothing heard for seven days after a rung whose notice was sent: a call task
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-16 tick
  -> ...
2025-03-16T06:00 account-action record-contact email sent INV-1 by mailer
  -> nothing
2025-03-22 tick daily
  -> notification email weekly-statement to billing INV-1
2025-03-23 tick
  -> notification phone call-unresponsive to billing INV-1
2025-03-30 tick daily
  -> notification email weekly-statement to billing INV-1
2025-03-31 tick
  -> ...
2025-03-31T06:00 account-action record-contact email sent INV-1 by mailer
2025-04-03T10:00 account-action record-activity reply by ann
  -> nothing
2025-04-07 tick daily
  -> notification email monthly-statement to billing INV-1
  -> notification email weekly-statement to billing INV-1
