# Time: of active, limited, suspended, limited only the loop is left out
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 50.00 due 2025-03-10
2025-02-02 tick
2025-04-02 payment-received PAY-1 USD 100.00 for INV-1
  -> nothing
2025-04-05 tick
  = status limited
  = emitted 1 status
  = emitted 1 status limited from active INV-2
  = emitted 1 notification email service-limited to billing INV-2
  = emitted 0 notification email service-suspended
  = emitted 0 notification email service-restored
  = emitted 1 notification email late-fee-charged to billing INV-2
  = emitted 1 notification email late-fee-charged
  = emitted 1 ledger late-fee USD 15.00 INV-1
  = emitted 1 ledger late-fee USD 15.00 INV-2
