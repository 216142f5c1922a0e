/*
 * simulated.h - two bulletins of which it is known who is who: a table taken from a real or invented
 * bulletin, and the same table after a quarter or a year as such tables change. Sentences of target and
 * result are kept, changed in their figures, or replaced by text of a character chain learnt from the
 * table; tasks are edited, reworded, dropped, added, moved, split and merged; all is renumbered.
 * Equal seeds give equal tables.
 */
#ifndef TB_TEST_SIMULATED_H
#define TB_TEST_SIMULATED_H

#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/list.h"
#include "base/utf8.h"

enum { SIM_TASK = 1, SIM_TARGET, SIM_UNITS, SIM_RESULT, SIM_CELLS };

struct sim_row {
    struct tb_str cells[SIM_CELLS]; /* number, task, target, units, result */
    uint32_t id;                    /* who it is */
    uint32_t also;                  /* whose part or whole it is too; 0: nobody's */
};

struct sim_table {
    struct sim_row *at;
    size_t count, room;
};

struct sim {
    struct tb_arena *arena;
    uint64_t state;
    uint32_t next_id;
    uint32_t *codes; /* of all text, one behind the other */
    uint32_t *link;  /* the next place with the same two characters */
    uint32_t heads[1 << 16], counts[1 << 16];
    size_t code_count, code_room;
};

static inline uint64_t sim_random(struct sim *sim, uint64_t below)
{
    sim->state ^= sim->state << 13;
    sim->state ^= sim->state >> 7;
    sim->state ^= sim->state << 17;
    return (sim->state >> 11) % below;
}

static inline bool sim_chance(struct sim *sim, double share)
{
    return (double)sim_random(sim, 1000000) < share * 1000000;
}

/* --- the table --------------------------------------------------------------------------------- */

static inline struct tb_str sim_without_tags(struct sim *sim, struct tb_str text)
{
    char *out = tb_arena_alloc(sim->arena, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<')
            while (i < text.len && text.ptr[i] != '>')
                i++;
        else
            out[len++] = text.ptr[i];
    }
    return (struct tb_str){out, len};
}

/* The rows of a text bulletin: lines whose first cell begins with a digit, with at least five cells. */
static inline struct sim_table sim_read(struct sim *sim, const char *path)
{
    struct sim_table table = {0};
    struct tb_str text;
    if (tb_file_read(path, 64 << 20, sim->arena, &text, NULL) != TB_OK)
        return table;
    for (size_t at = 0; at < text.len;) {
        size_t end = tb_str_find(text, TB_STR("\n"), at), cells = 0;
        struct tb_str rest = tb_str_sub(text, at, end == SIZE_MAX ? text.len : end);
        struct sim_row row = {.id = sim->next_id};
        at += rest.len + 1;
        if (rest.len == 0 || rest.ptr[0] < '0' || rest.ptr[0] > '9')
            continue;
        for (; cells < SIM_CELLS; cells++) {
            size_t tab = tb_str_find(rest, TB_STR("\t"), 0);
            row.cells[cells] =
                sim_without_tags(sim, tb_str_sub(rest, 0, tab == SIZE_MAX ? rest.len : tab));
            if (tab == SIZE_MAX)
                break;
            rest = tb_str_sub(rest, tab + 1, rest.len);
        }
        if (cells + 1 < SIM_CELLS)
            continue;
        *TB_LIST_ADD(sim->arena, &table) = row;
        sim->next_id++;
    }
    return table;
}

/* --- made-up text ------------------------------------------------------------------------------ */

static inline uint32_t sim_slot(uint32_t a, uint32_t b)
{
    return (a * 0x9E3779B1u ^ b * 0x85EBCA77u) >> 16;
}

