# C5 C6 Unpaid on the 1st: at 00:00 on the 2nd a ticket, an e-mail and a call, each with an outcome
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-10-20 invoice-issued INV-2 USD 80.00 due 2020-11-01
2020-10-20T10:00 account-action set-contacts billing:email:ap@c1.example billing:phone:+15550100
2020-11-01 tick daily
  -> nothing
2020-11-01T23:00 payment-received PAY-1 USD 80.00 for INV-2
  -> nothing
2020-11-02 tick
  -> notification ticket unpaid-on-first to billing<ap@c1.example,+15550100> INV-1
  -> notification email unpaid-reminder to billing<ap@c1.example> INV-1
  -> notification phone unpaid-call to billing<+15550100> INV-1
2020-11-02T09:00 account-action record-contact ticket sent INV-1 by desk
  -> nothing
2020-11-02T09:01 account-action record-contact email sent INV-1 by mailer
  -> nothing
2020-11-02T15:00 account-action record-contact phone reached INV-1 by bob
  -> nothing
2020-11-05 tick daily
  -> nothing
