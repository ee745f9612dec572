// SPDX-License-Identifier: Apache-2.0
// Civil dates as days since 1970-01-01 (proleptic Gregorian), the `date` of Avro. Instants are
// milliseconds since 1970-01-01T00:00Z. How the two meet in a zone is zone.h's.
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/text.h"

#define DAY_MS INT64_C(86400000)

// Days that are taken from outside: 1990-01-01 … 2099-12-31 (a zone's table covers them all).
enum { DAY_MIN = 7305, DAY_MAX = 47481, DAY_NONE = INT32_MIN };
#define INSTANT_NONE INT64_MIN
#define INSTANT_NEVER INT64_MAX

struct civil {
    int32_t year;
    int32_t month; // 1 … 12
    int32_t day;   // 1 … 31
};

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

int32_t day_of_civil(struct civil civil);
struct civil civil_of_day(int32_t day);
enum weekday day_weekday(int32_t day);
int32_t month_length(int32_t year, int32_t month);

// `months` calendar months later; a day beyond the month's end is its last day.
int32_t day_add_months(int32_t day, int32_t months);

// The last day of the month in which `day` lies.
int32_t day_month_end(int32_t day);

// "2025-03-01"; false for anything else, or a day outside DAY_MIN … DAY_MAX.
bool day_read(struct text text, int32_t *day);

enum { DAY_TEXT_MAX = 12, INSTANT_TEXT_MAX = 32 };
const char *day_write(int32_t day, char out[DAY_TEXT_MAX]);

// "2025-03-01T09:30", with optional seconds and milliseconds: days and milliseconds of that day.
// What follows ("Z", or nothing for local time) is left in `rest`.
bool clock_read(struct text text, int32_t *day, int32_t *ms_of_day, struct text *rest);

// "2025-03-01T14:30:00.000Z"
const char *instant_write(int64_t instant_ms, char out[INSTANT_TEXT_MAX]);

#endif
