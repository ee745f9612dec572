// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include <stdio.h>

// Howard Hinnant's days_from_civil and civil_from_days, for years from 1970 on.
int32_t day_of_civil(struct civil civil)
{
    int32_t year = civil.month <= 2 ? civil.year - 1 : civil.year;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    int32_t month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
    int32_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil civil_of_day(int32_t day)
{
    int32_t z = day + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t day_of_era = z - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153;
    struct civil civil = {
        .year = year_of_era + era * 400 + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };
    return civil;
}

enum weekday day_weekday(int32_t day)
{
    return (enum weekday)((((day + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
}

int32_t month_length(int32_t year, int32_t month)
{
    static const int32_t LENGTH[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return LENGTH[month - 1] + (month == 2 && leap);
}

int32_t day_add_months(int32_t day, int32_t months)
{
    struct civil civil = civil_of_day(day);
    int32_t month0 = civil.year * 12 + civil.month - 1 + months;
    civil.year = month0 / 12;
    civil.month = month0 % 12 + 1;
    int32_t last = month_length(civil.year, civil.month);
    if (civil.day > last)
        civil.day = last;
    return day_of_civil(civil);
}

int32_t day_month_end(int32_t day)
{
    struct civil civil = civil_of_day(day);
    civil.day = month_length(civil.year, civil.month);
    return day_of_civil(civil);
}

static bool digits_read(struct text text, size_t at, size_t count, int32_t *number)
{
    if (text.len < at + count)
        return false;
    int32_t value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (text.at[i] - '0');
    }
    *number = value;
    return true;
}

bool day_read(struct text text, int32_t *day)
{
    struct civil civil;
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
        return false;
    if (!digits_read(text, 0, 4, &civil.year) || !digits_read(text, 5, 2, &civil.month) ||
        !digits_read(text, 8, 2, &civil.day))
        return false;
    if (civil.month < 1 || civil.month > 12 || civil.day < 1 ||
        civil.day > month_length(civil.year, civil.month))
        return false;
    int32_t read = day_of_civil(civil);
    if (read < DAY_MIN || read > DAY_MAX)
        return false;
    *day = read;
    return true;
}

const char *day_write(int32_t day, char out[DAY_TEXT_MAX])
{
    struct civil civil = civil_of_day(day);
    snprintf(out, DAY_TEXT_MAX, "%04u-%02u-%02u", (unsigned)civil.year % 10000,
             (unsigned)civil.month % 100, (unsigned)civil.day % 100);
    return out;
}

bool clock_read(struct text text, int32_t *day, int32_t *ms_of_day, struct text *rest)
{
    int32_t hour, minute, second = 0, milli = 0;
    if (text.len < 16 || text.at[10] != 'T' || text.at[13] != ':')
        return false;
    if (!day_read((struct text){text.at, 10}, day) || !digits_read(text, 11, 2, &hour) ||
        !digits_read(text, 14, 2, &minute))
        return false;
    size_t at = 16;
    if (text.len > at && text.at[at] == ':') {
        if (!digits_read(text, at + 1, 2, &second))
            return false;
        at += 3;
        if (text.len > at && text.at[at] == '.') {
            if (!digits_read(text, at + 1, 3, &milli))
                return false;
            at += 4;
        }
    }
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *ms_of_day = ((hour * 60 + minute) * 60 + second) * 1000 + milli;
    *rest = (struct text){text.at + at, text.len - at};
    return true;
}

const char *instant_write(int64_t instant_ms, char out[INSTANT_TEXT_MAX])
{
    int64_t day = instant_ms / DAY_MS, ms = instant_ms % DAY_MS;
    if (ms < 0) {
        ms += DAY_MS;
        day--;
    }
    char date[DAY_TEXT_MAX];
    snprintf(out, INSTANT_TEXT_MAX, "%.10sT%02d:%02d:%02d.%03dZ", day_write((int32_t)day, date),
             (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60), (int)(ms % 1000));
    return out;
}
