/*
 * shown.h - reports in the words of tests/data/tables.txt, and the cases of such files.
 */
#ifndef TB_TESTS_INGEST_SHOWN_H
#define TB_TESTS_INGEST_SHOWN_H

#include "cases.h"

#include "base/buf.h"
#include "ingest/load.h"
#include "model/place.h"

static struct tb_buf shown;
static size_t wrong; /* cases of a file that did not come out as they should */

static inline void show_items(const struct tb_report *report)
{
    char room[TB_FIELD_NAME];
    for (size_t i = 0; i < report->item_count; i++) {
        const struct tb_item *item = &report->items[i];
        struct tb_str task = tb_item_role(report, item, TB_ROLE_TASK);
        tb_buf_printf(&shown, "item %.*s", TB_ARG(item->id));
        tb_buf_printf(&shown, " no=%.*s", TB_ARG(item->no.ptr ? item->no : TB_STR("-")));
        for (uint32_t k = 0; k < item->section_count; k++)
            tb_buf_printf(&shown, " <%.*s>", TB_ARG(item->section[k]));
        for (uint32_t k = 0; k < item->mark_count; k++)
            tb_buf_printf(&shown, " mark=%.*s", TB_ARG(item->marks[k]));
        tb_buf_printf(&shown, " task=%.*s\n", TB_ARG(task));
        for (uint32_t k = 0; k < item->inherited_count; k++)
            tb_buf_printf(&shown, "inherited %s\n",
                          tb_field_name(report, item->inherited[k], room));
    }
}

/* Each cell of the items that is neither number nor task. */
static inline void show_cells(const struct tb_report *report)
{
    char room[TB_FIELD_NAME];
    for (size_t i = 0; i < report->item_count; i++)
        for (uint16_t k = 0; k < report->column_count; k++) {
            struct tb_str text = tb_item_text(&report->items[i], k);
            if (text.len > 0 && k != report->column_of[TB_ROLE_NO] &&
                k != report->column_of[TB_ROLE_TASK])
                tb_buf_printf(&shown, "cell %zu %s=%.*s\n", i + 1, tb_field_name(report, k, room),
                              TB_ARG(text));
        }
}

static inline void show_repairs(const struct tb_report *report)
{
    for (size_t i = 0; i < report->repair_count; i++) {
        const struct tb_repair *repair = &report->repairs[i];
        tb_buf_printf(&shown, "repair %s ", repair->kind);
        if (repair->line || !repair->part.len)
            tb_buf_printf(&shown, "%u:%u", repair->line, repair->column);
        else
            tb_buf_printf(&shown, "%.*s!%.*s", TB_ARG(repair->part), TB_ARG(repair->cell));
        tb_buf_printf(&shown, " x%u", repair->count);
        if (repair->detail.len)
            tb_buf_printf(&shown, " %.*s", TB_ARG(repair->detail));
        tb_buf_byte(&shown, '\n');
    }
}

/* A report; its cells too where `cells`. */
static inline void show(const struct tb_report *report, bool cells)
{
    if (report->title.ptr)
        tb_buf_printf(&shown, "title %.*s\n", TB_ARG(report->title));
    if (report->place.ptr)
        tb_buf_printf(&shown, "place %.*s\n", TB_ARG(report->place));
    if (report->year || report->period.known) {
        tb_buf_printf(&shown, "time %d", report->year);
        if (report->period.known)
            tb_buf_printf(&shown, " %s %u", tb_period_kind_name(report->period.kind),
                          (unsigned)report->period.index);
        tb_buf_byte(&shown, '\n');
    }
    for (size_t i = 0; i < report->meta_count; i++)
        tb_buf_printf(&shown, "meta %.*s=%.*s\n", TB_ARG(report->meta[i].key),
                      TB_ARG(report->meta[i].value));
    tb_buf_text(&shown, "columns");
    for (size_t i = 0; i < report->column_count; i++)
        tb_buf_printf(&shown, " %s(%.*s)", tb_role_name(report->columns[i].role),
                      TB_ARG(report->columns[i].header));
    tb_buf_byte(&shown, '\n');
    show_items(report);
    if (cells)
        show_cells(report);
    show_repairs(report);
}

/* One case: "=== name", the text, "---", what is shown. */
static inline void check_case(struct tb_str name, struct tb_str text, struct tb_str expected,
                              const struct tb_outside *outside)
{
    struct tb_load_options options = {.outside = outside};
    struct tb_report *report;
    struct tb_error error;
    tb_buf_clear(&shown);
    if (tb_load(know, TB_STR("case"), padded(text), &options, arena, &report, &error) == TB_OK)
        show(report, outside != NULL);
    else
        tb_buf_printf(&shown, "error %u:%u %s\n", error.line, error.column, error.en);
    if (!tb_str_eq(tb_buf_str(&shown), expected)) {
        print_error("=== %.*s: expected\n", TB_ARG(name));
        (void)fwrite(expected.ptr, 1, expected.len, stderr); /* too long for the message */
        print_error("=== found\n");
        (void)fwrite(shown.ptr, 1, shown.len, stderr);
        wrong++;
    }
}

/* Every case of a file, at least `least`; with `outside` their cells are shown too. */
static inline void check_file(const char *path, const struct tb_outside *outside, size_t least)
{
    struct tb_str file;
    size_t count = 0;
    wrong = 0;
    assert_int_equal(tb_file_read(path, 1 << 20, arena, &file, NULL), TB_OK);
    size_t at = tb_str_find(file, TB_STR("\n=== "), 0);
    while (at != SIZE_MAX) {
        size_t line = tb_str_find(file, TB_STR("\n"), at + 1);
        size_t divide = tb_str_find(file, TB_STR("\n---\n"), line);
        size_t next = tb_str_find(file, TB_STR("\n=== "), at + 1);
        size_t end = next == SIZE_MAX ? file.len : next;
        assert_true(divide < end);
        check_case(tb_str_sub(file, at + 5, line), tb_str_sub(file, line + 1, divide + 1),
                   tb_str_sub(file, divide + 5, end), outside);
        at = next;
        count++;
    }
    assert_true(count >= least);
    assert_int_equal(wrong, 0);
}

#endif
