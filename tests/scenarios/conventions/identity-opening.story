# Identity: an invoice, a payment, set-account or set-contacts opens an account; other actions do not
policy account-pause
2023-08-01 @C-1 account-action hold do-not-restrict by ann
  -> refused hold unknown-account
2023-08-01 @C-1 account-action set-account opened 2023-08-01
  -> nothing
2023-08-02 @C-1 account-action hold do-not-restrict by ann
  -> nothing
2023-08-01 @C-2 account-action set-contacts merchant:email:m@m.example
  -> nothing
2023-08-02 @C-2 account-action hold do-not-restrict by ann
  -> nothing
2023-08-01 @C-3 payment-received PAY-1 USD 5.00
  -> nothing
  = credit USD 5.00
2023-08-02 @C-3 account-action hold do-not-restrict by ann
  -> nothing
