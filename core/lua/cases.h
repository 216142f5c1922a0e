/*
 * cases.h - what the files about cases share. Private to core/lua.
 */
#ifndef TB_LUA_CASES_H
#define TB_LUA_CASES_H

#include "base/arena.h"
#include "diff/past.h"
#include "lua/record.h"
#include "lua/run.h"

enum { TB_CASE_PERIODS = 8 };

/* One case while it runs. Memory in `arena`, which is forgotten after it. */
struct tb_case {
    const struct tb_ingest *ingest;
    const struct tb_extract *extract;
    struct tb_arena *arena;
    struct tb_table_place place; /* of the case in its file */
    struct tb_report *report;    /* NULL: none */
    struct {
        struct tb_report *report;
        struct tb_diff diff; /* from it to the one after it */
        struct tb_past past;
    } before[TB_CASE_PERIODS]; /* the bulletins before, the last one first */
    size_t before_count;
    struct tb_hook_run run;
    struct tb_writer writer; /* of an export; its `piece` is what it wrote */
    struct {
        struct tb_finding *at;
        size_t count, room;
    } got;
    struct {
        struct tb_case_fact *at;
        size_t count, room;
    } options;                      /* that the case sets, by name */
    bool monolingual;               /* a message was in one language only */
    bool titled;                    /* the case says the title */
    bool expects;                   /* that something is found */
    struct tb_str name, difference; /* difference empty: passed */
};

/* Builds the reports of the case whose table is at `table`. Raises. */
void tb_case_build(lua_State *L, struct tb_case *test, int table);

/* Gives the items of the case's report what the list `dispositions` of its table says of them. Raises. */
void tb_case_note(lua_State *L, struct tb_case *test, int table);

/* Holds what was found against the list at `expect`; fills `difference`. Raises. */
void tb_case_compare(lua_State *L, struct tb_case *test, int expect);

/* Holds what an export wrote against the texts at `expect`: a list of texts it must hold, or one text
 * that is all of it; fills `difference`. Raises. */
void tb_case_compare_text(lua_State *L, struct tb_case *test, int expect);

/* Runs a fetcher, whose loaded plugin is at `loaded`, on the pages of the case whose table is at `table`,
 * and holds what it says against what is expected; fills `difference`. Raises. */
void tb_case_fetch(lua_State *L, struct tb_case *test, int table, int loaded);

/* Makes an example of a case that passed: fills facts and fact_count of `told`, in the case's arena; leaves
 * them empty when that is full or the case too long. */
void tb_case_facts(struct tb_case *test, struct tb_case_told *told);

/* Raises the error of a C function, with the place of the case. */
int tb_case_fail(lua_State *L, const struct tb_case *test, const struct tb_error *error);

#endif
