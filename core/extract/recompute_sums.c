/*
 * recompute_sums.c - a total and the list that makes it up: 共91件，办结35件，…，未办结11件; or a figure
 * and its children behind 其中; or classes of a whole (32件实事中，完成9件，…，欠进度3件). A list is only held
 * to its total where a rest is named, or where it stands behind 其中 and is not open (等); a list that
 * exceeds its total is wrong in any case. A total may stand behind its list (…，全年合计6520人次), and what
 * went and a net increase make what came.
 */
#include "extract/measures.h"
#include "extract/recompute.h"

enum { MEMBERS_MOST = 24 };

struct list {
    uint32_t members[MEMBERS_MOST]; /* [0] is the total */
    size_t count;
    bool complete; /* a rest is named, so that nothing is left out */
    bool children; /* of 其中 or 含 */
};

static bool same_unit(const struct tb_quantity *a, const struct tb_quantity *b)
{
    return a->dimension == b->dimension && a->kind == b->kind && tb_str_eq(a->unit, b->unit);
}

/* The end of the clause that begins at `at`: its comma, or the end of its sentence. */
static size_t clause_end(struct tb_str text, size_t at)
{
    static const char *const marks[] = {"，", "。", "；", "、", "\n"};
    size_t end = text.len;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t found = tb_str_find(tb_str_sub(text, 0, end), tb_str_of(marks[i]), at);
        end = found < end ? found : end;
    }
    return end;
}

/* "…18个老旧小区中，": the figure is the whole of the classes that follow. */
static bool is_whole_of_classes(const struct tb_item *item, const struct tb_quantity *figure)
{
    enum { MOST = 72 }; /* bytes between the figure and 中 */
    struct tb_str text = tb_item_text(item, figure->span.column);
    size_t end = clause_end(text, figure->span.to);
    return end - figure->span.to <= MOST &&
           tb_str_ends(tb_str_sub(text, figure->span.to, end), TB_STR("中"));
}

/* The figures of the total's unit that follow it in its sentence. Of classes a rest may also be named
 * behind its figure (1个尚未进场). */
static void list_after(const struct tb_recompute *work, uint32_t total, bool classes,
                       struct list *list)
{
    const struct tb_item *item = work->item;
    const struct tb_quantity *whole = &item->quantities[total];
    struct tb_str text = tb_item_text(item, whole->span.column);
    uint32_t before = whole->span.to;
    *list = (struct list){{total}, 1, false, false};
    for (uint32_t i = total + 1; i < item->quantity_count && list->count < MEMBERS_MOST; i++) {
        const struct tb_quantity *part = &item->quantities[i];
        if (part->span.column != whole->span.column || part->span.from < before ||
            !tb_same_sentence(text, whole->span.to, part->span.from))
            break;
        if (!same_unit(whole, part))
            continue;
        list->members[list->count++] = i;
        size_t until = classes ? clause_end(text, part->span.to) : part->span.from;
        list->complete |= tb_recompute_ties(work, part->span.column, before, until, TB_TIES_REST);
        before = part->span.to;
    }
}

/* What parts two members of a list: the last mark between them, or a bracket or the end of a sentence,
 * behind which nothing belongs to the list any more. */
enum parting { PART_NONE, PART_PAUSE, PART_COMMA, PART_END };

