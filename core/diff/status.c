/* status.c - statuses and stages that moved, of the item and of its parts; results that did not. */
#include "diff/compare.h"
#include "diff/plain.h"

enum {
    PARTS_MOST = 64,   /* of an item; those behind are not looked at */
    RESULT_LEAST = 12, /* bytes: a shorter result says too little to be the same by chance */
};

/* --- parts ------------------------------------------------------------------------------------- */

/* Whether a label is a name, not just a number: 青松路, not 3. */
static bool is_name(struct tb_str label)
{
    for (size_t at = 0, len; at < label.len; at += len) {
        uint32_t code = tb_plain_code(tb_plain_at(label, at, &len));
        if (code > 0x7F)
            return true;
    }
    return false;
}

static uint32_t parts_of(const struct tb_item *item)
{
    return item->part_count < PARTS_MOST ? item->part_count : PARTS_MOST;
}

static struct tb_str text_of(const struct tb_item *item, uint32_t part)
{
    const struct tb_part *at = &item->parts[part];
    return at->span.column == TB_NO_COLUMN ? TB_STR("") : tb_item_quote(item, at->span);
}

/* The only part with that name; TB_NONE: none, or several. */
static uint32_t find_part(const struct tb_item *item, struct tb_str label)
{
    uint32_t found = TB_NONE;
    for (uint32_t i = 0; i < parts_of(item); i++)
        if (tb_plain_equal(item->parts[i].label, label)) {
            if (found != TB_NONE)
                return TB_NONE;
            found = i;
        }
    return found;
}

uint32_t tb_part_partner(const struct tb_comparing *comparing, uint32_t old_part)
{
    const struct tb_item *a = comparing->old_item, *b = comparing->new_item;
    if (old_part >= parts_of(a))
        return TB_NONE;
    struct tb_str label = a->parts[old_part].label;
    if (is_name(label))
        return find_part(a, label) == old_part ? find_part(b, label) : TB_NONE;
    return TB_NONE;
}

/* --- statuses ---------------------------------------------------------------------------------- */

/* Why a label moved; NULL: unknown ones are compared with nothing. */
static const char *why_label(const struct tb_differ *differ, enum tb_label a, enum tb_label b)
{
    int was = differ->label_ranks[a], is = differ->label_ranks[b];
    if (is == TB_RANK_UNKNOWN || was == TB_RANK_UNKNOWN)
        return NULL;
    if (is == TB_RANK_ASIDE)
        return "status-aside";
    if (is == TB_RANK_PENDING)
        return "status-pending";
    if (was == TB_RANK_ASIDE)
        return "status-resumed";
    if (is == was)
        return NULL;
    if (is > was)
        return "status-forward";
    return is <= differ->label_ranks[TB_LABEL_BEHIND] ? "status-behind" : "status-back";
}

static int stage_rank(const struct tb_differ *differ, struct tb_str stage)
{
    for (size_t i = 0; i < differ->stages.count; i++)
        if (tb_str_eq(differ->stages.at[i].name, stage))
            return differ->stages.at[i].rank;
    return TB_RANK_UNKNOWN;
}

static bool add_status(struct tb_comparing *comparing, const char *why, uint32_t old_part,
                       uint32_t new_part, double confidence)
{
    struct tb_change *change = tb_change_add(comparing, why, confidence);
    if (!change)
        return false;
    change->old_part = old_part;
    change->new_part = new_part;
    if (old_part != TB_NONE) {
        change->old_column = comparing->old_item->parts[old_part].span.column;
        change->new_column = comparing->new_item->parts[new_part].span.column;
    }
    return true;
}

static bool compare_parts(struct tb_comparing *comparing)
{
    const struct tb_item *a = comparing->old_item, *b = comparing->new_item;
    for (uint32_t i = 0; i < parts_of(a); i++) {
        uint32_t k = tb_part_partner(comparing, i);
        if (k == TB_NONE)
            continue;
        const struct tb_part *old_part = &a->parts[i], *new_part = &b->parts[k];
        const char *why = NULL;
        int was = stage_rank(comparing->differ, old_part->stage);
        int is = stage_rank(comparing->differ, new_part->stage);
        if (was >= 0 && is >= 0 && was != is)
            why = is < was ? "stage-back" : "stage-forward";
        if (old_part->has_label && new_part->has_label &&
            old_part->label_is != new_part->label_is) {
            const char *label =
                why_label(comparing->differ, old_part->label_is, new_part->label_is);
            int rank = comparing->differ->label_ranks[new_part->label_is];
            if (label && (!why || rank == TB_RANK_ASIDE))
                why = label;
        }
        if (why && !add_status(comparing, why, i, k, comparing->confidence * 0.7))
            return false;
    }
    return true;
}

