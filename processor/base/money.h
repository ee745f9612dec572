// SPDX-License-Identifier: Apache-2.0
// Money is an integer number of minor units of an ISO 4217 currency. Currencies are never added to
// one another. Rates are basis points and round half away from zero (requirements, Money).
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include "base/text.h"

// Bound on every amount that comes from outside, so that sums of 10^6 of them cannot overflow.
#define AMOUNT_MINOR_MAX INT64_C(1000000000000)

struct currency {
    char code[4]; // "USD" and a NUL; all zero for none
};

static inline bool currency_equal(struct currency a, struct currency b)
{
    return memcmp(a.code, b.code, sizeof a.code) == 0;
}

// False when `text` is no ISO 4217 code in use; `currency` is then untouched.
bool currency_at(struct text text, struct currency *currency);

// Decimal places of the currency's minor unit: USD 2, JPY 0, KWD 3.
int currency_exponent(struct currency currency);

// rate_bp of base_minor, 10,000 bp = 100 %: rounded half away from zero.
int64_t money_rate(int64_t base_minor, int64_t rate_bp);

// base × numerator ÷ denominator (denominator > 0), rounded half away from zero.
int64_t money_scale(int64_t base_minor, int64_t numerator, int64_t denominator);

// "1000.00" in the currency's own decimals to minor units. False: not a decimal number, more
// decimals than the currency has, or beyond AMOUNT_MINOR_MAX. A leading '-' is taken.
bool money_read(struct text text, struct currency currency, int64_t *amount_minor);

enum { MONEY_TEXT_MAX = 32 };

// The reverse: "-15.00"; returns `out`.
const char *money_write(int64_t amount_minor, struct currency currency, char out[MONEY_TEXT_MAX]);

#endif
