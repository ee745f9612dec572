# D21 Escalated by a person, with actor and reason; with nothing overdue it is refused
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-01 tick
2025-03-01T10:00 account-action escalate credit-hold by ann because "bad news"
  -> refused escalate nothing-overdue
2025-03-02 tick
  -> nothing
2025-03-02T10:00 account-action escalate credit-hold by ann because "bad news"
  -> status credit-hold from active INV-1 by ann because "bad news"
2025-03-02T11:00 account-action escalate sued by ann because "bad news"
  -> refused escalate unknown-status
2025-03-09 tick daily
  -> notification email weekly-statement to billing INV-1
  = status credit-hold
2025-03-09T10:00 payment-received PAY-1 USD 1000.00
  -> status active from credit-hold