static inline void sim_learn(struct sim *sim, const struct sim_table *table)
{
    struct {
        uint32_t *at;
        size_t count, room;
    } codes = {0};
    for (size_t i = 0; i < table->count; i++)
        for (int c = SIM_TASK; c < SIM_CELLS; c++) {
            struct tb_str text = table->at[i].cells[c];
            size_t len;
            for (size_t at = 0; at < text.len && c != SIM_UNITS; at += len)
                *TB_LIST_ADD(sim->arena, &codes) = tb_utf8_at(text, at, &len);
        }
    sim->codes = codes.at;
    sim->code_count = codes.count;
    sim->link = TB_NEW_ARRAY(sim->arena, uint32_t, codes.count);
    memset(sim->heads, 0xFF, sizeof sim->heads);
    memset(sim->counts, 0, sizeof sim->counts);
    for (uint32_t i = 0; i + 2 < codes.count; i++) {
        uint32_t slot = sim_slot(codes.at[i], codes.at[i + 1]);
        sim->link[i] = sim->heads[slot];
        sim->heads[slot] = i;
        sim->counts[slot]++;
    }
}

/* The character that follows two others somewhere in the table; now and then any. */
static inline uint32_t sim_follow(struct sim *sim, uint32_t a, uint32_t b)
{
    uint32_t slot = sim_slot(a, b), at = sim->heads[slot];
    if (at == UINT32_MAX || sim_chance(sim, 0.05))
        return sim->codes[sim_random(sim, sim->code_count)];
    for (uint64_t skip = sim_random(sim, sim->counts[slot]); skip > 0; skip--)
        at = sim->link[at];
    return sim->codes[at + 2];
}

static inline void sim_put(struct tb_buf *out, uint32_t code)
{
    char bytes[4];
    tb_buf_add(out, (struct tb_str){bytes, tb_utf8_put(code, bytes)});
}

static inline void sim_put_made_up(struct sim *sim, struct tb_buf *out, size_t length)
{
    size_t start = sim_random(sim, sim->code_count - 2);
    uint32_t a = sim->codes[start], b = sim->codes[start + 1];
    for (size_t i = 0; i < length; i++) {
        sim_put(out, a);
        uint32_t next = sim_follow(sim, a, b);
        a = b;
        b = next;
    }
}

static inline struct tb_str sim_keep(struct sim *sim, struct tb_buf *buf)
{
    struct tb_str text = tb_arena_copy(sim->arena, tb_buf_str(buf));
    tb_buf_free(buf);
    return text;
}

static inline struct tb_str sim_made_up(struct sim *sim, size_t length)
{
    struct tb_buf buf = tb_buf_make(1 << 20);
    sim_put_made_up(sim, &buf, length);
    return sim_keep(sim, &buf);
}

/* The clause that begins at `at`, with its mark. */
static inline struct tb_str sim_clause(struct tb_str text, size_t at)
{
    size_t to = at, len = 0;
    while (to < text.len) {
        uint32_t code = tb_utf8_at(text, to, &len);
        to += len;
        if (code == 0xFF0C || code == 0x3002 || code == 0xFF1B) /* ，。； */
            break;
    }
    return tb_str_sub(text, at, to);
}

/* Numbers in digits grow by 2 to 60 per cent. */
static inline void sim_put_grown(struct sim *sim, struct tb_buf *out, struct tb_str clause)
{
    for (size_t i = 0; i < clause.len; i++) {
        char c = clause.ptr[i];
        if (c < '0' || c > '9') {
            tb_buf_byte(out, c);
            continue;
        }
        uint64_t value = 0;
        for (; i < clause.len && clause.ptr[i] >= '0' && clause.ptr[i] <= '9' && value < 1000000;
             i++)
            value = value * 10 + (uint64_t)(clause.ptr[i] - '0');
        i--;
        tb_buf_printf(out, "%llu",
                      (unsigned long long)(value + value * (2 + sim_random(sim, 58)) / 100 + 1));
    }
}

