# D20 D12 Each rung has its own template, each channel its own address
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01T10:00 account-action set-contacts billing:email:ap@c1.example billing:phone:+15550100 merchant:message:inbox
2025-03-15 tick
  -> ...
2025-03-16 tick
  -> status credit-hold from active INV-1
  -> notification email past-due-15 to billing<ap@c1.example> INV-1
2025-03-16T06:00 account-action record-contact email sent INV-1 by mailer
2025-03-23 tick daily
  -> notification email weekly-statement to billing<ap@c1.example> INV-1
  -> notification phone call-unresponsive to billing<+15550100> INV-1
2025-05-30 tick
  -> ...
  = emitted 1 notification email past-due-90 to billing<ap@c1.example>
  = emitted 1 notification message consultation to merchant<inbox>
