# E8 Impossible events change nothing and are answered with a reason
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 account-action extend-terms INV-1 due 2025-02-20 by ann
  -> refused extend-terms shortens
2025-02-02 account-action lift until 2025-02-10 by ann because "x"
  -> refused lift not-restricted
2025-02-02 account-action shift by ann because "x"
  -> refused shift no-date
2025-02-02 account-action shift until 2025-02-10 by ann
  -> refused shift no-reason
2025-02-02 account-action waive-fee INV-9 late-fee by ann
  -> refused waive-fee unknown-invoice
2025-02-02 account-action close-dispute INV-9 by ann
  -> refused close-dispute unknown-invoice
  = balance USD 100.00
  = status active
