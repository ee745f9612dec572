# D21 Settled: shift, lift, write-off and pause are not offered here
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-02 tick
2025-03-02T10:00 account-action shift until 2025-03-18 by ann because "x"
  -> refused shift not-offered
2025-03-02T10:00 account-action lift until 2025-03-18 by ann because "x"
  -> refused lift not-offered
2025-03-02T10:00 account-action write-off INV-1 by ann because "x"
  -> refused write-off not-offered
2025-03-02T10:00 account-action pause from 2025-03-03 until 2025-03-18 by ann because "x"
  -> refused pause not-offered
