# D18 Late fees stand in their invoice's class, after its principal; within a class the oldest due first
policy b2b-collections
2025-02-01 invoice-issued INV-N1 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-A2 USD 200.00 due 2025-03-15 class advanced
2025-02-01 invoice-issued INV-A1 USD 400.00 due 2025-03-01 class advanced
2025-04-01 tick
  -> ...
  = fees INV-A1 USD 6.00
  = fees INV-N1 USD 1.50
2025-04-01T10:00 payment-received PAY-1 USD 403.00 for INV-N1
  = open INV-A1 USD 0.00
  = fees INV-A1 USD 3.00
  = open INV-A2 USD 200.00
  = open INV-N1 USD 100.00
2025-04-01T11:00 payment-received PAY-2 USD 204.00 for INV-N1
  = fees INV-A1 USD 0.00
  = open INV-A2 USD 0.00
  = open INV-N1 USD 99.00
  = fees INV-N1 USD 1.50
