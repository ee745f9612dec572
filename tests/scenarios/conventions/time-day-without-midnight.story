# Time: a day without 00:00 begins at its first instant, one that was skipped whole when the next does
policy ../policies/ladder.yaml
customer C-1 zone America/Sao_Paulo
customer C-2 zone Pacific/Apia
2011-12-01 @C-2 invoice-issued INV-1 USD 100.00 due 2011-12-27
2011-12-30T09:59:59.999Z tick
  -> nothing
2011-12-30T10:00Z tick
  -> @C-2 notification email first-reminder to billing INV-1
2011-12-31T09:00Z @C-2 payment-received PAY-1 USD 100.00
# In São Paulo the clocks went from 23:59:59 on 11-03 to 01:00 on 11-04.
2018-10-10 @C-1 invoice-issued INV-1 USD 100.00 due 2018-11-01
2018-11-04T02:59:59.999Z tick
  -> nothing
2018-11-04T03:00Z tick
  -> notification email first-reminder to billing INV-1
