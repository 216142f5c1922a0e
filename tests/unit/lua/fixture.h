/*
 * fixture.h - what the tests of core/lua share: a sandbox that ends nothing, the two knowledges, and
 * the records that plugins made, as text lines.
 */
#ifndef TB_TEST_FIXTURE_H
#define TB_TEST_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/extract.h"
#include "ingest/load.h"
#include "lua/plugin.h"
#include "lua/record.h"
#include "model/place.h"

struct fixture {
    struct tb_arena *arena;
    struct tb_ingest *ingest;
    struct tb_extract *extract;
    struct tb_task task;
    struct tb_sandbox *sandbox;
    struct tb_buf out;   /* records */
    struct tb_buf lines; /* the same as lines of text, made by fixture_lines */
};

static inline void fixture_open(struct fixture *fixture)
{
    struct tb_limits limits = tb_limits_default();
    struct tb_error error;
    memset(fixture, 0, sizeof *fixture);
    assert_int_equal(tb_arena_new(256 << 20, &fixture->arena, &error), TB_OK);
    if (tb_ingest_new(NULL, 0, fixture->arena, &fixture->ingest, &error) != TB_OK ||
        tb_extract_new(NULL, 0, fixture->arena, &fixture->extract, &error) != TB_OK)
        fail_msg("%s: %s", error.source, error.en);
    assert_int_equal(tb_sandbox_new(&limits, &fixture->task, 0, &fixture->sandbox, &error), TB_OK);
    fixture->out = tb_buf_make(64 << 20);
    fixture->lines = tb_buf_make(64 << 20);
}

static inline void fixture_close(struct fixture *fixture)
{
    tb_sandbox_free(fixture->sandbox);
    tb_buf_free(&fixture->out);
    tb_buf_free(&fixture->lines);
    tb_arena_free(fixture->arena);
}

/* A report of tab-separated cells, the first line the names of the columns. */
static inline struct tb_report *fixture_report(struct fixture *fixture, const char *title,
                                               const char *table)
{
    struct tb_str cells[400];
    size_t count = 0, columns = 0;
    struct tb_error error;
    struct tb_report *report = NULL;
    for (const char *at = table; *at;) {
        size_t len = strcspn(at, "\t\n");
        assert_true(count < sizeof cells / sizeof *cells);
        cells[count++] = (struct tb_str){at, len};
        if (at[len] == '\n' && columns == 0)
            columns = count;
        at += len + (at[len] != '\0');
    }
    assert_true(columns > 0 && count % columns == 0);
    if (tb_load_cells(fixture->ingest, tb_str_of(title), cells, columns, cells + columns,
                      count / columns - 1, fixture->arena, &report, &error) != TB_OK ||
        tb_extract_report(fixture->extract, report, fixture->arena, &error) != TB_OK)
        fail_msg("%s", error.en);
    return report;
}

/* Loads `text` as the plugin `index`, named "own". */
static inline bool fixture_load_file(struct fixture *fixture, const struct tb_plugin_file *file,
                                     uint32_t index)
{
    tb_sandbox_begin(fixture->sandbox, index, TB_NONE);
    bool loaded = tb_plugin_load(fixture->sandbox, file, index, &fixture->out);
    tb_sandbox_end(fixture->sandbox);
    return loaded;
}

static inline bool fixture_load(struct fixture *fixture, const char *text, uint32_t index)
{
    struct tb_plugin_file file = {
        .id = TB_STR("own"), .path = TB_STR("own/check.lua"), .text = tb_str_of(text)};
    return fixture_load_file(fixture, &file, index);
}

static inline void fixture_check(struct fixture *fixture, const struct tb_report *report,
                                 uint32_t index)
{
    tb_sandbox_begin(fixture->sandbox, index, 0);
    tb_plugin_check(fixture->sandbox, index, report, NULL, 0, &fixture->out, NULL, NULL);
    tb_sandbox_end(fixture->sandbox);
}

