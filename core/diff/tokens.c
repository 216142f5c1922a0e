/* tokens.c - see tokens.h. */
#include "diff/tokens.h"

#include "diff/plain.h"

/* The tokens that were met, each once: open addressing. */
struct table {
    struct tb_str *texts;
    uint32_t *ids; /* 0: free, else the number + 1 */
    size_t mask;
    uint32_t next;
};

static bool is_figure(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19);
}

static bool is_letter(uint32_t code)
{
    return is_figure(code) || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
           (code >= 0xFF21 && code <= 0xFF3A) || (code >= 0xFF41 && code <= 0xFF5A);
}

/* What joins figures to one: 12.5, 1,000, 1-9, 3—5. */
static bool joins(uint32_t code)
{
    return code == '.' || code == ',' || code == '-' || code == '~' || code == 0xFF5E ||
           (code >= 0x2013 && code <= 0x2015);
}

/* Years, months and days, which make a date of a figure. */
static bool is_calendar(uint32_t code)
{
    return code == 0x5E74 || code == 0x6708 || code == 0x65E5; /* 年月日 */
}

/* The end of the token that begins at `at`; `whole` is the next stretch that must not be cut. */
static size_t token_end(struct tb_str text, size_t at, const struct tb_stretch *whole)
{
    size_t len, after, end = at, limit = whole ? whole->from : text.len;
    bool figure = false;
    if (whole && whole->from == at && whole->to > at)
        return whole->to;
    while (end < limit) {
        uint32_t code = tb_plain_at(text, end, &len);
        bool goes_on = is_letter(code) || (figure && is_calendar(code));
        if (!goes_on && figure && joins(code) && end + len < limit)
            goes_on = is_figure(tb_plain_at(text, end + len, &after));
        if (!goes_on)
            break;
        figure = is_figure(code);
        end += len;
    }
    if (end == at)
        (void)tb_plain_at(text, at, &len);
    return end > at ? end : at + len;
}

static uint32_t id_of(struct table *table, struct tb_str token)
{
    size_t slot = tb_str_hash(token) & table->mask;
    while (table->ids[slot] && !tb_str_eq(table->texts[slot], token))
        slot = (slot + 1) & table->mask;
    if (!table->ids[slot]) {
        table->texts[slot] = token;
        table->ids[slot] = ++table->next;
    }
    return table->ids[slot];
}

static bool read_side(const struct tb_edit_text *in, struct table *table, struct tb_arena *arena,
                      struct tb_tokens *out)
{
    size_t most = tb_utf8_count(in->text), next = 0;
    out->text = in->text;
    out->ids = TB_NEW_ARRAY(arena, uint32_t, most);
    out->starts = TB_NEW_ARRAY(arena, uint32_t, most + 1);
    if (!out->ids || !out->starts)
        return false;
    for (size_t at = 0; at < in->text.len;) {
        while (next < in->count && in->whole[next].to <= at)
            next++;
        size_t end = token_end(in->text, at, next < in->count ? &in->whole[next] : NULL);
        out->ids[out->count] = id_of(table, tb_str_sub(in->text, at, end));
        out->starts[out->count++] = (uint32_t)at;
        at = end;
    }
    out->starts[out->count] = (uint32_t)in->text.len;
    return true;
}

bool tb_tokens_read(const struct tb_edit_text *left, const struct tb_edit_text *right,
                    struct tb_arena *arena, struct tb_tokens out[2])
{
    struct table table = {0};
    size_t size = 16, most = tb_utf8_count(left->text) + tb_utf8_count(right->text);
    while (size < most * 2)
        size *= 2;
    table.mask = size - 1;
    table.texts = TB_NEW_ARRAY(arena, struct tb_str, size);
    table.ids = TB_NEW_ARRAY(arena, uint32_t, size);
    return table.texts && table.ids && read_side(left, &table, arena, &out[0]) &&
           read_side(right, &table, arena, &out[1]);
}

/* --- what must not be cut ----------------------------------------------------------------------- */

static int by_place(const void *left, const void *right)
{
    const struct tb_stretch *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to < b->to) - (a->to > b->to);
}

enum tb_status tb_edit_text_of(const struct tb_item *item, uint16_t column, struct tb_arena *arena,
                               struct tb_edit_text *out, struct tb_error *error)
{
    size_t count = 0, kept = 0;
    struct tb_stretch *whole =
        TB_NEW_ARRAY(arena, struct tb_stretch, (size_t)item->quantity_count + item->date_count);
    if (!whole)
        return tb_arena_fail(arena, error);
    for (uint32_t i = 0; i < item->quantity_count; i++)
        if (item->quantities[i].span.column == column)
            whole[count++] =
                (struct tb_stretch){item->quantities[i].span.from, item->quantities[i].span.to};
    for (uint32_t i = 0; i < item->date_count; i++)
        if (item->dates[i].span.column == column)
            whole[count++] = (struct tb_stretch){item->dates[i].span.from, item->dates[i].span.to};
    if (count > 1)
        qsort(whole, count, sizeof *whole, by_place);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || whole[i].from >= whole[kept - 1].to)
            whole[kept++] = whole[i];
    *out = (struct tb_edit_text){tb_item_text(item, column), whole, kept};
    return TB_OK;
}
