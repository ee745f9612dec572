# Said: a policy offers the actions it lists, and the kinds of hold; anything else is refused
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 account-action lift until 2025-02-10 because "x"
  -> refused lift not-offered
2025-02-02 account-action write-off INV-1
  -> refused write-off not-offered
