// SPDX-License-Identifier: Apache-2.0
// Answers for turning ICU's time zones into tables of day starts; the only file that knows ICU.
// What a day means to dunning is left to the engine, which sees the tables only. The cache owns the
// zones; a mutex guards it, and a zone is never changed once it is in the cache.
//
// A zone is a row of spans with a constant offset from UTC. Walking the spans in order, day d
// begins at the first instant whose local date is d or later. That one sentence covers the odd
// days: a day whose midnight is skipped (Sao Paulo, spring until 2018) begins at 01:00, a day that
// is skipped whole (Apia, 2011-12-30) begins together with the next one, and where the clock goes
// back over midnight (St John's until 2011) the day began when its date was first seen.
#include "io/zones.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { NAME_MAX_LENGTH = 64, ROOM_FIRST = 8 };

struct zones {
    pthread_mutex_t mutex;
    struct zone **items; // sorted by name
    size_t count;
    size_t room;
};

static void *memory_or_exit(void *memory)
{
    if (!memory) {
        fprintf(stderr, "zones: out of memory\n");
        exit(3);
    }
    return memory;
}

struct zones *zones_open(void)
{
    struct zones *zones = memory_or_exit(calloc(1, sizeof *zones));
    pthread_mutex_init(&zones->mutex, NULL);
    return zones;
}

void zones_close(struct zones *zones)
{
    if (!zones)
        return;
    for (size_t i = 0; i < zones->count; i++) {
        free((char *)zones->items[i]->name.at);
        free(zones->items[i]);
    }
    free(zones->items);
    pthread_mutex_destroy(&zones->mutex);
    free(zones);
}

const char *zones_release(void)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *release = ucal_getTZDataVersion(&status);
    return U_SUCCESS(status) ? release : "unknown";
}

// False unless the name is spelt with the letters of IANA names and short enough to be one.
static bool is_plain(struct text name)
{
    if (name.len == 0 || name.len >= NAME_MAX_LENGTH)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '/' && c != '_' && c != '-' && c != '+')
            return false;
    }
    return true;
}

static enum result name_check(struct text name, UChar wide[NAME_MAX_LENGTH], struct error *error)
{
    if (!is_plain(name))
        return error_set(error, RESULT_NOT_FOUND,
                         "zone '%.*s' is no zone name: write one like America/New_York",
                         name.len > 80 ? 80 : (int)name.len, name.at ? name.at : "");
    for (size_t i = 0; i < name.len; i++)
        wide[i] = (UChar)name.at[i];
    wide[name.len] = 0;

    UChar canonical[NAME_MAX_LENGTH];
    UBool known = false;
    UErrorCode status = U_ZERO_ERROR;
    ucal_getCanonicalTimeZoneID(wide, (int32_t)name.len, canonical, NAME_MAX_LENGTH, &known,
                                &status);
    if (U_FAILURE(status) || text_is(name, "Etc/Unknown"))
        return error_set(error, RESULT_NOT_FOUND,
                         "zone '%.*s' is unknown: write an IANA name, like America/New_York",
                         TEXT_ARGS(name));
    if (!known)
        return error_set(error, RESULT_NOT_FOUND,
                         "zone '%.*s' is an offset, which has no rules: name a place, like "
                         "America/New_York",
                         TEXT_ARGS(name));
    if (!memchr(name.at, '/', name.len) && !text_is(name, "UTC"))
        return error_set(error, RESULT_NOT_FOUND,
                         "zone '%.*s' is an abbreviation: name a place, like America/New_York, or "
                         "UTC",
                         TEXT_ARGS(name));
    return OK;
}

// Sets the days that begin in the span [from_ms, to_ms), the first of them days[at]; returns the
// index of the first day that begins later.
static int32_t span_fill(int64_t *days, int32_t at, int64_t from_ms, int64_t to_ms,
                         int64_t offset_ms)
{
    for (; at < ZONE_DAY_COUNT; at++) {
        int64_t midnight_ms = (int64_t)(ZONE_DAY_FIRST + at) * DAY_MS - offset_ms;
        int64_t start_ms = midnight_ms > from_ms ? midnight_ms : from_ms;
        if (start_ms >= to_ms)
            break;
        days[at] = start_ms;
    }
    return at;
}

static enum result zone_fill(struct zone *zone, UCalendar *calendar, UErrorCode *status)
{
    // Three days before the first day there is no day in the table yet, whatever the offset.
    int64_t from_ms = (int64_t)(ZONE_DAY_FIRST - 3) * DAY_MS;
    for (int32_t at = 0; at < ZONE_DAY_COUNT;) {
        ucal_setMillis(calendar, (UDate)from_ms, status);
        int64_t offset_ms = ucal_get(calendar, UCAL_ZONE_OFFSET, status);
        offset_ms += ucal_get(calendar, UCAL_DST_OFFSET, status);
        UDate change = 0;
        bool changes =
            ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &change, status);
        if (U_FAILURE(*status))
            return RESULT_UNAVAILABLE;
        int64_t to_ms = changes ? (int64_t)change : INSTANT_NEVER;
        at = span_fill(zone->day_start_ms, at, from_ms, to_ms, offset_ms);
        from_ms = to_ms;
    }
    return OK;
}

static enum result zone_make(struct text name, struct zone **made, struct error *error)
{
    UChar wide[NAME_MAX_LENGTH];
    enum result result = name_check(name, wide, error);
    if (result != OK)
        return result;
    struct zone *zone = memory_or_exit(calloc(1, sizeof *zone));
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(wide, (int32_t)name.len, "en", UCAL_GREGORIAN, &status);
    result = U_FAILURE(status) ? RESULT_UNAVAILABLE : zone_fill(zone, calendar, &status);
    if (calendar)
        ucal_close(calendar);
    if (result != OK) {
        free(zone);
        return error_set(error, result, "zone '%.*s': %s", TEXT_ARGS(name), u_errorName(status));
    }
    zone->name = (struct text){memory_or_exit(strndup(name.at, name.len)), name.len};
    *made = zone;
    return OK;
}

// The index of `name`, or of the first greater name.
static size_t place_of(const struct zones *zones, struct text name)
{
    size_t low = 0, high = zones->count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (text_compare(zones->items[mid]->name, name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void zones_insert(struct zones *zones, size_t place, struct zone *zone)
{
    if (zones->count == zones->room) {
        zones->room = zones->room ? zones->room * 2 : ROOM_FIRST;
        zones->items = memory_or_exit(realloc(zones->items, zones->room * sizeof(struct zone *)));
    }
    memmove(zones->items + place + 1, zones->items + place,
            (zones->count - place) * sizeof(struct zone *));
    zones->items[place] = zone;
    zones->count++;
}

enum result zones_at(struct zones *zones, struct text name, const struct zone **zone,
                     struct error *error)
{
    enum result result = OK;
    pthread_mutex_lock(&zones->mutex);
    size_t place = place_of(zones, name);
    if (place == zones->count || !text_equal(zones->items[place]->name, name)) {
        struct zone *made = NULL;
        result = zone_make(name, &made, error);
        if (result == OK)
            zones_insert(zones, place, made);
    }
    if (result == OK)
        *zone = zones->items[place];
    pthread_mutex_unlock(&zones->mutex);
    return result;
}
