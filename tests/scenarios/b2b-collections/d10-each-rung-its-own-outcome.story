# D10 Settled: for each rung whose notice was sent: the second one bounced, so no second call
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-16 tick
  -> ...
2025-03-16T06:00 account-action record-contact email sent INV-1 by mailer
2025-03-30 tick daily
  -> ...
  = emitted 1 notification phone call-unresponsive
2025-03-31 tick
  -> ...
2025-03-31T06:00 account-action record-contact email bounced INV-1 by mailer
2025-04-10 tick daily
  -> ...
  = emitted 1 notification phone call-unresponsive
