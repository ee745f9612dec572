// SPDX-License-Identifier: Apache-2.0
// An account's bytes: nothing is forgotten, equal accounts have equal bytes, hostile bytes are
// refused, and a quiet account is small.
#include "account_maker.h"

#include "codec/account_read.h"
#include "codec/account_write.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define CUSTOMER TEXT_LITERAL("customer-4711")

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 30);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct account read_back(const struct bytes *bytes)
{
    struct account account;
    struct error error;
    if (account_read(bytes_text(bytes), CUSTOMER, NULL, &MAKER_ZONES, &arena, &account, &error))
        fail_msg("%s", error.text);
    return account;
}

static void test_account_read__gives_back_every_member(void **state)
{
    (void)state;
    struct maker maker = {.arena = &arena, .full = true};
    struct account account = make_account(&maker, CUSTOMER);
    struct bytes bytes = {0};
    account_write(&account, &bytes);
    struct account again = read_back(&bytes);
    assert_same_account(&account, &again);
    bytes_release(&bytes);
}

static void test_account_read__shares_no_list_between_base_and_settled(void **state)
{
    (void)state;
    struct maker maker = {.arena = &arena, .full = true};
    struct account account = make_account(&maker, CUSTOMER);
    situation_copy(&account.settled, &account.base, &arena);
    account.settled.invoices.items[1].open_minor++;
    struct bytes bytes = {0};
    account_write(&account, &bytes);
    struct account again = read_back(&bytes);
    struct situation *base = &again.base, *settled = &again.settled;
    for (size_t i = 0; i < 2; i++) {
        assert_ptr_not_equal(&base->invoices.items[i], &settled->invoices.items[i]);
        assert_ptr_not_equal(base->invoices.items[i].fees.items,
                             settled->invoices.items[i].fees.items);
        assert_ptr_not_equal(base->invoices.items[i].runs.items,
                             settled->invoices.items[i].runs.items);
    }
    assert_ptr_not_equal(base->money.items, settled->money.items);
    assert_ptr_not_equal(base->flags.items, settled->flags.items);
    bytes_release(&bytes);
}

// Equal invoices one after the other: the second must not borrow the lists of the first.
static void test_account_read__shares_no_list_between_invoices(void **state)
{
    (void)state;
    struct maker maker = {.arena = &arena, .full = true};
    struct account account = make_account(&maker, CUSTOMER);
    account.base.invoices.items[1] = account.base.invoices.items[0];
    struct bytes bytes = {0};
    account_write(&account, &bytes);
    struct account again = read_back(&bytes);
    assert_same_account(&account, &again);
    struct invoice *invoices = again.base.invoices.items;
    assert_ptr_not_equal(invoices[0].fees.items, invoices[1].fees.items);
    assert_ptr_not_equal(invoices[0].runs.items, invoices[1].runs.items);
    bytes_release(&bytes);
}

static void test_account_write__is_a_function_of_the_account(void **state)
{
    (void)state;
    const uint64_t seed = 20250301;
    printf("seed %" PRIu64 "\n", seed);
    struct bytes first = {0}, second = {0};
    for (uint64_t i = 0; i < 3000; i++) {
        struct maker maker = {.arena = &arena, .random = seed + i};
        struct account account = make_account(&maker, CUSTOMER);
        bytes_clear(&first);
        bytes_clear(&second);
        account_write(&account, &first);
        struct account again = read_back(&first);
        assert_same_account(&account, &again);
        account_write(&again, &second);
        assert_int_equal(first.len, second.len);
        assert_memory_equal(first.at, second.at, first.len);
        arena_reset(&arena);
    }
    bytes_release(&first);
    bytes_release(&second);
}

static void test_account_write__appends(void **state)
{
    (void)state;
    struct maker maker = {.arena = &arena, .full = true};
    struct account account = make_account(&maker, CUSTOMER);
    struct bytes alone = {0}, behind = {0};
    account_write(&account, &alone);
    for (size_t i = 0; i < 1000; i++)
        bytes_add_byte(&behind, 'x');
    account_write(&account, &behind);
    assert_int_equal(behind.len, alone.len + 1000);
    assert_memory_equal(behind.at + 1000, alone.at, alone.len);
    bytes_release(&alone);
    bytes_release(&behind);
}

static void test_account_write__of_a_new_account_is_a_few_bytes(void **state)
{
    (void)state;
    struct account account;
    account_init(&account, CUSTOMER);
    struct bytes bytes = {0};
    account_write(&account, &bytes);
    assert_true(bytes.len <= 4);
    struct account again = read_back(&bytes);
    assert_same_account(&account, &again);
    bytes_release(&bytes);
}