bool tb_compare_status(struct tb_comparing *comparing)
{
    const struct tb_item_status *a = &comparing->old_item->status;
    const struct tb_item_status *b = &comparing->new_item->status;
    if (a->has_label && b->has_label && a->label != b->label) {
        const char *why = why_label(comparing->differ, a->label, b->label);
        double sure = a->confidence < b->confidence ? a->confidence : b->confidence;
        if (why && !add_status(comparing, why, TB_NONE, TB_NONE, comparing->confidence * sure))
            return false;
    }
    return compare_parts(comparing);
}

/* --- results that read as before ---------------------------------------------------------------- */

static bool is_done(enum tb_label label)
{
    return label == TB_LABEL_COMPLETED || label == TB_LABEL_EXCEEDED ||
           label == TB_LABEL_CANCELLED || label == TB_LABEL_TRANSFERRED;
}

/* Whether two cells say nearly the same: little of the text differs, and no figure or date. */
static bool is_nearly_same(const struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    size_t changed = 0;
    for (size_t i = 0; i < cells->edits.count; i++) {
        const struct tb_edit *edit = &cells->edits.at[i];
        size_t old_len = edit->old_to - edit->old_from, new_len = edit->new_to - edit->new_from;
        changed += old_len > new_len ? old_len : new_len;
        for (size_t at = edit->old_from, len; at < edit->old_to; at += len) {
            uint32_t code = tb_plain_code(tb_plain_at(cells->old_text, at, &len));
            if (code >= '0' && code <= '9')
                return false;
        }
        for (size_t at = edit->new_from, len; at < edit->new_to; at += len) {
            uint32_t code = tb_plain_code(tb_plain_at(cells->new_text, at, &len));
            if (code >= '0' && code <= '9')
                return false;
        }
    }
    size_t longer =
        cells->old_text.len > cells->new_text.len ? cells->old_text.len : cells->new_text.len;
    return (double)changed <= comparing->differ->nearly_same * (double)longer;
}

static bool part_is_done(const struct tb_part *part)
{
    return part->has_label && is_done(part->label_is);
}

static bool item_is_done(const struct tb_item *item)
{
    return item->status.has_label && is_done(item->status.label);
}

static bool compare_part_words(struct tb_comparing *comparing)
{
    const struct tb_item *a = comparing->old_item, *b = comparing->new_item;
    for (uint32_t i = 0; i < parts_of(a); i++) {
        uint32_t k = tb_part_partner(comparing, i);
        struct tb_str text = text_of(a, i);
        if (k == TB_NONE || text.len < RESULT_LEAST || !tb_plain_equal(text, text_of(b, k)))
            continue;
        if (part_is_done(&a->parts[i]) && part_is_done(&b->parts[k]))
            continue;
        if (!add_status(comparing, "part-same-words", i, k, comparing->confidence))
            return false;
    }
    return true;
}

bool tb_compare_result(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    bool done = item_is_done(comparing->old_item) && item_is_done(comparing->new_item);
    const char *why = NULL;
    if (comparing->diff->same_issue || cells->old_text.len < RESULT_LEAST ||
        cells->new_text.len < RESULT_LEAST)
        return true;
    if (tb_plain_equal(cells->old_text, cells->new_text))
        why = done ? "same-words-done" : "same-words";
    else if (!done && is_nearly_same(comparing, cells))
        why = "nearly-same-words";
    if (!why)
        return compare_part_words(comparing);
    struct tb_change *change = tb_change_add(comparing, why, comparing->confidence);
    if (!change)
        return false;
    change->old_column = cells->old_column;
    change->new_column = cells->new_column;
    return true;
}
