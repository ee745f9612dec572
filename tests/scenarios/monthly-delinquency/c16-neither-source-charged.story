# C16 C18 C23 Flagged and asked: neither source charged by the end of the 3rd, ticket and e-mail out: suspended on the 4th
policy monthly-delinquency
2020-09-20 invoice-issued INV-10 USD 500.00 due 2020-10-01
2020-09-21T10:00 account-action set-flag repeat-delinquent on by ann because "three times in 2019"
2020-10-02 tick
2020-10-03T10:00 account-action record-contact email sent
2020-10-03T11:00 account-action record-contact phone reached
2020-10-06 tick
  -> ...
  = emitted 1 notification email secondary-source-request
2020-10-07T10:00 payment-received PAY-10 USD 525.00
  -> status active from delinquent
2020-11-15 invoice-issued INV-12 USD 500.00 due 2020-12-01
2020-12-01T08:00 account-action record-charge primary failed declined INV-12
  -> nothing
2020-12-02 tick
  -> notification ticket unpaid-on-first to billing INV-12
  -> notification email unpaid-reminder to billing INV-12
  -> notification phone unpaid-call to billing INV-12
2020-12-02T08:00 account-action record-charge primary failed declined INV-12
2020-12-02T09:00 account-action record-contact ticket sent INV-12
2020-12-02T09:01 account-action record-contact email sent INV-12
  = pending suspended 2020-12-04 INV-12
2020-12-03 tick
  -> nothing
2020-12-03T08:00 account-action record-charge primary failed declined INV-12
  -> nothing
2020-12-03T23:59:59 tick
  -> nothing
2020-12-04 tick
  -> status suspended from active INV-12
  -> notification email service-suspended to billing INV-12
  = service hosting none
2020-12-05T10:00 payment-received PAY-12 USD 500.00
  -> status active from suspended
2020-12-31 tick daily
  -> nothing
