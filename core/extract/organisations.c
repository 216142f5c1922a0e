/* organisations.c - the columns of a report that hold units, and the roles within an item. */
#include "extract/organisations.h"

#include "base/list.h"
#include "extract/unit_list.h"
#include "model/place.h"

struct tb_organisations {
    struct tb_unit_words words;
};

/* A column of units and what its heading says. */
struct unit_column {
    uint16_t index;
    bool has_role;
    enum tb_unit_role role;
};

struct unit_columns {
    struct unit_column *at;
    size_t count, room;
};

struct repairs {
    struct tb_repair *at;
    size_t count, room;
};

/* Everything that one run over a report needs; lists are reused from item to item. */
struct run {
    const struct tb_unit_words *words;
    struct tb_report *report;
    struct tb_arena *arena;
    struct unit_columns columns;
    struct tb_unit_tokens tokens;
    struct tb_unit_list units;
    struct repairs repairs;
    struct tb_str place;
};

enum tb_status tb_organisations_new(const struct tb_lexicon_file *extra, size_t extra_count,
                                    struct tb_arena *arena, struct tb_organisations **out,
                                    struct tb_error *error)
{
    struct tb_organisations *organisations = TB_NEW(arena, struct tb_organisations);
    if (!organisations)
        return tb_arena_fail(arena, error);
    enum tb_status status =
        tb_unit_words_read(extra, extra_count, arena, &organisations->words, error);
    if (status == TB_OK)
        *out = organisations;
    return status;
}

/* The role that a heading gives to its whole column: 牵头单位, 业主单位. None where it names several
 * (牵头及配合单位) or none (责任单位). *only: the heading is nothing but such a mark. */
static bool heading_role(const struct tb_unit_words *words, struct tb_str header,
                         enum tb_unit_role *role, bool *only)
{
    const struct tb_unit_mark *found = NULL;
    bool several = false;
    *only = false;
    for (size_t at = 0; at < header.len;) {
        const struct tb_unit_mark *mark = tb_unit_mark_at(words, header, at);
        if (!mark || (mark->kind != TB_MARK_ROLE && mark->kind != TB_MARK_NONE)) {
            at++;
            continue;
        }
        several = several || (found && (found->kind != mark->kind || found->role != mark->role));
        found = mark;
        *only = mark->label && mark->text.len == header.len;
        at += mark->text.len;
    }
    if (!found || several || found->kind != TB_MARK_ROLE)
        return false;
    *role = found->role;
    return true;
}

/* Whether a column of remarks holds nothing but organisations, as some tables have it: at least
 * three cells, nine in ten of those filled. */
static bool holds_units(struct run *run, uint16_t index, bool *full)
{
    enum { SAMPLE = 200, FEWEST = 3 };
    size_t filled = 0, units = 0;
    for (size_t i = 0; i < run->report->item_count && filled < SAMPLE; i++) {
        struct tb_str text = tb_str_trim(tb_item_text(&run->report->items[i], index));
        if (text.len == 0)
            continue;
        if (!tb_unit_tokens_read(run->words, text, run->arena, &run->tokens)) {
            *full = true;
            return false;
        }
        bool all = run->tokens.count > 0;
        for (size_t t = 0; t < run->tokens.count && all; t++) {
            struct tb_str token = tb_unit_token_text(text, run->tokens.at[t]);
            all = run->tokens.at[t].kind != TB_TOKEN_NAME || tb_unit_is_whole(run->words, token) ||
                  tb_unit_is_bare(run->words, token);
        }
        filled++;
        units += all;
    }
    return filled >= FEWEST && units * 10 >= filled * 9;
}

/* Finds the columns of units. False: arena full. */
static bool find_columns(struct run *run)
{
    const struct tb_report *report = run->report;
    bool full = false;
    for (int guess = 0; guess < 2 && run->columns.count == 0; guess++)
        for (size_t i = 0; i < report->column_count && i < TB_NO_COLUMN && !full; i++) {
            const struct tb_column *column = &report->columns[i];
            struct unit_column found = {.index = (uint16_t)i};
            bool only;
            found.has_role = heading_role(run->words, column->header, &found.role, &only);
            bool remark = column->role == TB_ROLE_NOTE || column->role == TB_ROLE_OTHER;
            if (column->role == TB_ROLE_LEAD_UNITS && !found.has_role) {
                found.has_role = true;
                found.role = TB_UNIT_LEAD;
            }
            if (column->role != TB_ROLE_UNITS && column->role != TB_ROLE_LEAD_UNITS &&
                !(column->role == TB_ROLE_OTHER && only) &&
                !(guess && remark && holds_units(run, found.index, &full)))
                continue;
            struct unit_column *added = TB_LIST_ADD(run->arena, &run->columns);
            if (!added)
                return false;
            *added = found;
        }
    if (run->columns.count == 1 && run->columns.at[0].role == TB_UNIT_MEMBER)
        run->columns.at[0].has_role = false; /* 相关单位 alone: nobody else could lead */
    return !full;
}

