// SPDX-License-Identifier: Apache-2.0
// The configuration: defaults, files, --set, secrets, what is refused, and the printed forms.
#include "config/options.h"
#include "config/options_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct options options;
static struct error error;

static void take(const char *text)
{
    if (options_read(&options, "d.yaml", text_of(text), &error) != OK)
        fail_msg("%s", error.text);
}

static void set(const char *assignment)
{
    if (options_set(&options, assignment, &error) != OK)
        fail_msg("%s", error.text);
}

static int begin(void **state)
{
    (void)state;
    options_init(&options);
    return 0;
}

static int end(void **state)
{
    (void)state;
    options_release(&options);
    return 0;
}

static const char CONTRACT[] = "kafka:            # any librdkafka property\n"
                               "  bootstrap.servers: 127.0.0.1:9092\n"
                               "  group.id: dunning\n"
                               "  group.instance.id: dunning-0\n"
                               "  consumer: {}\n"
                               "  producer: {}\n"
                               "workers: 1\n"
                               "topics:           # other names\n"
                               "  partitioner: murmur2\n"
                               "redis:\n"
                               "  url: redis://127.0.0.1:6379/0\n"
                               "policies:\n"
                               "  directory: ops/policies\n"
                               "  default: b2b-collections\n"
                               "commit:\n"
                               "  interval_ms: 100\n"
                               "ticker:\n"
                               "  every_s: 60\n"
                               "tick:\n"
                               "  step_max_days: 3\n"
                               "guard:\n"
                               "  share: 0.05\n"
                               "  accounts: 100\n"
                               "audit:\n"
                               "  days: 400\n"
                               "account:\n"
                               "  bytes_max: 4194304\n"
                               "http:\n"
                               "  listen: 127.0.0.1:8080\n"
                               "registry:\n"
                               "  url:            # empty: single-object encoding\n";

static void assert_defaults(void)
{
    assert_string_equal(options_kafka(&options, "bootstrap.servers"), "127.0.0.1:9092");
    assert_string_equal(options_kafka(&options, "group.id"), "dunning");
    assert_string_equal(options_kafka(&options, "group.instance.id"), "dunning-0");
    assert_int_equal(options.workers, 1);
    assert_string_equal(options.topics[TOPIC_INVOICE_ISSUED], "invoice-issued");
    assert_string_equal(options.topics[TOPIC_DEAD_LETTER], "dunning-dead-letter");
    assert_int_equal(options.partitioner, PARTITIONER_MURMUR2);
    assert_string_equal(options.redis_url, "redis://127.0.0.1:6379/0");
    assert_string_equal(options.policies_directory, "ops/policies");
    assert_string_equal(options.policies_default, "b2b-collections");
    assert_int_equal(options.commit_interval_ms, 100);
    assert_int_equal(options.ticker_every_s, 60);
    assert_int_equal(options.tick_step_max_days, 3);
    assert_int_equal(options.guard_share_ppm, 50000);
    assert_int_equal(options.guard_accounts, 100);
    assert_int_equal(options.audit_days, 400);
    assert_int_equal(options.account_bytes_max, 4194304);
    assert_string_equal(options.http_listen, "127.0.0.1:8080");
    assert_string_equal(options.registry_url, "");
    assert_false(options.headers_cloudevents);
    assert_int_equal(options.log_level, LOG_LEVEL_INFO);
    assert_int_equal(options_check(&options, &error), OK);
}

static void test_options_init__has_the_defaults(void **state)
{
    (void)state;
    assert_defaults();
}

static void test_options_read__takes_the_contract_as_it_stands(void **state)
{
    (void)state;
    take(CONTRACT);
    assert_defaults();
}

static void test_options_read__takes_other_values(void **state)
{
    (void)state;
    take("workers: 4\n"
         "topics: {invoice-issued: billing.invoices.v1, partitioner: crc32}\n"
         "redis: {url: 'unix:///run/redis.sock'}\n"
         "guard: {share: 0.000001}\n"
         "ticker: {every_s: 0}\n"
         "http: {listen: '[::1]:80'}\n"
         "registry: {url: 'http://registry:8081'}\n"
         "headers: {cloudevents: on}\n"
         "kafka:\n"
         "  bootstrap.servers: a:1,b:2\n"
         "  socket.nagle.disable: true\n"
         "  consumer: {fetch.wait.max.ms: 20}\n"
         "  producer: {linger.ms: 5, compression.codec: lz4}\n");
    assert_int_equal(options.workers, 4);
    assert_string_equal(options.topics[TOPIC_INVOICE_ISSUED], "billing.invoices.v1");
    assert_int_equal(options.partitioner, PARTITIONER_CRC32);
    assert_string_equal(options.redis_url, "unix:///run/redis.sock");
    assert_int_equal(options.guard_share_ppm, 1);
    assert_int_equal(options.ticker_every_s, 0);
    assert_string_equal(options.http_listen, "[::1]:80");
    assert_string_equal(options.registry_url, "http://registry:8081");
    assert_true(options.headers_cloudevents);
    assert_string_equal(options_kafka(&options, "bootstrap.servers"), "a:1,b:2");
    assert_int_equal(options.kafka.count, 4);
    assert_int_equal(options.consumer.count, 1);
    assert_string_equal(options.consumer.items[0].value, "20");
    assert_int_equal(options.producer.count, 2);
    assert_string_equal(options.producer.items[1].name, "compression.codec");
}

