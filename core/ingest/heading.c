/* heading.c - reading header cells. */
#include "ingest/heading.h"

#include "ingest/draft.h"
#include "ingest/fold.h"
#include "ingest/period.h"

enum { LONGEST_HEADER = 120 }; /* bytes: forty Han characters */

/* Takes bracketed remarks out: (%), (万元), {前期手续}. A bracket that never closes takes the rest. */
static void cut_brackets(struct tb_folded *folded)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"(", ")"}, {"[", "]"}, {"{", "}"}, {"【", "】"}, {"〔", "〕"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (;;) {
            struct tb_str text = tb_folded_str(folded), close = tb_str_of(pairs[i].close);
            size_t from = tb_str_find(text, tb_str_of(pairs[i].open), 0);
            if (from == SIZE_MAX)
                break;
            size_t to = tb_str_find(text, close, from);
            tb_fold_cut(folded, from, to == SIZE_MAX ? text.len : to + close.len);
        }
}

struct tb_heading tb_heading_read(const struct tb_ingest *know, struct tb_str text)
{
    struct tb_heading heading = {0};
    struct tb_folded folded;

    heading.blank = tb_all_blank(text);
    if (heading.blank || text.len > LONGEST_HEADER)
        return heading;
    tb_fold(text, &folded);
    cut_brackets(&folded);
    tb_header_strip(know, &folded, &heading.in_part);
    while (folded.len > 0 &&
           (folded.bytes[folded.len - 1] == '%' || folded.bytes[folded.len - 1] == ':'))
        folded.len--;
    struct tb_str rest = tb_folded_str(&folded);
    for (size_t i = 0; i < know->header_count; i++) {
        const struct tb_header_word *word = &know->headers[i];
        if (tb_str_ends(rest, word->word) &&
            (!heading.word || word->word.len > heading.word->word.len))
            heading.word = word;
    }
    heading.exact = heading.word && heading.word->word.len == rest.len;
    return heading;
}

enum tb_role tb_heading_role(struct tb_heading heading)
{
    if (!heading.word)
        return TB_ROLE_OTHER;
    return heading.in_part ? heading.word->in_part : heading.word->role;
}

bool tb_header_possible(const struct tb_row *row)
{
    bool first = true;
    for (uint32_t i = 0; i < row->count; i++) {
        const struct tb_cell *cell = &row->cells[i];
        if (cell->text_len > LONGEST_HEADER)
            return false;
        if (!tb_cell_filled(cell))
            continue;
        char c = tb_str_trim(tb_cell_text(cell)).ptr[0];
        if (first && c >= '0' && c <= '9')
            return false;
        first = false;
    }
    return row->count >= 2;
}

struct tb_header_look tb_header_look(const struct tb_ingest *know, const struct tb_row *row)
{
    struct tb_header_look look = {0};
    bool known[TB_ROLE_END] = {false}, exact[TB_ROLE_END] = {false};
    for (uint32_t i = 0; i < row->count; i++) {
        struct tb_heading heading = tb_heading_read(know, tb_cell_text(&row->cells[i]));
        enum tb_role role = tb_heading_role(heading);
        look.filled += !heading.blank;
        look.known += heading.word && !known[role];
        look.exact += heading.exact && !exact[role];
        known[role] |= heading.word != NULL;
        exact[role] |= heading.exact;
    }
    return look;
}

static bool same_text(const struct tb_cell *a, const struct tb_cell *b)
{
    struct tb_folded left, right;
    tb_fold(tb_cell_text(a), &left);
    tb_fold(tb_cell_text(b), &right);
    return tb_str_eq(tb_folded_str(&left), tb_folded_str(&right));
}

static bool blank_from(const struct tb_row *row, uint32_t column)
{
    for (; column < row->count; column++)
        if (tb_cell_filled(&row->cells[column]))
            return false;
    return true;
}

bool tb_header_same(const struct tb_ingest *know, const struct tb_row *a, const struct tb_row *b)
{
    uint32_t shared = a->count < b->count ? a->count : b->count;
    if (!blank_from(a, shared) || !blank_from(b, shared))
        return false;
    for (uint32_t i = 0; i < shared; i++) {
        if (same_text(&a->cells[i], &b->cells[i]))
            continue;
        struct tb_heading left = tb_heading_read(know, tb_cell_text(&a->cells[i]));
        struct tb_heading right = tb_heading_read(know, tb_cell_text(&b->cells[i]));
        if (!left.word || !right.exact || tb_heading_role(left) != tb_heading_role(right))
            return false;
    }
    return true;
}
