# Said: an unknown kind of hold, flag or status is refused
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 account-action hold holiday by ann
  -> refused hold unknown-kind
2025-02-02 account-action set-flag handsome on by ann
  -> refused set-flag unknown-flag
2025-03-04 tick daily
  -> ...
2025-03-05 account-action escalate expelled by ann
  -> refused escalate unknown-status
2025-03-05 account-action undo never by ann
  -> refused undo unknown-action