// ---- size ----

static struct invoice invoice_of(const char *id, int32_t due_day)
{
    return (struct invoice){.id = text_of(id),
                            .number = text_of(id),
                            .balance_class = TEXT_LITERAL("standard"),
                            .currency = {"USD"},
                            .amount_minor = 10000,
                            .open_minor = 10000,
                            .issued_ms = (due_day - 30) * DAY_MS + 34567890,
                            .known_since_ms = (due_day - 30) * DAY_MS + 34567890,
                            .due_day = due_day,
                            .policy_name = TEXT_LITERAL("account-pause"),
                            .policy_version = 1,
                            .settled_ms = INSTANT_NONE,
                            .reopened_day = DAY_NONE};
}

static struct event issue_of(const struct invoice *invoice, const char *event_id)
{
    struct event event = {.type = EVENT_INVOICE_ISSUED,
                          .event_id = text_of(event_id),
                          .customer_id = CUSTOMER,
                          .subject_id = invoice->id,
                          .own_ms = invoice->issued_ms,
                          .record_ms = invoice->issued_ms + 250,
                          .content = digest_of(text_of(event_id)),
                          .origin = {TEXT_LITERAL("invoice-issued"), 17, 123456789},
                          .invoice = {.number = invoice->number,
                                      .currency = invoice->currency,
                                      .amount_minor = invoice->amount_minor,
                                      .open_minor = invoice->open_minor,
                                      .known_since_ms = invoice->known_since_ms,
                                      .due_day = invoice->due_day}};
    return event;
}

// One invoice in base, a second one issued since, nothing overdue; a year of things seen apart.
static struct account quiet_account(void)
{
    struct account account;
    account_init(&account, CUSTOMER);
    account.exists = true;
    account.base.at_ms = 20100 * DAY_MS;
    account.base.day_done = 20100;
    account.base.policy_name = TEXT_LITERAL("account-pause");
    account.base.first_ms = 20075 * DAY_MS + 34567890;
    account.base.standing.since_ms = account.base.first_ms;
    *LIST_ADD(&arena, &account.base.invoices) = invoice_of("INV-2025-000101", 20105);
    situation_copy(&account.settled, &account.base, &arena);
    account.settled.at_ms = 20130 * DAY_MS;
    account.settled.day_done = 20130;
    struct invoice second = invoice_of("INV-2025-000187", 20135);
    *LIST_ADD(&arena, &account.settled.invoices) = second;
    struct event event = issue_of(&second, "7d1c9d1e-5b1f-4f0a-9c39-0c6a4f2b7a10");
    account_add_fact(&account, &event, event.own_ms, &arena);
    account.seen.items = NULL;
    *LIST_ADD(&arena, &account.seen) = (struct seen){
        UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xbf58476d1ce4e5b9), account.base.first_ms};
    account.published.status = TEXT_LITERAL("active");
    memset(account.published.services, SERVICE_FULL, 5);
    account.published.policy_version = 1;
    account.next_wake_ms = 20145 * DAY_MS + 5 * 3600000;
    return account;
}

static void test_account_write__keeps_a_quiet_account_small(void **state)
{
    (void)state;
    struct account account = quiet_account();
    struct bytes bytes = {0};
    account_write(&account, &bytes);
    printf("quiet account: %zu bytes\n", bytes.len);
    assert_true(bytes.len < 250);
    struct account again = read_back(&bytes);
    assert_same_account(&account, &again);
    bytes_release(&bytes);
}

// ---- hostile bytes ----

// A copy of its own size, so that the sanitizer sees a step beyond it.
static enum result read_exactly(const uint8_t *bytes, size_t len)
{
    struct error error = {{0}};
    struct account account, before;
    memset(&account, 0x5a, sizeof account);
    memset(&before, 0x5a, sizeof before);
    char *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    if (len)
        memcpy(copy, bytes, len);
    arena_reset(&arena);
    enum result result = account_read((struct text){copy, len}, CUSTOMER, NULL, &MAKER_ZONES,
                                      &arena, &account, &error);
    if (result != OK) {
        assert_memory_equal(&account, &before, sizeof account);
        assert_true(error.text[0] != 0);
    }
    free(copy);
    return result;
}

static struct bytes full_bytes(void)
{
    struct maker maker = {.arena = &arena, .full = true};
    struct account account = make_account(&maker, CUSTOMER);
    struct bytes bytes = {0};
    account_write(&account, &bytes);
    return bytes;
}

