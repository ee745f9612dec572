// SPDX-License-Identifier: Apache-2.0
// Asks the broker; making topics is `dunningctl topics apply`'s.
#include "topology.h"

#include "io/admin.h"

static const enum topic equal[] = {TOPIC_INVOICE_ISSUED, TOPIC_PAYMENT_RECEIVED,
                                   TOPIC_ACCOUNT_ACTION, TOPIC_CLOCK_TICK,
                                   TOPIC_ACCOUNT,        TOPIC_JOURNAL};
static const enum topic others[] = {TOPIC_STATUS_CHANGE, TOPIC_NOTIFICATION, TOPIC_LEDGER_ENTRY,
                                    TOPIC_POLICY, TOPIC_DEAD_LETTER};

static enum result count_of(struct admin *admin, const struct options *options, enum topic topic,
                            int32_t *count, struct error *error)
{
    int32_t replication = 0;
    enum result result =
        admin_partitions(admin, options->topics[topic], count, &replication, error);
    if (result == RESULT_NOT_FOUND)
        return error_set(error, RESULT_USAGE,
                         "topic %s is missing: `dunningctl topics apply` makes it",
                         options->topics[topic]);
    return result;
}

static enum result read_counts(struct admin *admin, const struct options *options,
                               int32_t *partitions, struct error *error)
{
    int32_t first = 0, count = 0;
    enum result result = count_of(admin, options, equal[0], &first, error);
    for (size_t i = 1; i < sizeof equal / sizeof *equal && result == OK; i++) {
        result = count_of(admin, options, equal[i], &count, error);
        if (result == OK && count != first)
            result = error_set(
                error, RESULT_USAGE, "topic %s has %d partitions, %s has %d: they must be equal",
                options->topics[equal[i]], (int)count, options->topics[equal[0]], (int)first);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others && result == OK; i++)
        result = count_of(admin, options, others[i], &count, error);
    if (result == OK)
        *partitions = first;
    return result;
}

enum result topology_read(const struct kafka_config *kafka, const struct options *options,
                          int32_t *partitions, struct error *error)
{
    struct admin *admin = NULL;
    enum result result = admin_open(&admin, kafka, error);
    if (result == OK)
        result = read_counts(admin, options, partitions, error);
    admin_close(admin);
    return result;
}
