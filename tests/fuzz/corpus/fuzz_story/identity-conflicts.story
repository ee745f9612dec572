# E8 Identity: the same id with other content is refused, and so is what is too old, too early or of nobody
policy account-pause
2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-02 invoice-issued INV-1 USD 100.01 due 2023-09-01 issued 2023-08-01
  -> refused invoice-issued conflict
2023-08-02 invoice-issued INV-1 USD 100.00 due 2023-09-01
  -> refused invoice-issued conflict
  = balance USD 100.00
2023-08-03 payment-received PAY-1 USD 10.00
2023-08-03 payment-received PAY-1 USD 11.00
  -> refused payment-received conflict
  = open INV-1 USD 90.00
2023-08-04 tick
2023-08-05 payment-received PAY-2 USD 10.00 received 2022-06-01
  -> refused payment-received too-old
2023-08-05 invoice-issued INV-2 USD 10.00 due 2022-07-01 issued 2022-06-01
  -> refused invoice-issued too-old
2023-08-05 invoice-issued INV-2 USD 10.00 due 2022-07-01 issued 2022-06-01 known-since 2023-08-05
  -> nothing
2023-08-06 payment-received PAY-3 USD 10.00 received 2023-08-08
  -> refused payment-received future
2023-08-06 @C-9 account-action hold do-not-restrict by ann
  -> refused hold unknown-account
2023-08-06 account-action void INV-9 by ann
  -> refused void unknown-invoice
2023-08-06 account-action lift until 2023-08-09 because "x"
  -> refused lift not-offered
2023-08-06 invoice-issued INV-3 USD -1.00 due 2023-09-01
  -> refused invoice-issued bad-amount
  = emitted 9 refused
