# Policies: an account has one; an invoice naming another is refused while anything is open, and moves the account when nothing is
policy ../policies/ladder.yaml
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 invoice-issued INV-2 USD 100.00 due 2025-03-01 policy quiet
  -> refused invoice-issued other-policy
2025-02-03 payment-received PAY-1 USD 100.00
2025-02-04 invoice-issued INV-2 USD 100.00 due 2025-03-01 policy quiet
# The services are others now.
  -> status active from active
# The quiet policy neither reminds nor charges.
2025-04-30 tick daily
  -> nothing
