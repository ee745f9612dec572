# D21 Escalated to the status that the policy has set already: the person's restriction outlasts do-not-restrict
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-03-16 tick
  -> ...
  = status credit-hold
2025-03-16T10:00 account-action escalate credit-hold by ann because "bad news"
  -> nothing
2025-03-16T11:00 account-action hold do-not-restrict by bob because "key account"
  -> nothing
  = status credit-hold
2025-03-16T12:00 account-action escalate active by ann because "x"
  -> refused escalate unknown-status