static inline void fixture_finding(struct fixture *fixture, const struct tb_record *record,
                                   const struct tb_report *report)
{
    struct tb_finding finding;
    struct tb_error error;
    char room[TB_FIELD_NAME];
    if (tb_record_finding(record, report, fixture->arena, &finding, &error) != TB_OK)
        fail_msg("%s", error.en);
    tb_buf_printf(&fixture->lines, "%s", tb_severity_name(finding.severity));
    if (finding.item != TB_NONE)
        tb_buf_printf(&fixture->lines, " %u", (unsigned)finding.item + 1);
    if (finding.span.column != TB_NO_COLUMN) {
        struct tb_str quote = tb_item_quote(&report->items[finding.item], finding.span);
        tb_buf_printf(&fixture->lines, " %s '%.*s'",
                      tb_field_name(report, finding.span.column, room), TB_ARG(quote));
    }
    tb_buf_printf(&fixture->lines, ": %.*s", TB_ARG(finding.zh));
    if (!tb_str_eq(finding.zh, finding.en))
        tb_buf_printf(&fixture->lines, " / %.*s", TB_ARG(finding.en));
    for (uint32_t i = 0; i < finding.figure_count; i++)
        tb_buf_printf(&fixture->lines, " [%.*s=%.*s%s%.*s]", TB_ARG(finding.figures[i].name),
                      TB_ARG(finding.figures[i].text), finding.figures[i].exact.ptr ? "=" : "",
                      TB_ARG(finding.figures[i].exact));
    for (uint32_t i = 0; i < finding.related_count; i++)
        tb_buf_printf(&fixture->lines, " ->%u", (unsigned)finding.related[i].item + 1);
    tb_buf_text(&fixture->lines, "\n");
}

/* Everything recorded since the last call, a line each: "finding", "failed CAUSE HOOK ITEM LINE:
 * MESSAGE", "commit", "passed NAME", "FAILED NAME: DIFFERENCE", or the text of a declaration. */
static inline const char *fixture_lines(struct fixture *fixture, const struct tb_report *report)
{
    struct tb_str input = tb_buf_str(&fixture->out), text;
    struct tb_record record;
    struct tb_failed failed;
    struct tb_error error;
    bool complete;
    tb_buf_clear(&fixture->lines);
    while (input.len > 0) {
        if (tb_record_next(&input, &record, &complete, &error) != TB_OK)
            fail_msg("%s", error.en);
        assert_true(complete);
        if (record.kind == TB_RECORD_FINDING) {
            fixture_finding(fixture, &record, report);
        } else if (record.kind == TB_RECORD_FAILED) {
            assert_int_equal(tb_record_failed(&record, &failed, &error), TB_OK);
            tb_buf_printf(&fixture->lines, "failed %s %s %d %u: %.*s\n",
                          tb_cause_name(failed.cause), tb_hook_name(failed.hook),
                          failed.item == TB_NONE ? 0 : (int)failed.item + 1, (unsigned)failed.line,
                          TB_ARG(failed.message));
        } else if (record.kind == TB_RECORD_CASE) {
            struct tb_case_told told;
            assert_int_equal(tb_record_case(&record, fixture->arena, &told, &error), TB_OK);
            tb_buf_printf(&fixture->lines, "%s %.*s", told.passed ? "passed" : "FAILED",
                          TB_ARG(told.name));
            if (!told.passed)
                tb_buf_printf(&fixture->lines, ": %.*s", TB_ARG(told.difference));
            tb_buf_text(&fixture->lines, "\n");
        } else if (record.kind == TB_RECORD_COMMIT) {
            tb_buf_text(&fixture->lines, "commit\n");
        } else {
            assert_int_equal(tb_record_text(&record, &text, &error), TB_OK);
            tb_buf_add(&fixture->lines, text);
            tb_buf_text(&fixture->lines, "\n");
        }
    }
    tb_buf_clear(&fixture->out);
    tb_buf_byte(&fixture->lines, '\0');
    return fixture->lines.ptr;
}

#endif
