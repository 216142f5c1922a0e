/*
 * html_fuzz.c - any bytes as a web page: an error or a report that is sound. What the reader hands on is
 * a whole paper, and every character of a cell lies in the source, in rising order.
 */
#include <stdint.h>

#include "base/file.h"
#include "base/utf8.h"
#include "html/html.h"
#include "ingest/load.h"
#include "model/place.h"

enum { CAP = 1 << 14, MEMORY = 256 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct tb_arena *pages;

static void must(bool holds)
{
    if (!holds)
        abort();
}

static enum tb_status read_here(void *user, enum tb_container container, struct tb_str bytes,
                                struct tb_buf *paper, struct tb_error *error)
{
    (void)user;
    must(container == TB_CONTAINER_HTML);
    return tb_html_read(bytes, pages, paper, error);
}

static void check_cell(const struct tb_report *report, const struct tb_cell *cell)
{
    struct tb_str text = {cell->text, cell->text_len};
    size_t last = 0;
    must(tb_utf8_valid(text) == text.len);
    for (size_t i = 0; cell->raw && i < text.len; i++) {
        size_t origin = tb_cell_origin(report, cell, i);
        must(origin >= last && origin <= cell->raw_len);
        last = origin;
    }
    if (cell->raw)
        must(tb_place_in_source(report, cell, cell->text_len).line >= cell->line);
}

static void check(const struct tb_report *report)
{
    must(report->item_count > 0);
    for (size_t i = 0; i < report->grid.count; i++)
        for (uint32_t k = 0; k < report->grid.rows[i].count; k++)
            check_cell(report, &report->grid.rows[i].cells[k]);
    for (size_t i = 0; i < report->item_count; i++)
        for (size_t c = 0; c < report->column_count; c++)
            (void)tb_item_text(&report->items[i], (uint16_t)c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tb_arena *known, *arena;
    static struct tb_ingest *ingest;
    static const struct tb_outside outside = {.read = read_here};
    const struct tb_load_options options = {.outside = &outside};
    struct tb_report *report = NULL;
    struct tb_error error;

    if (size > CAP)
        return 0;
    if (!ingest)
        must(tb_arena_new(1 << 20, &known, NULL) == TB_OK &&
             tb_ingest_new(NULL, 0, known, &ingest, NULL) == TB_OK &&
             tb_arena_new(MEMORY, &arena, NULL) == TB_OK &&
             tb_arena_new(MEMORY, &pages, NULL) == TB_OK);
    tb_arena_reset(arena);
    tb_arena_reset(pages);
    static const char start[] = "<table>"; /* always a page */
    char *bytes = TB_NEW_ARRAY(arena, char, size + sizeof start + TB_PADDING);
    must(bytes != NULL);
    memcpy(bytes, start, sizeof start - 1);
    if (size > 0)
        memcpy(bytes + sizeof start - 1, data, size);
    struct tb_str page = {bytes, size + sizeof start - 1};
    if (tb_load(ingest, TB_STR("fuzz"), page, &options, arena, &report, &error) == TB_OK)
        check(report);
    else
        must(error.status != TB_OK && error.zh[0] != '\0' && error.en[0] != '\0');
    return 0;
}