static void test_options_read__refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } CASES[] = {
        {"worker: 1\n", "1:1: unknown key 'worker': did you mean 'workers'?"},
        {"guard:\n  sahre: 0.1\n", "2:3: unknown key 'sahre': did you mean 'share'?"},
        {"guard:\n  percentage: 0.1\n",
         "2:3: unknown key 'percentage': it must be one of share, accounts"},
        {"workers: many\n", "1:10: 'many' is no whole number: from 1 to 256"},
        {"workers: 0\n", "1:10: 0 is out of range: from 1 to 256"},
        {"workers: [1]\n", "1:10: 'workers' must be a single value, not a list"},
        {"guard: 5\n", "1:8: guard must be a map (key: value), not a single value"},
        {"guard:\n", "1:7: guard must be a map (key: value), not empty"},
        {"guard: {share: 1.5}\n", "1:16: 1.5 is out of range: from 0 to 1"},
        {"guard: {share: 0.0000001}\n",
         "1:16: '0.0000001' is no number with at most 6 decimals, from 0 to 1"},
        {"commit: {interval_ms: 60000}\n", "1:23: 60000 is out of range: from 1 to 5000"},
        {"account: {bytes_max: 10}\n", "1:22: 10 is out of range: from 65536 to 8000000"},
        {"headers: {cloudevents: perhaps}\n", "1:24: 'perhaps' is neither on nor off"},
        {"topics: {partitioner: murmur}\n", "1:23: unknown word 'murmur': did you mean 'murmur2'?"},
        {"topics: {clock-tick: a b}\n", "1:22: 'a b' is no topic name: up to 249 letters, digits, "
                                        "'.', '_' and '-'"},
        {"redis: {url: localhost}\n", "1:14: 'localhost' is no Redis URL: write "
                                      "redis://HOST:PORT/DB, rediss://… or unix:///PATH"},
        {"http: {listen: 8080}\n", "1:16: '8080' is no address: write HOST:PORT, or nothing"},
        {"http: {listen: 'h:70000'}\n",
         "1:16: 'h:70000' is no address: write HOST:PORT, or nothing"},
        {"registry: {url: registry}\n", "1:17: 'registry' is no URL: write http://HOST:PORT, "
                                        "https://…, or nothing"},
        {"policies: {directory: ''}\n", "1:23: '' may not be empty"},
        {"policies: {default: a b}\n",
         "1:21: 'a b' is no policy's name: up to 64 letters, digits and '-'"},
        {"[1]\n", "1:1: a configuration must be a map (key: value), not a list"},
        {"workers: 1\nworkers: 2\n", "2:1: 'workers' stands twice (first in line 1): leave one "
                                     "out"},
        {"kafka: {bootstrap: {servers: a}}\n",
         "1:9: 'bootstrap' must be a single value: write properties in one word, as in "
         "bootstrap.servers: HOST:PORT"},
        {"kafka: {bootstrap.server: a}\n",
         "1:9: librdkafka has no property 'bootstrap.server': did you mean 'bootstrap.servers'?"},
        {"kafka: {xyzzy: a}\n", "1:9: librdkafka has no property 'xyzzy'"},
        {"kafka: {linger.ms: soon}\n", "1:20: 'linger.ms': librdkafka says: Invalid value for "
                                       "configuration property \"queue.buffering.max.ms\""},
        {"kafka: {consumer: 1}\n",
         "1:19: kafka.consumer must be a map (key: value), not a single value"},
        {"kafka: {enable.auto.commit: true}\n",
         "1:9: 'enable.auto.commit' cannot be set: offsets are committed with the outputs"},
        {"kafka: {auto.commit.enable: true}\n",
         "1:9: 'auto.commit.enable' cannot be set: offsets are committed with the outputs"},
        {"kafka: {isolation.level: read_uncommitted}\n",
         "1:9: 'isolation.level' cannot be set: it is chosen for exactly-once"},
        {"kafka: {partition.assignment.strategy: roundrobin}\n",
         "1:9: 'partition.assignment.strategy' cannot be set: it must be 'range', so that one "
         "member has one account"},
        {"kafka: {producer: {transactional.id: x}}\n",
         "1:20: 'transactional.id' cannot be set: it is made of group, instance and worker"},
        {"kafka: {producer: {enable.idempotence: true}}\n",
         "1:20: 'enable.idempotence' cannot be set: transactions need it"},
        {"kafka: {consumer: {auto.offset.reset: earliest}}\n",
         "1:20: 'auto.offset.reset' cannot be set: a lost position must stop the service"},
        {"kafka: {consumer: {enable.partition.eof: true}}\n",
         "1:20: 'enable.partition.eof' cannot be set: ticks are ordered by it"},
        {"kafka: {consumer: {group.id: x}}\n",
         "1:20: 'group.id' holds for both sides: write it directly under kafka"},
        {"redis:\n  url: '@/no/such/file'\n",
         "2:8: /no/such/file cannot be read: No such file or directory"},
        {"redis: {url: '@/'}\n", "1:14: / cannot be read: is it a file?"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char said[ERROR_TEXT_MAX];
        snprintf(said, sizeof said, "d.yaml:%s", CASES[i].said);
        assert_int_equal(options_read(&options, "d.yaml", text_of(CASES[i].text), &error),
                         RESULT_USAGE);
        assert_string_equal(error.text, said);
    }
}

