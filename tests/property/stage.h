/* stage.h - what the properties of a comparison run on: the readers, a differ, simulated tables as
 * reports. Memory is the test's own; reports live until `arena` is reset. */
#ifndef TB_TEST_STAGE_H
#define TB_TEST_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "diff/diff.h"
#include "extract/extract.h"
#include "ingest/load.h"
#include "simulated.h"

enum { ARENA = 1 << 30 };

static struct tb_arena *knowledge, *arena;
static struct tb_ingest *ingest;
static struct tb_extract *extract;
static struct tb_differ *differ;
static struct sim sim;

static int set_up(void **state)
{
    (void)state;
    return tb_arena_new(ARENA, &knowledge, NULL) == TB_OK &&
                   tb_arena_new(ARENA, &arena, NULL) == TB_OK &&
                   tb_ingest_new(NULL, 0, knowledge, &ingest, NULL) == TB_OK &&
                   tb_extract_new(NULL, 0, knowledge, &extract, NULL) == TB_OK &&
                   tb_differ_new(NULL, 0, knowledge, &differ, NULL) == TB_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(knowledge);
    tb_arena_free(arena);
    return 0;
}

static struct tb_report *load(const struct sim_table *table, int year, int quarter)
{
    struct tb_load_options options = {0};
    struct tb_report *report;
    struct tb_error error;
    if (tb_load(ingest, TB_STR("simulated"), sim_text(&sim, table, year, quarter), &options, arena,
                &report, &error) != TB_OK ||
        tb_extract_report(extract, report, arena, &error) != TB_OK)
        fail_msg("%s", error.en);
    return report;
}

#endif
