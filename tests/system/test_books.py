# SPDX-License-Identifier: Apache-2.0
"""The independent books against the engine without Kafka or Redis: seeded stories written as
scenarios, with what the books say after every event and tick, for `dunningctl scenario`."""

import datetime
import os
import shutil
import subprocess
import tempfile
import unittest

from books import (EPOCH, books_of, day_of, day_start, own_time, status_after,
                   status_at_tick)
from stories import FIRST_DAY, HOUR_MS, LAST_DAY, by_day, midnight, stories
from wire import ROOT

CUSTOMERS = 1500
SEED = 99


def instant(value):
    moment = datetime.datetime.fromtimestamp(value / 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value % 1000:03d}Z"


def date(day):
    return str(EPOCH + datetime.timedelta(days=day))


def money(currency, amount):
    return f"{currency} {amount // 100}.{amount % 100:02d}"


def action_words(event):
    name, fields = event["action"]
    if name == "dunning.SetContacts":
        return " ".join(["set-contacts"] + [
            f"{one['role']}:{one['channel']}:{one['address']}" for one in fields["contacts"]])
    if name == "dunning.Void":
        return f"void {fields['invoice_id']}"
    if name == "dunning.ReversePayment":
        return f"reverse-payment {fields['payment_id']}"
    if name == "dunning.Discount":
        return (f"discount {fields['invoice_id']} "
                + money(fields["currency"], fields["amount_minor"]))
    if name in ("dunning.Hold", "dunning.Release"):
        return f"{name[8:].lower()} {fields['kind']}"
    if name in ("dunning.OpenDispute", "dunning.CloseDispute"):
        return f"{name[8:].lower().replace('dispute', '-dispute')} {fields['invoice_id']}"
    if name == "dunning.ExtendTerms":
        return f"extend-terms {fields['invoice_id']} due {date(fields['due'])}"
    one, = fields["items"]
    return (f"credit-note {fields['credit_note_id']} {one['invoice_id']} "
            + money(one["currency"], one["amount_minor"]))


def words(topic, event):
    own = instant(own_time(topic, event))
    if topic == "invoice-issued":
        return (f"invoice-issued {event['invoice_id']} "
                f"{money(event['currency'], event['amount_minor'])} due {date(event['due_date'])}"
                f" issued {own}")
    if topic == "payment-received":
        named = f" for {event['invoice_id']}" if event["invoice_id"] else ""
        return (f"payment-received {event['payment_id']} "
                f"{money(event['currency'], event['amount_minor'])}{named} received {own}")
    return (f"account-action {action_words(event)} by {event['actor']} because "
            f"\"{event['reason']}\" occurred {own} event {event['action_id']}")


class Scenario:
    """One story as lines; the books are asked after each."""

    def __init__(self, story):
        self.lines = [f"# {story.customer}", "policy account-pause",
                      f"customer {story.customer} zone America/New_York"]
        self.known = []
        self.status = "active"
        days = by_day([story])
        for day in range(FIRST_DAY, LAST_DAY + 1):
            self.tick(day)
            self.events(day, days.get(day, []))

    def tick(self, day):
        self.lines.append(f"{instant(midnight(day))} tick")
        if self.known:
            self.status = status_at_tick(self.known, day)
            self.expect(day)

    def events(self, day, facts):
        heard = sorted((max(own_time(topic, event), day_start(day) + 21 * HOUR_MS)
                        if day_of(own_time(topic, event)) < day or event["event_id"][-1] == "n"
                        else own_time(topic, event), at)
                       for at, (topic, event) in enumerate(facts))
        for moment, at in heard:
            self.lines.append(f"{instant(moment)} {words(*facts[at])}")
            self.status = status_after(self.status, self.known, facts[at], day)
            self.known.append(facts[at])
            self.expect(day)

    def expect(self, day):
        books = books_of(self.known, midnight(day))
        self.lines.append(f"  = status {self.status}")
        for invoice in books.invoices.values():
            self.lines.append(f"  = open {invoice.id} {money(invoice.currency, invoice.open)}")
        for currency, amount in books.credit().items() or [("USD", 0)]:
            self.lines.append(f"  = credit {money(currency, amount)}")


class Books(unittest.TestCase):
    def test_engine_keeps_the_same_books(self):
        folder = tempfile.mkdtemp(prefix="dunning-books-")
        self.addCleanup(shutil.rmtree, folder)
        for story in stories(CUSTOMERS, SEED):
            path = os.path.join(folder, story.customer + ".story")
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(Scenario(story).lines) + "\n")
        run = subprocess.run([os.path.join(ROOT, "build/dunningctl"), "scenario", folder],
                             capture_output=True, text=True, cwd=ROOT)
        self.assertEqual(0, run.returncode, (run.stdout + run.stderr)[-6000:])
        self.assertIn(f"{CUSTOMERS} passed, 0 failed", run.stdout)


if __name__ == "__main__":
    unittest.main()