/* Each clause is kept, changed in its figures, or replaced. */
static inline struct tb_str sim_rewrite(struct sim *sim, struct tb_str text, double kept,
                                        double grown)
{
    struct tb_buf buf = tb_buf_make(1 << 20);
    for (size_t at = 0; at < text.len;) {
        struct tb_str clause = sim_clause(text, at);
        double fate = (double)sim_random(sim, 1000) / 1000;
        at += clause.len;
        if (fate < kept || clause.len < 12)
            tb_buf_add(&buf, clause);
        else if (fate < kept + grown)
            sim_put_grown(sim, &buf, clause);
        else
            sim_put_made_up(sim, &buf, tb_utf8_count(clause));
    }
    return sim_keep(sim, &buf);
}

/* Three characters somewhere replaced by others. */
static inline struct tb_str sim_edit(struct sim *sim, struct tb_str text)
{
    size_t count = tb_utf8_count(text), at = count > 6 ? sim_random(sim, count - 5) : 0;
    size_t from = tb_utf8_offset(text, at), to = tb_utf8_offset(text, at + 3);
    struct tb_buf buf = tb_buf_make(1 << 20);
    tb_buf_add(&buf, tb_str_sub(text, 0, from));
    sim_put_made_up(sim, &buf, 3);
    tb_buf_add(&buf, tb_str_sub(text, to, text.len));
    return sim_keep(sim, &buf);
}

/* --- what happens to tables -------------------------------------------------------------------- */

static inline void sim_renumber(struct sim *sim, struct sim_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        table->at[i].cells[0] = tb_arena_printf(sim->arena, "%zu", i + 1);
}

static inline void sim_insert(struct sim *sim, struct sim_table *table, size_t at,
                              struct sim_row row)
{
    (void)TB_LIST_ADD(sim->arena, table);
    memmove(&table->at[at + 1], &table->at[at], (table->count - 1 - at) * sizeof row);
    table->at[at] = row;
}

static inline void sim_remove(struct sim_table *table, size_t at)
{
    memmove(&table->at[at], &table->at[at + 1], (table->count - 1 - at) * sizeof *table->at);
    table->count--;
}

static inline struct sim_row sim_new_row(struct sim *sim, const struct sim_table *table)
{
    const struct sim_row *model = &table->at[sim_random(sim, table->count)];
    struct sim_row row = {.id = sim->next_id++};
    for (int c = SIM_TASK; c < SIM_CELLS; c++) {
        size_t length = tb_utf8_count(model->cells[c]);
        row.cells[c] = c == SIM_UNITS ? table->at[sim_random(sim, table->count)].cells[c]
                                      : sim_made_up(sim, length > 5 ? length : 5);
    }
    return row;
}

/* Cuts a row with several clauses in two; the second part is a new row behind it. */
static inline void sim_split(struct sim *sim, struct sim_table *table, size_t at)
{
    struct sim_row second = table->at[at];
    size_t cut[SIM_CELLS];
    for (int c = SIM_TASK; c < SIM_CELLS; c++) {
        struct tb_str text = second.cells[c];
        cut[c] = 0;
        while (cut[c] < text.len / 2)
            cut[c] += sim_clause(text, cut[c]).len;
        if (c == SIM_TASK && (cut[c] == 0 || cut[c] >= text.len || text.len - cut[c] < 36))
            return;
        if (c == SIM_UNITS)
            continue;
        second.cells[c] = tb_str_sub(text, cut[c], text.len);
        table->at[at].cells[c] = tb_str_sub(text, 0, cut[c]);
    }
    second.also = second.id;
    second.id = sim->next_id++;
    sim_insert(sim, table, at + 1, second);
}

/* Puts a row and the one behind it together. */
static inline void sim_merge(struct sim *sim, struct sim_table *table, size_t at)
{
    struct sim_row *row = &table->at[at];
    const struct sim_row *next = &table->at[at + 1];
    if (row->also || next->also)
        return;
    for (int c = SIM_TASK; c < SIM_CELLS; c++)
        row->cells[c] = tb_arena_printf(sim->arena, "%.*s%s%.*s", TB_ARG(row->cells[c]),
                                        c == SIM_UNITS ? " " : "", TB_ARG(next->cells[c]));
    row->also = next->id;
    sim_remove(table, at + 1);
}

