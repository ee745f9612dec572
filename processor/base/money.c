// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"

#include <assert.h>

// ISO 4217 active codes (2024), by their exponent. Sorted, for bisection.
static const char CODES[] =
    "AED2AFN2ALL2AMD2ANG2AOA2ARS2AUD2AWG2AZN2BAM2BBD2BDT2BGN2BHD3BIF0BMD2BND2BOB2BRL2BSD2BTN2BWP2"
    "BYN2BZD2CAD2CDF2CHF2CLF4CLP0CNY2COP2CRC2CUP2CVE2CZK2DJF0DKK2DOP2DZD2EGP2ERN2ETB2EUR2FJD2FKP2"
    "GBP2GEL2GHS2GIP2GMD2GNF0GTQ2GYD2HKD2HNL2HTG2HUF2IDR2ILS2INR2IQD3IRR2ISK0JMD2JOD3JPY0KES2KGS2"
    "KHR2KMF0KPW2KRW0KWD3KYD2KZT2LAK2LBP2LKR2LRD2LSL2LYD3MAD2MDL2MGA2MKD2MMK2MNT2MOP2MRU2MUR2MVR2"
    "MWK2MXN2MYR2MZN2NAD2NGN2NIO2NOK2NPR2NZD2OMR3PAB2PEN2PGK2PHP2PKR2PLN2PYG0QAR2RON2RSD2RUB2RWF0"
    "SAR2SBD2SCR2SDG2SEK2SGD2SHP2SLE2SOS2SRD2SSP2STN2SVC2SYP2SZL2THB2TJS2TMT2TND3TOP2TRY2TTD2TWD2"
    "TZS2UAH2UGX0USD2UYI0UYU2UYW4UZS2VED2VES2VND0VUV0WST2XAF0XCD2XCG2XOF0XPF0YER2ZAR2ZMW2ZWG2";

enum { ENTRY = 4, CODE_COUNT = (sizeof CODES - 1) / ENTRY };

static const char *entry_find(const char *code)
{
    size_t low = 0, high = CODE_COUNT;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = memcmp(CODES + mid * ENTRY, code, 3);
        if (order == 0)
            return CODES + mid * ENTRY;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

bool currency_at(struct text text, struct currency *currency)
{
    if (text.len != 3 || !entry_find(text.at))
        return false;
    memcpy(currency->code, text.at, 3);
    currency->code[3] = 0;
    return true;
}

int currency_exponent(struct currency currency)
{
    const char *entry = entry_find(currency.code);
    return entry ? entry[3] - '0' : 2;
}

int64_t money_scale(int64_t base_minor, int64_t numerator, int64_t denominator)
{
    assert(denominator > 0);
    __int128 product = (__int128)base_minor * numerator;
    __int128 half = denominator / 2 + denominator % 2; // 2 × remainder ≥ denominator rounds away
    __int128 whole = product / denominator, rest = product % denominator;
    if (rest >= half)
        whole++;
    else if (-rest >= half)
        whole--;
    assert(whole <= INT64_MAX && whole >= INT64_MIN);
    return (int64_t)whole;
}

int64_t money_rate(int64_t base_minor, int64_t rate_bp)
{
    return money_scale(base_minor, rate_bp, 10000);
}

static int64_t power_of_ten(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

bool money_read(struct text text, struct currency currency, int64_t *amount_minor)
{
    size_t i = 0;
    bool negative = text.len > 0 && text.at[0] == '-';
    if (negative)
        i++;
    int64_t amount = 0;
    int digits = 0, decimals = -1, exponent = currency_exponent(currency);
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && decimals < 0 && digits > 0) {
            decimals = 0;
        } else if (c >= '0' && c <= '9' && amount <= AMOUNT_MINOR_MAX) {
            amount = amount * 10 + (c - '0');
            digits++;
            decimals += decimals >= 0;
        } else {
            return false;
        }
    }
    if (digits == 0 || decimals == 0 || decimals > exponent)
        return false;
    __int128 scaled = (__int128)amount * power_of_ten(exponent - (decimals > 0 ? decimals : 0));
    if (scaled > AMOUNT_MINOR_MAX)
        return false;
    *amount_minor = negative ? -(int64_t)scaled : (int64_t)scaled;
    return true;
}

const char *money_write(int64_t amount_minor, struct currency currency, char out[MONEY_TEXT_MAX])
{
    int exponent = currency_exponent(currency);
    uint64_t left = amount_minor < 0 ? 0 - (uint64_t)amount_minor : (uint64_t)amount_minor;
    char digits[MONEY_TEXT_MAX];
    int at = MONEY_TEXT_MAX - 1;
    digits[at] = 0;
    for (int place = 0; left > 0 || place <= exponent; place++) {
        if (place == exponent && exponent > 0)
            digits[--at] = '.';
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    }
    if (amount_minor < 0)
        digits[--at] = '-';
    return memcpy(out, digits + at, (size_t)(MONEY_TEXT_MAX - at));
}
