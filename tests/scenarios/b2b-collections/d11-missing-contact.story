# D11 No billing contact: the notice goes out as undeliverable and the merchant hears of it
policy b2b-collections
2025-02-01 invoice-issued INV-1 USD 1000.00 due 2025-03-01
2025-02-01T10:00 account-action set-contacts billing:email:ap@c1.example merchant:message:inbox
2025-03-15 tick
  -> notification email weekly-statement to billing<ap@c1.example> INV-1
2025-03-15T10:00 account-action set-contacts merchant:email:m@m.example merchant:message:inbox
  -> nothing
2025-03-16 tick
  -> status credit-hold from active INV-1
  -> notification email past-due-15 to billing INV-1 undeliverable
  -> notification message data-quality to merchant<inbox> INV-1