static void test_account_read__refuses_every_truncation(void **state)
{
    (void)state;
    struct bytes bytes = full_bytes();
    for (size_t len = 0; len < bytes.len; len++)
        assert_int_equal(read_exactly(bytes.at, len), RESULT_BAD_DATA);
    assert_int_equal(read_exactly(bytes.at, bytes.len), OK);
    bytes_add_byte(&bytes, 0);
    assert_int_equal(read_exactly(bytes.at, bytes.len), RESULT_BAD_DATA);
    bytes_release(&bytes);
}

static void test_account_read__survives_every_flipped_bit(void **state)
{
    (void)state;
    struct bytes bytes = full_bytes();
    size_t refused = 0;
    for (size_t bit = 0; bit < bytes.len * 8; bit++) {
        bytes.at[bit / 8] ^= (uint8_t)(1 << bit % 8);
        refused += read_exactly(bytes.at, bytes.len) != OK;
        bytes.at[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_true(refused > bytes.len / 2);
    bytes_release(&bytes);
}

static void test_account_read__survives_noise_in_places(void **state)
{
    (void)state;
    struct bytes bytes = full_bytes();
    struct bytes noisy = {0};
    uint64_t random = 99;
    for (size_t i = 0; i < 20000; i++) {
        bytes_clear(&noisy);
        bytes_add(&noisy, bytes.at, bytes.len);
        for (size_t j = 0; j < 4; j++) {
            random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            noisy.at[(random >> 33) % bytes.len] = (uint8_t)(random >> 24);
        }
        (void)read_exactly(noisy.at, noisy.len);
    }
    bytes_release(&bytes);
    bytes_release(&noisy);
}

static void test_account_read__refuses_another_version(void **state)
{
    (void)state;
    struct bytes bytes = full_bytes();
    bytes.at[0]++;
    assert_int_equal(read_exactly(bytes.at, bytes.len), RESULT_BAD_DATA);
    bytes_release(&bytes);
}

static void test_account_read__names_an_unknown_zone(void **state)
{
    (void)state;
    struct bytes bytes = full_bytes();
    struct zone_list none = {0};
    struct account account;
    struct error error;
    enum result result =
        account_read(bytes_text(&bytes), CUSTOMER, NULL, &none, &arena, &account, &error);
    assert_int_equal(result, RESULT_NOT_FOUND);
    bool named = strstr(error.text, "\"America/New_York\"") || strstr(error.text, "\"Asia/Tokyo\"");
    assert_true(named);
    bytes_release(&bytes);
}

// As the cache does: the same customer's space is known.
static void test_account_read__takes_the_space_it_is_given(void **state)
{
    (void)state;
    struct bytes bytes = full_bytes();
    struct uuid space = {{1, 2, 3}};
    struct account account;
    struct error error;
    assert_int_equal(
        account_read(bytes_text(&bytes), CUSTOMER, &space, &MAKER_ZONES, &arena, &account, &error),
        OK);
    assert_memory_equal(&account.space, &space, sizeof space);
    bytes_release(&bytes);
}

// A small arena: what the bytes claim is refused, and never taken.
static void test_account_read__refuses_what_the_arena_cannot_hold(void **state)
{
    (void)state;
    struct bytes bytes = full_bytes();
    size_t refused = 0;
    for (size_t room = 0; room < 65536; room += 64) {
        struct arena small = arena;
        small.used = 0;
        small.size = room;
        struct account account;
        struct error error;
        refused += account_read(bytes_text(&bytes), CUSTOMER, NULL, &MAKER_ZONES, &small, &account,
                                &error) != OK;
    }
    assert_true(refused > 0 && refused < 1024);
    bytes_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_account_read__gives_back_every_member),
        cmocka_unit_test(test_account_read__shares_no_list_between_base_and_settled),
        cmocka_unit_test(test_account_read__shares_no_list_between_invoices),
        cmocka_unit_test(test_account_write__is_a_function_of_the_account),
        cmocka_unit_test(test_account_write__appends),
        cmocka_unit_test(test_account_write__of_a_new_account_is_a_few_bytes),
        cmocka_unit_test(test_account_write__keeps_a_quiet_account_small),
        cmocka_unit_test(test_account_read__refuses_every_truncation),
        cmocka_unit_test(test_account_read__survives_every_flipped_bit),
        cmocka_unit_test(test_account_read__survives_noise_in_places),
        cmocka_unit_test(test_account_read__refuses_another_version),
        cmocka_unit_test(test_account_read__names_an_unknown_zone),
        cmocka_unit_test(test_account_read__takes_the_space_it_is_given),
        cmocka_unit_test(test_account_read__refuses_what_the_arena_cannot_hold),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
