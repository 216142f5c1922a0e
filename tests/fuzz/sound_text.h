/*
 * sound_text.h - what the fuzz targets of text forms share: a text is loaded, and what comes of it is an error or
 * a report that is sound. Every raw cell lies in the source, the way back from a clean text never goes backwards,
 * ids differ, places exist.
 */
#ifndef TB_FUZZ_SOUND_TEXT_H
#define TB_FUZZ_SOUND_TEXT_H

#include <stdint.h>

#include "base/file.h"
#include "base/utf8.h"
#include "ingest/load.h"
#include "model/place.h"

enum { CAP = 1 << 16, MEMORY = 64 << 20 };

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_cell(const struct tb_report *report, const struct tb_cell *cell)
{
    struct tb_str source = report->source.text, raw = {cell->raw, cell->raw_len};
    struct tb_str text = {cell->text, cell->text_len};
    must(raw.ptr >= source.ptr && raw.ptr + raw.len <= source.ptr + source.len);
    must(tb_utf8_valid(text) == text.len);
    must(text.ptr == raw.ptr ? text.len == raw.len : text.len <= raw.len);

    size_t last = 0, step = text.len / 16 + 1;
    for (size_t i = 0; text.ptr != raw.ptr && i < text.len; i += step) {
        size_t origin = tb_cell_origin(report, cell, i);
        must(origin >= last && origin < raw.len);
        last = origin;
    }
    struct tb_place place = tb_place_in_source(report, cell, cell->text_len);
    must(place.line >= cell->line && place.column >= 1);
}

static void check_items(const struct tb_report *report)
{
    for (size_t i = 0; i < report->item_count; i++) {
        const struct tb_item *item = &report->items[i];
        must(item->id.len > 0 && item->row);
        for (uint32_t c = 0; c < item->row->count; c++)
            if (item->row->cells[c].raw)
                check_cell(report, &item->row->cells[c]);
        for (size_t k = i < 50 ? 0 : i - 50; k < i; k++)
            must(!tb_str_eq(item->id, report->items[k].id));
        for (size_t c = 0; c < report->column_count; c++)
            (void)tb_item_text(item, (uint16_t)c);
    }
}

static void check(const struct tb_report *report)
{
    must(report->item_count > 0 && report->column_count > 0);
    must(tb_utf8_valid(report->source.text) == report->source.text.len);
    for (size_t i = 0; i < report->grid.count; i++)
        for (uint32_t k = 0; k < report->grid.rows[i].count; k++)
            check_cell(report, &report->grid.rows[i].cells[k]);
    check_items(report);
    for (size_t i = 1; i < report->repair_count; i++)
        must(report->repairs[i - 1].line <= report->repairs[i].line);
    for (size_t i = 0; i < TB_ROLE_END; i++)
        must(report->column_of[i] == TB_NO_COLUMN ||
             report->columns[report->column_of[i]].role == (enum tb_role)i ||
             (i == TB_ROLE_RESULT &&
              report->column_of[i] == report->column_of[TB_ROLE_ACTUAL_VALUE]));
}

/* Loads `before` and the bytes behind it as one text. */
static int load_text(struct tb_str before, const uint8_t *data, size_t size)
{
    static struct tb_arena *known, *arena;
    static struct tb_ingest *ingest;
    struct tb_report *report = NULL;
    struct tb_error error;

    if (size > CAP)
        return 0;
    if (!ingest)
        must(tb_arena_new(1 << 20, &known, NULL) == TB_OK &&
             tb_ingest_new(NULL, 0, known, &ingest, NULL) == TB_OK &&
             tb_arena_new(MEMORY, &arena, NULL) == TB_OK);
    tb_arena_reset(arena);
    char *bytes = TB_NEW_ARRAY(arena, char, before.len + size + TB_PADDING);
    must(bytes != NULL);
    if (before.len > 0)
        memcpy(bytes, before.ptr, before.len);
    if (size > 0)
        memcpy(bytes + before.len, data, size);
    struct tb_str text = {bytes, before.len + size};
    if (tb_load(ingest, TB_STR("fuzz"), text, NULL, arena, &report, &error) == TB_OK)
        check(report);
    else
        must(error.status != TB_OK && error.zh[0] != '\0' && error.en[0] != '\0');
    return 0;
}

#endif