static void test_options_set__overrides(void **state)
{
    (void)state;
    take("commit: {interval_ms: 10}\nkafka: {consumer: {fetch.wait.max.ms: 20}}\n");
    set("commit.interval_ms=50");
    set("workers=3");
    set("registry.url=");
    set("kafka.bootstrap.servers=10.0.0.1:9092,10.0.0.2:9092");
    set("kafka.consumer.fetch.wait.max.ms=11");
    set("kafka.producer.linger.ms=7");
    set("kafka.sasl.password=a=b");
    assert_int_equal(options.commit_interval_ms, 50);
    assert_int_equal(options.workers, 3);
    assert_string_equal(options_kafka(&options, "bootstrap.servers"),
                        "10.0.0.1:9092,10.0.0.2:9092");
    assert_string_equal(options_kafka(&options, "sasl.password"), "a=b");
    assert_int_equal(options.consumer.count, 1);
    assert_string_equal(options.consumer.items[0].value, "11");
    assert_string_equal(options.producer.items[0].value, "7");
}

static void test_options_set__refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } CASES[] = {
        {"workers", "--set workers: write SECTION.KEY=VALUE"},
        {"=1", "--set =1: write SECTION.KEY=VALUE"},
        {"comit.interval_ms=1", "--set comit.interval_ms: there is no such option: did you mean "
                                "'commit.interval_ms'?"},
        {"zzz=1", "--set zzz: there is no such option: dunningd --help-config lists them"},
        {"workers=x", "--set workers: 'x' is no whole number: from 1 to 256"},
        {"workers=", "--set workers: 'workers' is empty: write a value, or leave it out"},
        {"kafka.isolation.level=x",
         "--set kafka.isolation.level: 'isolation.level' cannot be set: it is chosen for "
         "exactly-once"},
        {"kafka.consumer.group.id=x", "--set kafka.consumer.group.id: 'group.id' holds for both "
                                      "sides: write it directly under kafka"},
        {"kafka.=x", "--set kafka.: there is no such option: dunningd --help-config lists them"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(options_set(&options, CASES[i].text, &error), RESULT_USAGE);
        assert_string_equal(error.text, CASES[i].said);
    }
}

static void test_options_read__takes_secrets_from_files(void **state)
{
    (void)state;
    char path[] = "/tmp/dunning-secret-XXXXXX", text[300];
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "redis://:pass word@h:1/0\n", 25), 25);
    close(file);
    snprintf(text, sizeof text, "redis: {url: '@%s'}\nkafka: {sasl.password: '@%s'}\n", path, path);
    take(text);
    unlink(path);
    assert_string_equal(options.redis_url, "redis://:pass word@h:1/0");
    assert_string_equal(options_kafka(&options, "sasl.password"), "redis://:pass word@h:1/0");
    struct bytes out = {0};
    options_write(&options, &out);
    bytes_add_byte(&out, 0);
    assert_null(strstr((char *)out.at, "pass word"));
    assert_non_null(strstr((char *)out.at, path));
    bytes_release(&out);
}

static void test_options_check__wants_topics_to_differ(void **state)
{
    (void)state;
    take("topics: {notification: status-change}\n");
    assert_int_equal(options_check(&options, &error), RESULT_USAGE);
    assert_string_equal(error.text,
                        "topics: two topics have the name 'status-change': give each its own");
    set("topics.notification=n");
    set("kafka.group.id=");
    assert_int_equal(options_check(&options, &error), RESULT_USAGE);
    assert_string_equal(error.text, "kafka.group.id: may not be empty");
}

