// SPDX-License-Identifier: Apache-2.0
// The numbers of the fields are those of schemas/AccountImage.avsc, which test_journal holds them
// to.
#include "codec/image.h"

#include "codec/avro_write.h"

enum image_field {
    FIELD_CUSTOMER_ID,
    FIELD_STATUS,
    FIELD_UNTIL,
    FIELD_SERVICES,
    FIELD_NEXT_WAKE,
    FIELD_STATE,
};

void image_write(const struct image *image, struct bytes *out)
{
    avro_write_text(out, image->customer_id);
    avro_write_text(out, image->status);
    avro_write_optional_long(out, image->until_day, DAY_NONE);
    avro_write_block(out, image->services.count);
    for (size_t i = 0; i < image->services.count; i++) {
        avro_write_text(out, image->services.items[i].name);
        avro_write_text(out, image->services.items[i].level);
    }
    avro_write_block_end(out);
    avro_write_optional_long(out, image->next_wake_ms, INSTANT_NEVER);
    avro_write_text(out, image->state);
}

enum result image_read(struct record_reader *reader, struct text value, struct arena *arena,
                       struct image *image, struct error *error)
{
    enum result result = record_reader_read(reader, value, error);
    if (result != OK)
        return error_wrap(error, result, "account image");
    const struct cell *fields = tape_at(&reader->tape, reader->tape.cells, 0);
    const struct cell *services = &fields[FIELD_SERVICES], *until = &fields[FIELD_UNTIL];
    const struct cell *wake = &fields[FIELD_NEXT_WAKE];
    *image = (struct image){
        .customer_id = fields[FIELD_CUSTOMER_ID].text,
        .status = fields[FIELD_STATUS].text,
        .until_day = until->kind == CELL_NULL ? DAY_NONE : (int32_t)until->number,
        .next_wake_ms = wake->kind == CELL_NULL ? INSTANT_NEVER : wake->number,
        .state = fields[FIELD_STATE].text,
    };
    for (uint32_t i = 0; i < services->range.count; i++) {
        struct image_service *service = LIST_ADD(arena, &image->services);
        service->name = tape_at(&reader->tape, services, 2 * i)->text;
        service->level = tape_at(&reader->tape, services, 2 * i + 1)->text;
    }
    return OK;
}
