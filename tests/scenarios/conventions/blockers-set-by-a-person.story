# Blockers: a status set by a person follows the policy again as soon as its leave rule holds
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-02-02 account-action escalate suspended by ann because "bad feeling"
  -> refused escalate nothing-overdue
2025-03-04 tick daily
  -> notification email first-reminder to billing INV-1
2025-03-05 account-action escalate suspended by ann because "bad feeling"
  -> status suspended from active INV-1 by ann because "bad feeling"
  -> notification email service-suspended to billing INV-1
2025-03-06 tick
  -> nothing
2025-03-06T09:00 payment-received PAY-1 USD 100.00
  -> status active from suspended
  -> notification email service-restored to billing
