# Identity: the same id with the same content is a duplicate, ignored
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01 event e-1
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01 event e-1
  -> nothing
2023-08-02 invoice-issued INV-1 USD 100.00 due 2023-09-01 issued 2023-08-01 event e-1b
  -> nothing
  = balance USD 100.00
2023-09-11 tick
  -> status paused from active INV-1
  -> ...
2023-09-12T10:00 payment-received PAY-1 USD 100.00 event e-2
  -> status active from paused
  -> notification email account-resumed to merchant
2023-09-12T11:00 payment-received PAY-1 USD 100.00 event e-2
  -> nothing
  = credit USD 0.00
2023-09-12T12:00 account-action hold do-not-restrict by ann event a-1
2023-09-12T13:00 account-action hold do-not-restrict by ann event a-1
  -> nothing
