/* segments.c - dividing a cell into the parts its writer marked. */
#include "extract/segments.h"

#include "base/list.h"
#include "base/utf8.h"

enum { LABEL_MOST = 24, LABEL_LEAST = 2 }; /* characters of a label */

/* The first colon of the clause; SIZE_MAX: none. */
static size_t find_colon(struct tb_str clause)
{
    size_t wide = tb_str_find(clause, TB_STR("："), 0),
           narrow = tb_str_find(clause, TB_STR(":"), 0);
    return wide < narrow ? wide : narrow;
}

struct tb_str tb_segment_label(struct tb_str text, const struct tb_clause *clause)
{
    struct tb_str words = tb_str_sub(text, clause->from, clause->to);
    size_t colon = find_colon(words);
    if (colon == SIZE_MAX)
        return TB_STR("");
    struct tb_str label = tb_str_trim(tb_str_sub(words, 0, colon));
    size_t characters = tb_utf8_count(label);
    if (characters < LABEL_LEAST || characters > LABEL_MOST)
        return TB_STR("");
    bool restates = tb_str_ends(label, TB_STR("为")) || tb_str_ends(label, TB_STR("目标"));
    bool is_time = label.ptr[label.len - 1] >= '0' && label.ptr[label.len - 1] <= '9';
    return restates || is_time ? TB_STR("") : label;
}

static bool begins_sentence(const struct tb_clauses *clauses, size_t i)
{
    while (i > 0 && clauses->at[i - 1].bracket)
        i--;
    return i == 0 || clauses->at[i - 1].end != TB_END_COMMA;
}

enum division { BY_NOTHING, BY_NUMBER, BY_LABEL };

static size_t count_labels(const struct tb_segments *segments)
{
    size_t count = 0;
    for (size_t i = 0; segments && i < segments->count; i++)
        count += segments->at[i].label.len > 0;
    return count;
}

static enum division division_of(struct tb_str text, const struct tb_clauses *clauses,
                                 const struct tb_segments *other)
{
    enum { MOST = 1024 }; /* clauses; beyond them the cell is not a bulletin's */
    size_t numbers = 0, labels = 0;
    for (size_t i = 0; i < clauses->count && clauses->count <= MOST; i++) {
        const struct tb_clause *clause = &clauses->at[i];
        if (clause->bracket)
            continue;
        numbers += clause->enumerated;
        labels += begins_sentence(clauses, i) && tb_segment_label(text, clause).len > 0;
    }
    size_t enough = count_labels(other) >= 2 ? 1 : 2;
    return numbers >= 2 ? BY_NUMBER : labels >= enough ? BY_LABEL : BY_NOTHING;
}

/* The label of the other side that the clause speaks of without naming it as a label; "" none. */
static struct tb_str spoken_label(const struct tb_segments *other, struct tb_str clause)
{
    enum { ALIKE = 60, LEAST = 4 }; /* per cent of the label's character pairs; its characters */
    for (size_t i = 0; other && i < other->count; i++) {
        struct tb_str label = other->at[i].label;
        if (tb_utf8_count(label) >= LEAST && tb_likeness(label, clause) >= ALIKE / 100.0)
            return label;
    }
    return TB_STR("");
}

/* The label under which a clause opens a segment; "" it opens none. */
static struct tb_str opening_label(struct tb_str text, const struct tb_clauses *clauses, size_t i,
                                   const struct tb_segments *other)
{
    const struct tb_clause *clause = &clauses->at[i];
    if (clause->bracket || !begins_sentence(clauses, i))
        return TB_STR("");
    struct tb_str label = tb_segment_label(text, clause);
    if (label.len > 0 || count_labels(other) < 2)
        return label;
    return spoken_label(other, tb_str_sub(text, clause->from, clause->to));
}

bool tb_segments_read(struct tb_str text, const struct tb_clauses *clauses,
                      const struct tb_segments *other, struct tb_arena *arena,
                      struct tb_segments *out)
{
    enum division division = division_of(text, clauses, other);
    struct tb_segment *open = NULL;
    for (size_t i = 0; i < clauses->count; i++) {
        const struct tb_clause *clause = &clauses->at[i];
        struct tb_str label =
            division == BY_NOTHING ? TB_STR("") : opening_label(text, clauses, i, other);
        bool starts = division == BY_NUMBER  ? clause->enumerated && !clause->bracket
                      : division == BY_LABEL ? label.len > 0
                                             : false;
        if (starts || !open) {
            open = TB_LIST_ADD(arena, out);
            if (!open)
                return false;
            *open = (struct tb_segment){.number = starts ? clause->enumerator : TB_STR(""),
                                        .label = starts ? label : TB_STR(""),
                                        .from = clause->from,
                                        .first = i};
        }
        open->to = clause->to > open->to ? clause->to : open->to;
        open->count++;
    }
    return true;
}

enum { PAIRS_MOST = 64 };

/* Character pairs of the text as hashes; at most PAIRS_MOST. */
static size_t character_pairs(struct tb_str text, uint64_t pairs[PAIRS_MOST])
{
    size_t count = 0, len, next;
    for (size_t at = 0; at < text.len && count < PAIRS_MOST; at += len) {
        tb_utf8_at(text, at, &len);
        if (at + len >= text.len)
            break;
        tb_utf8_at(text, at + len, &next);
        pairs[count++] = tb_str_hash(tb_str_sub(text, at, at + len + next));
    }
    return count;
}

double tb_likeness(struct tb_str a, struct tb_str b)
{
    uint64_t left[PAIRS_MOST], right[PAIRS_MOST];
    size_t left_count = character_pairs(a, left), right_count = character_pairs(b, right),
           shared = 0;
    size_t shorter = left_count < right_count ? left_count : right_count;
    if (shorter == 0)
        return tb_str_eq(a, b) ? 1 : 0;
    for (size_t i = 0; i < left_count; i++)
        for (size_t k = 0; k < right_count; k++)
            if (left[i] == right[k]) {
                right[k] = 0;
                shared++;
                break;
            }
    return (double)shared / (double)shorter;
}
