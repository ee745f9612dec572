// SPDX-License-Identifier: Apache-2.0
// Field after field as schemas/*.avsc have them; test_output_write holds them to it by avro-c.
#include "codec/output_write.h"

#include "codec/avro_write.h"

static void write_uuid(struct bytes *out, struct uuid uuid)
{
    char text[UUID_TEXT_MAX];
    avro_write_text(out, text_of(uuid_write(uuid, text)));
}

static void write_instant(struct bytes *out, int64_t instant_ms)
{
    avro_write_optional_long(out, instant_ms, INSTANT_NONE);
}

static void write_day(struct bytes *out, int32_t day)
{
    avro_write_optional_long(out, day, DAY_NONE);
}

static void write_tail(const struct output *output, struct text build, struct bytes *out)
{
    avro_write_long(out, output->decided_at_ms);
    write_instant(out, output->scheduled_for_ms);
    avro_write_text(out, output->policy->name);
    avro_write_long(out, output->policy->version);
    avro_write_text(out, output->step);
    avro_write_text(out, output->cause_event_id);
    avro_write_text(out, output->cause.topic);
    avro_write_long(out, output->cause.partition);
    avro_write_long(out, output->cause.offset);
    avro_write_text(out, build);
}

static void write_services(const struct status_change *change, struct bytes *out)
{
    static const char *const levels[] = {
        [SERVICE_NONE] = "none", [SERVICE_PARTIAL] = "partial", [SERVICE_FULL] = "full"};
    const struct text_list *services = &change->services_of->services;
    avro_write_block(out, services->count);
    for (size_t i = 0; i < services->count; i++) {
        avro_write_text(out, services->items[i]);
        avro_write_text(out, text_of(levels[change->services[i]]));
    }
    avro_write_block_end(out);
}

static void write_status_change(const struct output *output, struct bytes *out)
{
    const struct status_change *change = &output->status_change;
    avro_write_text(out, change->previous_status);
    avro_write_text(out, change->status);
    write_day(out, change->until_day);
    write_services(change, out);
    avro_write_block(out, output->invoices.count);
    for (size_t i = 0; i < output->invoices.count; i++)
        avro_write_text(out, output->invoices.items[i].invoice_id);
    avro_write_block_end(out);
    avro_write_text(out, change->actor);
    avro_write_text(out, change->reason);
}

static void write_recipients(const struct contacts *recipients, struct bytes *out)
{
    avro_write_block(out, recipients->count);
    for (size_t i = 0; i < recipients->count; i++) {
        avro_write_text(out, recipients->items[i].role);
        avro_write_text(out, recipients->items[i].channel);
        avro_write_text(out, recipients->items[i].address);
    }
    avro_write_block_end(out);
}

static void write_invoices(const struct output_invoices *invoices, struct bytes *out)
{
    avro_write_block(out, invoices->count);
    for (size_t i = 0; i < invoices->count; i++) {
        const struct output_invoice *invoice = &invoices->items[i];
        avro_write_text(out, invoice->invoice_id);
        avro_write_text(out, invoice->number);
        avro_write_long(out, invoice->due_day);
        avro_write_long(out, invoice->days_past_due);
        avro_write_long(out, invoice->open_minor);
        avro_write_text(out, text_of(invoice->currency.code));
    }
    avro_write_block_end(out);
}

static void write_totals(const struct totals *totals, struct bytes *out)
{
    avro_write_block(out, totals->count);
    for (size_t i = 0; i < totals->count; i++) {
        avro_write_text(out, text_of(totals->items[i].currency.code));
        avro_write_long(out, totals->items[i].open_minor);
        avro_write_long(out, totals->items[i].fees_minor);
    }
    avro_write_block_end(out);
}

static void write_next(const struct notification *notice, struct bytes *out)
{
    bool known = !text_is_empty(notice->next_what);
    avro_write_branch(out, known);
    if (!known)
        return;
    avro_write_text(out, notice->next_what);
    avro_write_long(out, notice->next_day);
}

static void write_data(const struct pairs *data, struct bytes *out)
{
    avro_write_block(out, data->count);
    for (size_t i = 0; i < data->count; i++) {
        avro_write_text(out, data->items[i].key);
        avro_write_text(out, data->items[i].value);
    }
    avro_write_block_end(out);
}

static void write_notification(const struct output *output, struct bytes *out)
{
    const struct notification *notice = &output->notification;
    avro_write_text(out, notice->channel);
    avro_write_text(out, notice->template_name);
    avro_write_text(out, notice->role);
    write_recipients(&notice->recipients, out);
    avro_write_boolean(out, notice->undeliverable);
    avro_write_long(out, notice->priority);
    avro_write_text(out, (struct text){NULL, 0}); // language: the mailer's default
    write_instant(out, notice->not_before_ms);
    write_instant(out, notice->expires_at_ms);
    write_day(out, notice->due_day);
    avro_write_text(out, notice->status);
    write_next(notice, out);
    write_invoices(&output->invoices, out);
    write_totals(&notice->totals, out);
    avro_write_text(out, notice->thread);
    avro_write_optional_text(out, notice->in_reply_to);
    write_data(&notice->data, out);
}

static void write_ledger_entry(const struct output *output, struct bytes *out)
{
    static const char *const kinds[] = {[LEDGER_CHARGE] = "charge",
                                        [LEDGER_REVERSAL] = "reversal",
                                        [LEDGER_CREDIT] = "credit",
                                        [LEDGER_ALLOCATION] = "allocation"};
    const struct ledger_entry *entry = &output->ledger_entry;
    avro_write_text(out, text_of(kinds[entry->kind]));
    avro_write_text(out, entry->code);
    avro_write_long(out, entry->amount_minor);
    avro_write_long(out, entry->allocated_minor);
    avro_write_text(out, entry->target);
    avro_write_text(out, text_of(entry->currency.code));
    avro_write_text(out, entry->balance_class);
    avro_write_optional_text(out, entry->invoice_id);
    avro_write_optional_text(out, entry->payment_id);
    avro_write_branch(out, entry->has_reverses);
    if (entry->has_reverses)
        write_uuid(out, entry->reverses);
    avro_write_long(out, entry->effective_day);
    avro_write_long(out, entry->base_minor);
    avro_write_long(out, entry->rate_bp);
    avro_write_long(out, entry->flat_minor);
    avro_write_text(out, entry->text);
}

void output_write(const struct output *output, struct text customer_id, struct text build,
                  struct bytes *out)
{
    write_uuid(out, output->id);
    avro_write_text(out, customer_id);
    avro_write_long(out, output->sequence);
    switch (output->kind) {
    case OUTPUT_STATUS_CHANGE:
        write_status_change(output, out);
        break;
    case OUTPUT_NOTIFICATION:
        write_notification(output, out);
        break;
    case OUTPUT_LEDGER_ENTRY:
        write_ledger_entry(output, out);
        break;
    }
    write_tail(output, build, out);
}
