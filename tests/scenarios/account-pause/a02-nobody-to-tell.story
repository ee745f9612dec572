# A2 Without contacts the pause happens all the same, and the notice says that nobody got it
policy account-pause
2023-08-01 account-action set-contacts
2023-08-01T10:00 invoice-issued INV-1 USD 100.00 due 2023-09-01
2023-09-11 tick
  -> status paused from active INV-1
  -> notification email account-paused to merchant INV-1 undeliverable
  -> notification phone call-customer to billing INV-1 undeliverable
  = status paused
# Contacts are read when the action happens: the next notice finds one.
2023-09-12 account-action set-contacts merchant:email:late@m.example
  -> nothing
2023-09-13 payment-received PAY-1 USD 100.00
  -> status active from paused
  -> notification email account-resumed to merchant<late@m.example>