static enum parting parting_of(struct tb_str between)
{
    static const struct {
        const char *text;
        enum parting parting;
    } marks[] = {{"、", PART_PAUSE}, {"，", PART_COMMA}, {",", PART_COMMA},
                 {"；", PART_COMMA}, {";", PART_COMMA},  {"。", PART_END},
                 {"（", PART_END},   {"(", PART_END},    {"\n", PART_END}};
    enum parting last = PART_NONE;
    for (size_t at = 0; at < between.len; at++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (tb_stands_at(between, at, marks[i].text) && last != PART_END)
                last = marks[i].parting;
    return last;
}

/* A list keeps its marks (甲214、乙397、丙675，已完工312: 已完工 is none of it). Classes that hold one another
 * (10亿元以上11个、50亿元以上1个) make no list at all. */
static void keep_list(const struct tb_recompute *work, struct list *list)
{
    const struct tb_quantity *figures = work->item->quantities;
    uint16_t column = figures[list->members[0]].span.column;
    struct tb_str text = tb_item_text(work->item, column);
    enum parting first = PART_NONE;
    for (size_t i = 1; i < list->count; i++) {
        uint32_t from = figures[list->members[i - 1]].span.to;
        uint32_t to = figures[list->members[i]].span.from;
        if (tb_recompute_ties(work, column, from, to, TB_TIES_NESTED)) {
            list->count = 1;
            return;
        }
        if (i > 1 && tb_recompute_ties(work, column, from, to, TB_TIES_TOTAL)) {
            list->count = i;
            return;
        }
        if (i == 1)
            continue; /* the words between the total and its list */
        enum parting parting = parting_of(tb_str_sub(text, from, to));
        if (i == 2)
            first = parting;
        if (parting == PART_END || parting != first) {
            list->count = i;
            return;
        }
    }
}

/* The children that the reader of figures hung under `total`. */
static void list_children(const struct tb_recompute *work, uint32_t total, struct list *list)
{
    const struct tb_item *item = work->item;
    *list = (struct list){{total}, 1, false, true};
    for (uint32_t i = 0; i < item->quantity_count && list->count < MEMBERS_MOST; i++)
        if (item->quantities[i].parent == total &&
            same_unit(&item->quantities[total], &item->quantities[i]))
            list->members[list->count++] = i;
    /* "其中，甲3、乙8": where the whole has no figure, the first part is not the whole. */
    const struct tb_span *whole = &item->quantities[total].span;
    if (list->count > 1 &&
        !tb_recompute_ties(work, whole->column, whole->to,
                           item->quantities[list->members[1]].span.from, TB_TIES_CHILD))
        list->count = 1;
    keep_list(work, list);
}

/* The figures of the total's unit before it in its sentence, first to last; one of them is a part of
 * another: none. */
static void figures_before(const struct tb_item *item, uint32_t total, struct list *list)
{
    const struct tb_quantity *whole = &item->quantities[total];
    struct tb_str text = tb_item_text(item, whole->span.column);
    *list = (struct list){{total}, 1, true, false};
    for (uint32_t i = total; i-- > 0 && list->count < MEMBERS_MOST;) {
        const struct tb_quantity *part = &item->quantities[i];
        if (part->span.column != whole->span.column || part->span.to > whole->span.from ||
            !tb_same_sentence(text, part->span.to, whole->span.from))
            break;
        if (!same_unit(whole, part))
            continue;
        if (part->parent != TB_NONE) {
            list->count = 1;
            return;
        }
        list->members[list->count++] = i;
    }
    for (size_t a = 1, b = list->count - 1; a < b; a++, b--) {
        uint32_t swapped = list->members[a];
        list->members[a] = list->members[b];
        list->members[b] = swapped;
    }
}

static bool word_before(const struct tb_recompute *work, uint32_t figure,
                        enum tb_relation_word class)
{
    enum { NEAR = 36 }; /* bytes: twelve characters */
    const struct tb_quantity *figures = work->item->quantities;
    const struct tb_span *span = &figures[figure].span;
    size_t from = span->from > NEAR ? span->from - NEAR : 0;
    if (figure > 0 && figures[figure - 1].span.column == span->column &&
        figures[figure - 1].span.to > from && figures[figure - 1].span.to <= span->from)
        from = figures[figure - 1].span.to;
    return tb_recompute_ties(work, span->column, from, span->from, class);
}

/* 一季度1320人次、二季度1685人次…，全年合计6520人次: a list that keeps its marks, its total behind it. */
static void list_before(const struct tb_recompute *work, uint32_t total, struct list *list)
{
    enum { ADJACENT = 6 }; /* bytes: 合计 */
    const struct tb_item *item = work->item;
    const struct tb_span *whole = &item->quantities[total].span;
    *list = (struct list){{total}, 1, true, false};
    if (whole->from < ADJACENT ||
        !tb_recompute_ties(work, whole->column, whole->from - ADJACENT, whole->from, TB_TIES_TOTAL))
        return;
    struct tb_str text = tb_item_text(item, item->quantities[total].span.column);
    figures_before(item, total, list);
    for (size_t i = 2; i < list->count; i++) {
        struct tb_str between = tb_str_sub(text, item->quantities[list->members[i - 1]].span.to,
                                           item->quantities[list->members[i]].span.from);
        if (parting_of(between) != PART_PAUSE)
            list->count = 1;
    }
    list->complete = false; /* it may hold what is not listed, as a list behind 其中 */
    list->children = true;
}

/* 新登记3.38万户，注吊销1.27万户，净增2.11万户: what went and what is left make what came. */
static void list_net(const struct tb_recompute *work, uint32_t net, struct list *list)
{
    struct list found;
    *list = (struct list){{net}, 1, true, false};
    if (!word_before(work, net, TB_TIES_NET))
        return;
    figures_before(work->item, net, &found);
    for (size_t i = 2; i < found.count; i++)
        if (!word_before(work, found.members[i], TB_TIES_OUT))
            return;
    if (found.count < 3 || word_before(work, found.members[1], TB_TIES_OUT))
        return;
    *list = (struct list){.count = found.count, .complete = true};
    for (size_t i = 1; i < found.count; i++)
        list->members[i - 1] = found.members[i];
    list->members[found.count - 1] = net;
}

/* What the members behind the total add up to; false: one is not exact. */
static bool add_up(const struct tb_item *item, const struct list *list, struct tb_decimal *sum)
{
    *sum = (struct tb_decimal){0, 1, 0};
    for (size_t i = 0; i < list->count; i++) {
        const struct tb_quantity *member = &item->quantities[list->members[i]];
        bool exact = member->comparator == TB_CMP_EQ && member->has_lo &&
                     !(member->hedges & 1u << TB_HEDGE_APPROX);
        if (!exact || (i > 0 && !tb_decimal_add(*sum, member->lo, sum)))
            return false;
    }
    return true;
}

/* Each member may be off by half its last digit. */
static bool agrees(const struct tb_item *item, const struct list *list, struct tb_decimal sum)
{
    const struct tb_quantity *total = &item->quantities[list->members[0]];
    struct tb_decimal difference, slack = {0, 1, 0}, step;
    static const struct tb_decimal half = {5, 1, -1}, one = {1, 1, 0};
    if (tb_decimal_compare(sum, total->lo) == 0)
        return true;
    for (size_t i = 0; i < list->count; i++) {
        const struct tb_quantity *member = &item->quantities[list->members[i]];
        bool things = member->dimension == TB_DIM_COUNT;
        if (!tb_printed_step(tb_item_quote(item, member->span), member->lo, &step)) {
            if (!things)
                return true;
            continue; /* 三百一十个 is counted */
        }
        if (things && tb_decimal_compare(step, one) <= 0)
            continue; /* so is 132户; 1.32万户 is rounded */
        if (!tb_decimal_mul(step, half, &step) || !tb_decimal_add(slack, step, &slack))
            return true;
    }
    bool above = tb_decimal_compare(sum, total->lo) > 0;
    if (!tb_decimal_sub(above ? sum : total->lo, above ? total->lo : sum, &difference))
        return true;
    return tb_decimal_compare(difference, slack) <= 0;
}

/* 其中 may pick out a few; what names three quarters of the whole means to name all of it. */
static bool names_most(struct tb_decimal total, struct tb_decimal sum)
{
    static const struct tb_decimal three_quarters = {75, 1, -2};
    struct tb_decimal most;
    return tb_decimal_mul(total, three_quarters, &most) && tb_decimal_compare(sum, most) >= 0;
}

static bool check_list(struct tb_recompute *work, const struct list *list)
{
    const struct tb_item *item = work->item;
    const struct tb_quantity *total = &item->quantities[list->members[0]];
    const struct tb_quantity *last = &item->quantities[list->members[list->count - 1]];
    struct tb_decimal sum;
    if (list->count < 3 || !add_up(item, list, &sum))
        return true;
    bool open =
        tb_recompute_ties(work, total->span.column, total->span.to, last->span.from, TB_TIES_OPEN);
    bool ok = agrees(item, list, sum);
    bool short_of = !ok && tb_decimal_compare(sum, total->lo) < 0;
    if (short_of && !list->complete && (open || !list->children || !names_most(total->lo, sum)))
        return true; /* the list need not name everything */
    char text[TB_DECIMAL_TEXT];
    size_t len = tb_decimal_text(sum, text);
    return tb_recompute_add(work, TB_RELATION_SUM, ok, list->members, list->count,
                            tb_arena_copy(work->arena, tb_item_quote(item, total->span)),
                            tb_arena_copy(work->arena, (struct tb_str){text, len}));
}

static bool announces_list(const struct tb_recompute *work, const struct tb_quantity *total)
{
    enum { NEAR = 12 }; /* bytes */
    const struct tb_span *span = &total->span;
    size_t from = span->from > NEAR ? span->from - NEAR : 0;
    return tb_recompute_ties(work, span->column, from, span->from, TB_TIES_TOTAL) ||
           tb_recompute_ties(work, span->column, from, span->from, TB_TIES_HOLDS);
}

bool tb_recompute_sums(struct tb_recompute *work)
{
    const struct tb_item *item = work->item;
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        const struct tb_quantity *quantity = &item->quantities[i];
        struct list list;
        bool classes = quantity->dimension == TB_DIM_COUNT && is_whole_of_classes(item, quantity);
        list_children(work, i, &list);
        if (list.count < 3 && (classes || announces_list(work, quantity)))
            list_after(work, i, classes, &list);
        if (list.count < 3)
            list_before(work, i, &list);
        if (list.count < 3)
            list_net(work, i, &list);
        if (!check_list(work, &list))
            return false;
    }
    return true;
}
