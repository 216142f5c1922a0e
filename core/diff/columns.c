/* columns.c - see columns.h. */
#include "diff/columns.h"

#include "diff/plain.h"

enum { COLUMNS_MAX = 4096 }; /* of a report; those beyond are not compared */

/* One side's columns: what they are sorted and paired by. */
struct key {
    enum tb_role role;
    struct tb_str header; /* plain; "" for roles: their headers change with the period */
    uint16_t column;
};

struct keys {
    struct key *at;
    size_t count;
};

static int compare(const struct key *a, const struct key *b)
{
    if (a->role != b->role)
        return a->role < b->role ? -1 : 1;
    return tb_str_compare(a->header, b->header);
}

static int by_key(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = compare(a, b);
    return order ? order : (a->column > b->column) - (a->column < b->column);
}

static bool read_keys(const struct tb_report *report, struct tb_arena *arena, struct keys *out)
{
    out->count = report->column_count < COLUMNS_MAX ? report->column_count : COLUMNS_MAX;
    out->at = TB_NEW_ARRAY(arena, struct key, out->count);
    for (size_t i = 0; out->at && i < out->count; i++) {
        const struct tb_column *column = &report->columns[i];
        struct key *key = &out->at[i];
        *key = (struct key){column->role, TB_STR(""), (uint16_t)i};
        if (column->role != TB_ROLE_OTHER)
            continue;
        char *room = tb_arena_alloc(arena, column->header.len);
        if (!room)
            return false;
        key->header = (struct tb_str){room, tb_plain_text(column->header, room)};
    }
    if (out->at && out->count > 0)
        qsort(out->at, out->count, sizeof *out->at, by_key);
    return out->at != NULL;
}

enum tb_status tb_columns_pair(const struct tb_report *old_report,
                               const struct tb_report *new_report, struct tb_arena *arena,
                               struct tb_column_pairs *out, struct tb_error *error)
{
    struct keys old_keys, new_keys;
    struct tb_column_pairs pairs = {0};
    if (!read_keys(old_report, arena, &old_keys) || !read_keys(new_report, arena, &new_keys))
        return tb_arena_fail(arena, error);
    pairs.at = TB_NEW_ARRAY(arena, struct tb_column_pair, old_keys.count);
    if (!pairs.at)
        return tb_arena_fail(arena, error);
    for (size_t i = 0, k = 0; i < old_keys.count && k < new_keys.count;) {
        int order = compare(&old_keys.at[i], &new_keys.at[k]);
        if (order == 0)
            pairs.at[pairs.count++] = (struct tb_column_pair){
                old_keys.at[i].column, new_keys.at[k].column, old_keys.at[i].role};
        i += order <= 0;
        k += order >= 0;
    }
    *out = pairs;
    return TB_OK;
}

bool tb_columns_has(const struct tb_column_pairs *pairs, uint16_t column, bool is_new)
{
    for (size_t i = 0; i < pairs->count; i++)
        if ((is_new ? pairs->at[i].new_column : pairs->at[i].old_column) == column)
            return true;
    return false;
}
