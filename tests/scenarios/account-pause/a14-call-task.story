# A14 A pause opens a call task with the contact to call; its outcome is recorded by an action
policy account-pause
2023-08-01 account-action set-contacts merchant:email:ops@m.example billing:phone:+15550100 billing:email:ap@c.example
2023-08-01T10:00 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1
  -> notification phone call-customer to billing<+15550100> INV-1
2023-09-11T14:00 account-action record-contact phone reached INV-1 by ann because "will pay on Friday"
  -> nothing
  = status paused
2023-09-11T15:00 account-action record-contact phone no-answer by ann
  -> nothing
