# D10 D11 The notice bounced: no call for want of an answer, but a data-quality notice to the merchant
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-16 tick
  -> ...
2025-03-16T06:00 account-action record-contact email bounced INV-1 by mailer
  -> notification message data-quality to merchant INV-1
2025-03-23 tick daily
  -> notification email weekly-statement to billing INV-1
2025-03-31 tick daily
  -> ...
2025-03-31T06:00 account-action record-contact email sent INV-1 by mailer
  -> nothing
2025-04-07 tick daily
  -> notification email monthly-statement to billing INV-1
  -> notification phone call-unresponsive to billing INV-1
  -> notification email weekly-statement to billing INV-1
