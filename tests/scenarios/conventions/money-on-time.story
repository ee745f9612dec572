# Money: on time by the end of the due day; settled by whatever; uncounted while reopened or voided
policy ../policies/quiet.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 invoice-issued INV-2 USD 100.00 due 2025-03-02
2025-02-01 invoice-issued INV-3 USD 100.00 due 2025-03-03
2025-03-01T23:59:59.999 payment-received PAY-1 USD 100.00 for INV-1
  = paid on-time 1 late 0
2025-03-03 account-action discount INV-2 USD 100.00 by ann
  = paid on-time 1 late 1
2025-03-03T23:00 payment-received PAY-3 USD 100.00 for INV-3
  = paid on-time 2 late 1
2025-03-04 account-action reverse-payment PAY-1 by bank
  = paid on-time 1 late 1
# The money on INV-3 becomes credit, which settles INV-1, late.
2025-03-05 account-action void INV-3 by ann
  = paid on-time 0 late 2
