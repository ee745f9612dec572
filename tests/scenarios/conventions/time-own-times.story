# Time: facts count at their own time; `until` is compared with the action's own date; more than 24 h ahead is refused
policy ../policies/ladder.yaml
2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01
2025-03-04 tick
  -> notification email first-reminder to billing INV-1
2025-03-05T10:00 payment-received PAY-1 USD 10.00 received 2025-03-06T10:00:00.001
  -> refused payment-received future
2025-03-05T10:00 payment-received PAY-2 USD 10.00 received 2025-03-06T10:00
  -> nothing
  = open INV-1 USD 90.00
2025-03-05T11:00 account-action shift until 2025-03-05 by ann because "wire sent"
  -> refused shift past-date
2025-03-05T11:00 account-action shift until 2025-03-05 by ann because "wire sent" occurred 2025-03-04T18:00
  -> nothing
