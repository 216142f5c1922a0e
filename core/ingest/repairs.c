/* repairs.c - collecting and ordering repairs. */
#include "ingest/repairs.h"

#include "base/list.h"
#include "base/utf8.h"

enum { EXCERPT = 40 }; /* code points */

struct tb_repair *tb_repairs_add(struct tb_repairs *repairs, const char *kind, uint32_t line,
                                 uint32_t column, uint32_t count, struct tb_str detail)
{
    struct tb_repair *repair = TB_LIST_ADD(repairs->arena, repairs);
    if (!repair)
        return NULL;
    repair->kind = kind;
    repair->line = line;
    repair->column = column;
    repair->count = count;
    repair->detail = detail;
    return repair;
}

struct tb_str tb_repairs_excerpt(struct tb_str text)
{
    return text.len == 0 ? text : tb_str_sub(text, 0, tb_utf8_offset(text, EXCERPT));
}

static bool after(const struct tb_repair *a, const struct tb_repair *b)
{
    return a->line != b->line ? a->line > b->line : a->column > b->column;
}

static bool sorted(const struct tb_repairs *repairs)
{
    for (size_t i = 1; i < repairs->count; i++)
        if (after(&repairs->at[i - 1], &repairs->at[i]))
            return false;
    return true;
}

/* Merges from[low..middle) and from[middle..high) into `to`. */
static void merge(const struct tb_repair *from, struct tb_repair *to, size_t low, size_t middle,
                  size_t high)
{
    size_t a = low, b = middle;
    for (size_t i = low; i < high; i++)
        to[i] = b == high || (a < middle && !after(&from[a], &from[b])) ? from[a++] : from[b++];
}

bool tb_repairs_sort(struct tb_repairs *repairs)
{
    if (sorted(repairs))
        return true;
    size_t count = repairs->count;
    struct tb_repair *from = repairs->at,
                     *to = TB_NEW_ARRAY(repairs->arena, struct tb_repair, count);
    if (!to)
        return false;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width) {
            size_t middle = low + width < count ? low + width : count;
            merge(from, to, low, middle, middle + width < count ? middle + width : count);
        }
        struct tb_repair *swap = from;
        from = to;
        to = swap;
    }
    repairs->at = from;
    return true;
}