/* A quarter later, in place. */
static inline void sim_quarter(struct sim *sim, struct sim_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        struct sim_row *row = &table->at[i];
        row->cells[SIM_TARGET] = sim_rewrite(sim, row->cells[SIM_TARGET], 0.33, 0.27);
        row->cells[SIM_RESULT] = sim_rewrite(sim, row->cells[SIM_RESULT], 0.33, 0.27);
    }
}

/* Rows come, are split and merged within the year, each with the given chance. */
static inline void sim_in_year(struct sim *sim, struct sim_table *table, double chance)
{
    for (size_t i = 0; i < table->count; i++) {
        if (sim_chance(sim, chance))
            sim_insert(sim, table, i, sim_new_row(sim, table));
        else if (sim_chance(sim, chance))
            sim_split(sim, table, i++);
        else if (i + 1 < table->count && sim_chance(sim, chance))
            sim_merge(sim, table, i);
    }
    sim_renumber(sim, table);
}

/* A year later: 5 % of the rows go, 5 % come, 5 % move, 30 % of the tasks are edited, `reworded` of them
 * rewritten so that `kept` of their clauses stay; 4 % get another unit. */
static inline void sim_year(struct sim *sim, struct sim_table *table, double reworded, double kept)
{
    for (size_t i = 0; i < table->count;) {
        struct sim_row *row = &table->at[i];
        if (sim_chance(sim, 0.05)) {
            sim_remove(table, i);
            continue;
        }
        if (sim_chance(sim, reworded))
            row->cells[SIM_TASK] = sim_rewrite(sim, row->cells[SIM_TASK], kept, kept);
        else if (sim_chance(sim, 0.3))
            row->cells[SIM_TASK] = sim_edit(sim, row->cells[SIM_TASK]);
        if (sim_chance(sim, 0.04))
            row->cells[SIM_UNITS] = table->at[sim_random(sim, table->count)].cells[SIM_UNITS];
        i++;
    }
    for (size_t i = 0; i < table->count / 20 + 1; i++) {
        size_t from = sim_random(sim, table->count);
        struct sim_row moved = table->at[from];
        sim_insert(sim, table, sim_random(sim, table->count), sim_new_row(sim, table));
        if (table->at[from].id == moved.id) {
            sim_remove(table, from);
            sim_insert(sim, table, sim_random(sim, table->count), moved);
        }
    }
    sim_renumber(sim, table);
}

static inline struct sim_table sim_copy(struct sim *sim, const struct sim_table *table)
{
    struct sim_table copy = *table;
    copy.at = tb_arena_alloc(sim->arena, table->room * sizeof *table->at);
    memcpy(copy.at, table->at, table->count * sizeof *table->at);
    return copy;
}

/* As a text bulletin of a quarter. */
static inline struct tb_str sim_text(struct sim *sim, const struct sim_table *table, int year,
                                     int quarter)
{
    static const char *const names[] = {"一", "二", "三", "四"};
    struct tb_buf buf = tb_buf_make(256 << 20);
    tb_buf_printf(&buf,
                  "# "
                  "某区%d年重点工作第%s季度完成情况\n\n序号\t年度工作任务\t第%"
                  "s季度目标\t责任单位\t完成情况\n",
                  year, names[quarter - 1], names[quarter - 1]);
    for (size_t i = 0; i < table->count; i++)
        for (int c = 0; c < SIM_CELLS; c++) {
            tb_buf_add(&buf, table->at[i].cells[c]);
            tb_buf_byte(&buf, c + 1 < SIM_CELLS ? '\t' : '\n');
        }
    size_t len = buf.len;
    for (int i = 0; i < TB_PADDING; i++)
        tb_buf_byte(&buf, '\0');
    struct tb_str text = sim_keep(sim, &buf);
    text.len = len;
    return text;
}

#endif
