# Money: rates are rounded half away from zero, on the invoice's open principal
policy ../policies/ladder-percent.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 10.05 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 USD 10.04 due 2025-03-01
2025-02-01 @C-3 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 @C-3 payment-received PAY-1 USD 79.95
2025-03-11 tick daily
  = fees USD 1.01
  = @C-2 fees USD 1.00
  = @C-3 fees USD 2.01
