/*
 * paper_fuzz.c - any bytes as what a reader's process hands back: it is not believed, so an error or a
 * report that is sound. The first byte says how much of the rest is the source text.
 */
#include <stdint.h>

#include "base/file.h"
#include "base/utf8.h"
#include "ingest/load.h"
#include "ingest/paper.h"
#include "model/place.h"

enum { CAP = 1 << 14, MEMORY = 512 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static enum tb_status hand_back(void *user, enum tb_container container, struct tb_str bytes,
                                struct tb_buf *paper, struct tb_error *error)
{
    const struct tb_str *forged = user;
    (void)container;
    (void)bytes;
    tb_buf_add(paper, *forged);
    return tb_buf_status(paper, error);
}

static void check(const struct tb_report *report)
{
    struct tb_str source = report->source.text;
    size_t places = 0;
    for (size_t i = 0; i < report->grid.count; i++) {
        const struct tb_row *row = &report->grid.rows[i];
        places += row->count;
        for (uint32_t k = 0; k < row->count; k++) {
            const struct tb_cell *cell = &row->cells[k];
            struct tb_str text = {cell->text, cell->text_len};
            must(tb_utf8_valid(text) == text.len);
            must(!cell->raw ||
                 (cell->raw >= source.ptr && cell->raw + cell->raw_len <= source.ptr + source.len));
            (void)tb_place_in_source(report, cell, cell->text_len / 2);
        }
    }
    must(report->grid.count <= TB_PAPER_ROWS && places <= TB_PAPER_CELLS + TB_PAPER_ROWS);
    for (size_t i = 0; i < report->item_count; i++)
        for (size_t c = 0; c < report->column_count; c++)
            (void)tb_item_text(&report->items[i], (uint16_t)c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tb_arena *known, *arena;
    static struct tb_ingest *ingest;
    struct tb_report *report = NULL;
    struct tb_error error;

    if (size > CAP || size == 0)
        return 0;
    if (!ingest)
        must(tb_arena_new(1 << 20, &known, NULL) == TB_OK &&
             tb_ingest_new(NULL, 0, known, &ingest, NULL) == TB_OK &&
             tb_arena_new(MEMORY, &arena, NULL) == TB_OK);
    tb_arena_reset(arena);
    static const char start[] = "<table>";
    size_t length = data[0] < size ? data[0] : size - 1;
    char *bytes = TB_NEW_ARRAY(arena, char, length + sizeof start + TB_PADDING);
    must(bytes != NULL);
    memcpy(bytes, start, sizeof start - 1);
    memcpy(bytes + sizeof start - 1, data + 1, length);
    struct tb_str page = {bytes, length + sizeof start - 1};
    struct tb_str paper = {(const char *)data + 1 + length, size - 1 - length};
    const struct tb_outside outside = {.read = hand_back, .user = &paper};
    const struct tb_load_options options = {.outside = &outside};
    if (tb_load(ingest, TB_STR("fuzz"), page, &options, arena, &report, &error) == TB_OK)
        check(report);
    else
        must(error.status != TB_OK && error.zh[0] != '\0' && error.en[0] != '\0');
    return 0;
}
