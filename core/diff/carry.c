/* carry.c - ids that stay with an item from period to period. */
#include "diff/match.h"

/* "2021-007" or "0-007": the digits behind the last '-'; 0: there are none. */
static uint32_t serial_of(struct tb_str id)
{
    uint32_t value = 0;
    size_t at = id.len;
    while (at > 0 && id.ptr[at - 1] >= '0' && id.ptr[at - 1] <= '9' && id.len - at < 9)
        at--;
    for (; at < id.len; at++)
        value = value * 10 + (uint32_t)(id.ptr[at] - '0');
    return value;
}

static uint32_t greatest_serial(const struct tb_report *report, uint32_t at_least)
{
    for (size_t i = 0; i < report->item_count; i++) {
        uint32_t serial = serial_of(report->items[i].id);
        at_least = serial > at_least ? serial : at_least;
    }
    return at_least;
}

static int by_id(const void *left, const void *right)
{
    return tb_str_compare(*(const struct tb_str *)left, *(const struct tb_str *)right);
}

/* Whether `id` is one of the ordered ids. */
static bool has_id(const struct tb_str *ids, size_t count, struct tb_str id)
{
    return bsearch(&id, ids, count, sizeof *ids, by_id) != NULL;
}

/* An id of the same year as `id`, with another number. */
static struct tb_str fresh_id(struct tb_str id, uint32_t serial, struct tb_arena *arena)
{
    size_t dash = tb_str_find(id, TB_STR("-"), 0);
    struct tb_str year = tb_str_sub(id, 0, dash == SIZE_MAX ? id.len : dash);
    return tb_arena_printf(arena, "%.*s-%03u", TB_ARG(year), serial);
}

enum tb_status tb_match_carry_ids(const struct tb_matching *matching,
                                  const struct tb_report *old_report, struct tb_report *report,
                                  struct tb_arena *arena, struct tb_error *error)
{
    size_t count = old_report->item_count;
    uint32_t serial = greatest_serial(report, greatest_serial(old_report, 0));
    struct tb_str *taken = TB_NEW_ARRAY(arena, struct tb_str, count);
    struct tb_str *ids = TB_NEW_ARRAY(arena, struct tb_str, report->item_count);
    if (!taken || !ids)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < count; i++)
        taken[i] = old_report->items[i].id;
    if (count > 0)
        qsort(taken, count, sizeof *taken, by_id);
    for (size_t i = 0; i < report->item_count; i++) {
        uint32_t match = matching->of_new[i];
        ids[i] = report->items[i].id;
        if (match != TB_NONE)
            ids[i] = old_report->items[matching->at[match].old_item].id;
        else if (has_id(taken, count, ids[i]))
            ids[i] = fresh_id(ids[i], ++serial, arena);
        if (!ids[i].ptr)
            return tb_arena_fail(arena, error);
    }
    for (size_t i = 0; i < report->item_count; i++)
        report->items[i].id = ids[i];
    return TB_OK;
}
