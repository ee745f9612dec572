# A1 Each automatic action sends one notice, to exactly the merchant's notification contacts
policy account-pause
2023-08-01 account-action set-contacts merchant:email:ops@m.example merchant:email:boss@m.example billing:phone:+15550100
  -> nothing
2023-08-01T10:00 invoice-issued INV-1 USD 100.00 due 2023-09-01
  -> nothing
2023-09-11 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant<ops@m.example,boss@m.example> INV-1
  -> notification phone call-customer to billing<+15550100> INV-1
2023-09-12 tick
  -> nothing
2023-09-13T10:00 payment-received PAY-1 USD 100.00
  -> status active from paused
  -> notification email account-resumed to merchant<ops@m.example,boss@m.example>
2023-12-01 tick daily
  -> nothing
  = emitted 1 notification email account-paused
  = emitted 1 notification email account-resumed
  = emitted 3 notification
