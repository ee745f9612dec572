# Time: the grouping of ticks never changes money: C-1 ticked daily, C-2 woken by one tick, the same bills
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-01 @C-1 invoice-issued INV-2 USD 100.00 due 2025-03-11
2025-04-10 tick daily
  -> ...
  = fees USD 30.00
  = status suspended
# The same three months later: due 06-01 and 06-11.
2025-04-11 @C-2 invoice-issued INV-1 USD 100.00 due 2025-06-01
2025-04-11 @C-2 invoice-issued INV-2 USD 100.00 due 2025-06-11
2025-07-11 tick
  = @C-2 fees USD 30.00
  = @C-2 status suspended
