# C14 C15 Flagged, and a later invoice is unpaid by the 5th: asked for a second source, once; with one on file not
policy monthly-delinquency
2020-10-10T10:00 account-action set-contacts billing:email:ap@c1.example operations:email:ops@m.example
2020-10-10T11:00 account-action set-flag repeat-delinquent on by ann because "three times in 2019"
2020-10-20 invoice-issued INV-11 USD 500.00 due 2020-11-01
2020-11-02 tick
2020-11-03T10:00 account-action record-contact email sent
2020-11-03T11:00 account-action record-contact phone no-answer
2020-11-06 tick
  -> ledger late-fee USD 25.00 INV-11
  -> status delinquent from active INV-11
  -> notification email late-fee-charged to billing INV-11
  -> notification email secondary-source-request to billing INV-11
  -> notification ticket secondary-source-request to billing INV-11
2020-11-08 tick daily
  -> nothing
2020-11-08T10:00 account-action set-source secondary on by ann
  -> nothing
2020-11-08T11:00 payment-received PAY-1 USD 525.00 source secondary
  -> status active from delinquent
2020-11-20 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-12-02 tick
2020-12-02T10:00 account-action record-contact email failed
2020-12-02T11:00 account-action record-contact phone no-answer
# the e-mail and the ticket did not get through: an exception, no suspension; a source is on file: not asked
2020-12-04 tick
  -> notification message exception to operations INV-12
2020-12-06 tick
  -> ledger late-fee USD 25.00 INV-12
  -> status delinquent from active INV-12
  -> notification email late-fee-charged to billing INV-12
