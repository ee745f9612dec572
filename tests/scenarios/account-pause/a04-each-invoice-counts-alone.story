# A4 Two invoices nine days overdue pause nobody; one at ten days does, whatever else is current
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-02
2023-08-01 invoice-issued INV-2 USD 500.00 due 2023-09-02
2023-09-11 tick
  -> nothing
  = dpd INV-1 9
  = dpd INV-2 9
  = status active
# C-2 has one that reaches ten days and three that are current.
2023-09-11T01:00 @C-2 invoice-issued INV-1 USD 10.00 due 2023-09-02
2023-09-11T01:00 @C-2 invoice-issued INV-2 USD 900.00 due 2023-09-30
2023-09-11T01:00 @C-2 invoice-issued INV-3 USD 900.00 due 2023-10-31
2023-09-11T01:00 @C-2 invoice-issued INV-4 USD 900.00 due 2023-09-12
2023-09-11T02:00 payment-received PAY-1 USD 600.00
  -> nothing
2023-09-12 tick
  -> @C-2 status paused from active INV-1
  -> @C-2 notification email account-paused to merchant INV-1
  -> @C-2 notification phone call-customer to billing INV-1
  = status active
  = @C-2 status paused
# The pause is the account's: the next invoice to reach ten days pauses it no further.
2023-09-22 tick daily
  -> nothing