static void test_options_write__hides_passwords(void **state)
{
    (void)state;
    set("redis.url=redis://:hidden@h:1/0");
    set("kafka.sasl.password=hidden");
    struct bytes out = {0};
    options_write(&options, &out);
    bytes_add_byte(&out, 0);
    assert_null(strstr((char *)out.at, "hidden"));
    assert_non_null(strstr((char *)out.at, "url: \"redis://***@h:1/0\"\n"));
    assert_non_null(strstr((char *)out.at, "  sasl.password: \"***\"\n"));
    bytes_release(&out);
}

static void test_options_write__is_read_back(void **state)
{
    (void)state;
    set("workers=9");
    set("http.listen=");
    set("kafka.client.id=a \"b\" \\c");
    set("kafka.producer.linger.ms=7");
    struct bytes first = {0}, second = {0};
    options_write(&options, &first);
    options_release(&options);
    options_init(&options);
    if (options_read(&options, "out.yaml", bytes_text(&first), &error) != OK)
        fail_msg("%s", error.text);
    assert_int_equal(options.workers, 9);
    assert_string_equal(options_kafka(&options, "client.id"), "a \"b\" \\c");
    options_write(&options, &second);
    assert_true(text_equal(bytes_text(&first), bytes_text(&second)));
    bytes_release(&first);
    bytes_release(&second);
}

static void test_options_write_deciding__is_one_text_for_one_meaning(void **state)
{
    (void)state;
    struct bytes out = {0};
    set("guard.share=0.050");
    set("policies.default=account-pause");
    options_write_deciding(&options, &out);
    bytes_add_byte(&out, 0);
    assert_string_equal((char *)out.at, "policies:\n  default: account-pause\n"
                                        "tick:\n  step_max_days: 3\n"
                                        "guard:\n  share: 0.050000\n  accounts: 100\n"
                                        "account:\n  bytes_max: 4194304\n");
    options_release(&options);
    options_init(&options);
    set("workers=2");
    if (options_adopt(&options, "policy", text_of((char *)out.at), &error) != OK)
        fail_msg("%s", error.text);
    assert_string_equal(options.policies_default, "account-pause");
    assert_int_equal(options.workers, 2);
    bytes_release(&out);
}

static void test_options_adopt__refuses_what_does_not_decide(void **state)
{
    (void)state;
    assert_int_equal(options_adopt(&options, "o", text_of("workers: 2\n"), &error), RESULT_USAGE);
    assert_string_equal(error.text, "o:1:1: 'workers' does not decide anything: it belongs to the "
                                    "service's own configuration");
    assert_int_equal(options_adopt(&options, "o", text_of("kafka: {}\n"), &error), RESULT_USAGE);
    assert_string_equal(error.text, "o:1:1: 'kafka' does not decide anything: leave it out");
}

static void test_options_help__is_a_file_of_all_defaults(void **state)
{
    (void)state;
    struct bytes out = {0};
    options_help(&out);
    set("workers=9");
    set("guard.accounts=7");
    if (options_read(&options, "help", bytes_text(&out), &error) != OK)
        fail_msg("%s", error.text);
    assert_defaults();
    for (size_t i = 0; i < OPTIONS_COUNT; i++)
        assert_non_null(options.said[i]); // the help leaves no option out
    bytes_clear(&out);
    options_help_markdown(&out);
    bytes_add_byte(&out, 0);
    assert_non_null(
        strstr((char *)out.at, "| `guard.share` | `0.05` | 0 to 1 | yes | A tick that would"));
    bytes_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_options_init__has_the_defaults, begin, end),
        cmocka_unit_test_setup_teardown(test_options_read__takes_the_contract_as_it_stands, begin,
                                        end),
        cmocka_unit_test_setup_teardown(test_options_read__takes_other_values, begin, end),
        cmocka_unit_test_setup_teardown(test_options_read__refuses, begin, end),
        cmocka_unit_test_setup_teardown(test_options_set__overrides, begin, end),
        cmocka_unit_test_setup_teardown(test_options_set__refuses, begin, end),
        cmocka_unit_test_setup_teardown(test_options_read__takes_secrets_from_files, begin, end),
        cmocka_unit_test_setup_teardown(test_options_check__wants_topics_to_differ, begin, end),
        cmocka_unit_test_setup_teardown(test_options_write__hides_passwords, begin, end),
        cmocka_unit_test_setup_teardown(test_options_write__is_read_back, begin, end),
        cmocka_unit_test_setup_teardown(test_options_write_deciding__is_one_text_for_one_meaning,
                                        begin, end),
        cmocka_unit_test_setup_teardown(test_options_adopt__refuses_what_does_not_decide, begin,
                                        end),
        cmocka_unit_test_setup_teardown(test_options_help__is_a_file_of_all_defaults, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