/* What the units of an item say about one another. */
struct census {
    size_t leads, unmarked, reached, others;
};

static struct census count_units(const struct tb_unit_list *units)
{
    struct census census = {0};
    for (size_t i = 0; i < units->count; i++) {
        const struct tb_listed_unit *unit = &units->at[i];
        if (unit->unit.role == TB_UNIT_GROUP)
            continue;
        census.unmarked += unit->sign == TB_SIGN_NONE;
        census.reached += unit->sign == TB_SIGN_REACHED;
        census.leads += unit->sign != TB_SIGN_NONE && unit->unit.role == TB_UNIT_LEAD;
        census.others++;
    }
    return census;
}

/* Gives every unit its role and basis: marks first; without a lead among them, the only unit without
 * a mark leads, else by convention the first one. */
static void settle_roles(struct tb_unit_list *units)
{
    struct census census = count_units(units);
    bool drop_reached = census.leads == 0 && census.unmarked == 0 && census.reached > 0;
    size_t open = drop_reached ? census.reached : census.unmarked;
    bool lead_missing = census.leads == 0;
    for (size_t i = 0; i < units->count; i++) {
        struct tb_listed_unit *unit = &units->at[i];
        if (drop_reached && unit->sign == TB_SIGN_REACHED)
            unit->sign = TB_SIGN_NONE;
        unit->unit.basis = TB_BASIS_EXPLICIT;
        if (unit->sign != TB_SIGN_NONE)
            continue;
        unit->unit.role = lead_missing ? TB_UNIT_LEAD : TB_UNIT_MEMBER;
        unit->unit.basis = !lead_missing        ? TB_BASIS_BY_EXCLUSION
                           : census.others == 1 ? TB_BASIS_SOLE
                           : open == 1          ? TB_BASIS_BY_EXCLUSION
                                                : TB_BASIS_FIRST_LISTED;
        lead_missing = false;
    }
}

/* Notes the names of a cell that were put together. False: arena full. */
static bool add_repair(struct run *run, const struct tb_item *item, uint16_t column, size_t from)
{
    struct tb_repair repair = {.kind = "joined-name", .part = item->row->part};
    for (size_t i = from; i < run->units.count; i++) {
        const struct tb_unit *unit = &run->units.at[i].unit;
        if (!run->units.at[i].joined)
            continue;
        if (repair.count++ > 0)
            continue;
        struct tb_place place =
            tb_place_in_source(run->report, tb_item_cell(item, column), unit->span.from);
        repair.line = place.line;
        repair.column = place.column;
        repair.detail = unit->name;
    }
    struct tb_repair *added = repair.count ? TB_LIST_ADD(run->arena, &run->repairs) : NULL;
    if (added)
        *added = repair;
    return added || repair.count == 0;
}

static bool read_item(struct run *run, struct tb_item *item)
{
    run->units.count = 0;
    for (size_t i = 0; i < run->columns.count; i++) {
        const struct unit_column *column = &run->columns.at[i];
        struct tb_unit_cell cell = {.text = tb_item_text(item, column->index),
                                    .place = run->place,
                                    .column = column->index,
                                    .has_role = column->has_role,
                                    .role = column->role};
        size_t from = run->units.count;
        if (!tb_unit_list_read(run->words, &cell, run->arena, &run->tokens, &run->units) ||
            !add_repair(run, item, column->index, from))
            return false;
    }
    settle_roles(&run->units);
    item->units = TB_NEW_ARRAY(run->arena, struct tb_unit, run->units.count);
    if (!item->units)
        return false;
    for (size_t i = 0; i < run->units.count; i++)
        item->units[i] = run->units.at[i].unit;
    item->unit_count = (uint32_t)run->units.count;
    return true;
}

/* The report's repairs with the new ones behind them. False: arena full. */
static bool append_repairs(struct run *run)
{
    struct tb_report *report = run->report;
    if (run->repairs.count == 0)
        return true;
    size_t count = report->repair_count + run->repairs.count;
    struct tb_repair *all = TB_NEW_ARRAY(run->arena, struct tb_repair, count);
    if (!all)
        return false;
    for (size_t i = 0; i < count; i++)
        all[i] = i < report->repair_count ? report->repairs[i]
                                          : run->repairs.at[i - report->repair_count];
    report->repairs = all;
    report->repair_count = count;
    return true;
}

enum tb_status tb_organisations_read(const struct tb_organisations *organisations,
                                     struct tb_report *report, struct tb_arena *arena,
                                     struct tb_error *error)
{
    struct run run = {
        .words = &organisations->words, .report = report, .arena = arena, .place = report->place};
    bool done = find_columns(&run);
    for (size_t i = 0; i < report->item_count && done; i++)
        done = read_item(&run, &report->items[i]);
    if (!done || !append_repairs(&run))
        return tb_arena_fail(arena, error);
    return TB_OK;
}
