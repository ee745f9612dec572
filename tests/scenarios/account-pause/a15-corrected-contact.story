# A15 A corrected contact is used by the next notice, and every notice records the address it used
policy account-pause
2023-08-01 account-action set-contacts merchant:email:old@m.example billing:phone:+15550100
2023-08-01T10:00 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-08-01T10:00 invoice-issued INV-2 USD 100.00 due 2023-09-20
2023-09-11 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant<old@m.example> INV-1
  -> notification phone call-customer to billing<+15550100> INV-1
2023-09-11T14:00 account-action set-contacts merchant:email:new@m.example billing:phone:+15550199
  -> nothing
2023-09-12 payment-received PAY-1 USD 100.00 for INV-1
  -> status active from paused
  -> notification email account-resumed to merchant<new@m.example>
2023-09-30 tick
  -> status paused from active INV-2
  -> notification email account-paused to merchant<new@m.example> INV-2
  -> notification phone call-customer to billing<+15550199> INV-2
