# Money: a flat fee is a map by currency; a currency not listed gets no fee and an exception
policy ../policies/ladder.yaml
2025-02-01 @C-1 invoice-issued INV-1 JPY 10000 due 2025-03-01
2025-02-01 @C-2 invoice-issued INV-1 KWD 10.000 due 2025-03-01
2025-03-10 tick daily
  -> ...
2025-03-11 tick
  = fees JPY 1500
  = @C-2 fees KWD 0.000
  = @C-2 emitted 1 notification message exception to operations
  = emitted 0 notification message exception
