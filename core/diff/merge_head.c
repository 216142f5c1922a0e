/* merge_head.c - what a merged report says of itself: what its sources agree on. */
#include "diff/merger.h"

/* Names the source that says something else than the ones before it. */
static bool differs(struct tb_merger *merger, const struct tb_report *from, const char *what)
{
    struct tb_row nowhere = {.part = from->source.name};
    return tb_merger_repair(merger, "merge-conflict", &nowhere, tb_str_of(what));
}

static bool same_period(const struct tb_period *a, const struct tb_period *b)
{
    return a->kind == b->kind && a->index == b->index &&
           memcmp(&a->from, &b->from, sizeof a->from) == 0 &&
           memcmp(&a->to, &b->to, sizeof a->to) == 0;
}

bool tb_merger_time(struct tb_merger *merger, const struct tb_merging *merging)
{
    struct tb_report *report = merger->report;
    bool periods_differ = false, years_differ = false, done = true;
    for (size_t i = 0; i < merging->count && done; i++) {
        const struct tb_report *from = merging->reports[i];
        if (!report->title.ptr)
            report->title = from->title;
        else if (from->title.ptr &&
                 !tb_str_eq(tb_str_trim(report->title), tb_str_trim(from->title)))
            done = differs(merger, from, "title");
        if (!report->place.ptr)
            report->place = from->place;
        if (report->year == 0)
            report->year = from->year;
        else if (from->year != 0 && from->year != report->year)
            years_differ = true;
        if (!report->period.known)
            report->period = from->period;
        else if (from->period.known && !same_period(&from->period, &report->period))
            periods_differ = true;
        else
            continue;
        if (done && periods_differ)
            done = differs(merger, from, "period");
    }
    if (years_differ)
        report->year = 0;
    if (periods_differ || years_differ)
        report->period = (struct tb_period){0};
    return done;
}

/* The metadata that all that have it agree on. */
static bool join_meta(struct tb_merger *merger, const struct tb_merging *merging)
{
    struct {
        struct tb_meta *at;
        size_t count, room;
    } list = {0};
    size_t kept = 0;
    for (size_t i = 0; i < merging->count; i++) {
        const struct tb_report *from = merging->reports[i];
        for (size_t k = 0; k < from->meta_count; k++) {
            size_t at = 0;
            while (at < list.count && !tb_str_eq(list.at[at].key, from->meta[k].key))
                at++;
            if (at < list.count) {
                if (tb_str_eq(list.at[at].value, from->meta[k].value))
                    continue;
                list.at[at].value.ptr = NULL;
                struct tb_row nowhere = {.part = from->source.name};
                if (!tb_merger_repair(merger, "merge-conflict", &nowhere, from->meta[k].key))
                    return false;
                continue;
            }
            struct tb_meta *added = TB_LIST_ADD(merger->arena, &list);
            if (!added)
                return false;
            *added = from->meta[k];
        }
    }
    for (size_t i = 0; i < list.count; i++)
        if (list.at[i].value.ptr)
            list.at[kept++] = list.at[i];
    merger->report->meta = list.at;
    merger->report->meta_count = kept;
    return true;
}

/* The names joined by " + ", the bytes one behind the other. */
static bool join_sources(struct tb_merger *merger, const struct tb_merging *merging)
{
    struct tb_source *source = &merger->report->source;
    size_t size = 0, at = 0;
    source->name = merging->reports[0]->source.name;
    for (size_t i = 0; i < merging->count; i++) {
        if (__builtin_add_overflow(size, merging->reports[i]->source.bytes.len, &size))
            return false;
        if (i > 0)
            source->name = tb_arena_printf(merger->arena, "%.*s + %.*s", TB_ARG(source->name),
                                           TB_ARG(merging->reports[i]->source.name));
        if (!source->name.ptr)
            return false;
    }
    char *bytes = tb_arena_alloc(merger->arena, size + 1);
    if (!bytes)
        return false;
    for (size_t i = 0; i < merging->count; i++) {
        struct tb_str from = merging->reports[i]->source.bytes;
        if (from.len > 0)
            memcpy(bytes + at, from.ptr, from.len);
        at += from.len;
    }
    bytes[size] = '\0';
    source->bytes = (struct tb_str){bytes, size};
    source->text = TB_STR("");
    source->format = "merged";
    source->encoding = merging->reports[0]->source.encoding;
    return true;
}

/* The repairs of the sources themselves, behind those of merging. */
static bool join_repairs(struct tb_merger *merger, const struct tb_merging *merging)
{
    for (size_t i = 0; i < merging->count; i++) {
        const struct tb_report *from = merging->reports[i];
        for (size_t k = 0; k < from->repair_count; k++) {
            struct tb_repair *added = TB_LIST_ADD(merger->arena, &merger->repairs);
            if (!added)
                return false;
            *added = from->repairs[k];
            added->part = from->source.name;
            if (from->repairs[k].part.len > 0)
                added->part = tb_arena_printf(merger->arena, "%.*s!%.*s", TB_ARG(from->source.name),
                                              TB_ARG(from->repairs[k].part));
            if (!added->part.ptr)
                return false;
        }
    }
    merger->report->repairs = merger->repairs.at;
    merger->report->repair_count = merger->repairs.count;
    return true;
}

/* A header and a row for each item. */
static bool make_grid(struct tb_merger *merger)
{
    struct tb_report *report = merger->report;
    struct tb_row *rows = TB_NEW_ARRAY(merger->arena, struct tb_row, report->item_count + 1);
    struct tb_cell *cells = TB_NEW_ARRAY(merger->arena, struct tb_cell, report->column_count + 1);
    if (!rows || !cells)
        return false;
    for (size_t i = 0; i < report->column_count; i++)
        cells[i] = (struct tb_cell){.text = report->columns[i].header.ptr,
                                    .text_len = (uint32_t)report->columns[i].header.len,
                                    .rowspan = 1,
                                    .colspan = 1};
    rows[0] = (struct tb_row){
        .cells = cells, .count = (uint32_t)report->column_count, .kind = TB_ROW_HEADER};
    for (size_t i = 0; i < report->item_count; i++)
        rows[i + 1] = *report->items[i].row;
    report->grid = (struct tb_grid){rows, report->item_count + 1};
    return true;
}

bool tb_merger_head(struct tb_merger *merger, const struct tb_merging *merging)
{
    return join_sources(merger, merging) && join_meta(merger, merging) &&
           join_repairs(merger, merging) && make_grid(merger);
}
