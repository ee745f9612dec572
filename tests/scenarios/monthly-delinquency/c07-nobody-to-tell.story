# C7 No billing contact: the notices go out as undeliverable, and one exception says so
policy monthly-delinquency
2020-10-20 invoice-issued INV-1 USD 500.00 due 2020-11-01
2020-10-20T10:00 account-action set-contacts
2020-11-02 tick
  -> notification ticket unpaid-on-first to billing INV-1 undeliverable
  -> notification email unpaid-reminder to billing INV-1 undeliverable
  -> notification phone unpaid-call to billing INV-1 undeliverable
  -> notification message exception to operations INV-1
# another cause: the fee is held. Of the missing contact operations have been told
2020-11-06 tick
  -> status delinquent from active INV-1
  -> notification message exception to operations INV-1
2020-11-09 tick
  -> notification email still-unpaid to billing INV-1 undeliverable
2020-11-16 tick
  -> notification email still-unpaid to billing INV-1 undeliverable
  -> status disconnected from delinquent INV-1
  -> notification email disconnected to billing INV-1 undeliverable
