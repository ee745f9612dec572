# B3 Pending lists the invoices that will have reached the status by its date, by due date
policy service-suspension
2025-08-20 invoice-issued INV-30 USD 50.00 due 2025-09-08
2025-08-25 invoice-issued INV-31 USD 50.00 due 2025-09-10
2025-08-25 invoice-issued INV-12 USD 50.00 due 2025-09-20
2025-09-10 tick
  = pending limited 2025-09-15 INV-30
  = pending suspended 2025-09-20 INV-30
2025-09-11T08:00 account-action shift until 2025-09-18 by ann because "wire sent"
  -> nothing
  = pending limited 2025-09-18 INV-30 INV-31
  = pending suspended 2025-09-20 INV-30
2025-09-11T09:00 account-action shift until 2025-09-25 by ann because "wire sent"
  -> nothing
  = pending limited none
  = pending suspended 2025-09-25 INV-30 INV-31
2025-09-11T10:00 account-action open-dispute INV-30
  -> nothing
  = pending suspended 2025-09-25 INV-31
2025-09-11T11:00 account-action hold do-not-restrict
  -> nothing
  = pending none
