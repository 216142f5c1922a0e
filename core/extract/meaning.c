/* meaning.c - from a figure and its scope to a quantity: kind, sign, hedges, period, whole, metric. */
#include "base/list.h"
#include "base/utf8.h"
#include "extract/scan.h"

static bool is_han(uint32_t code)
{
    return code >= 0x4E00 && code <= 0x9FFF;
}

static bool han_at(const struct tb_scan *s, size_t at)
{
    size_t len;
    return at < s->text.len && is_han(tb_utf8_at(s->text, at, &len));
}

/* Takes words without content off both ends of [from, to). */
static struct tb_str stripped(const struct tb_scan *s, size_t from, size_t to)
{
    struct tb_str head = tb_str_sub(s->text, 0, to);
    for (const struct tb_phrase *word;
         from < to && (word = tb_phrases_longest(s->m->metric, head, from)) != NULL &&
         (word->value & TB_STRIP_FRONT);)
        from += word->text.len;
    for (const struct tb_phrase *word;
         from < to && (word = tb_word_ending(s->m, TB_ENDS_METRIC, s->text, from, to)) != NULL &&
         (word->value & TB_STRIP_BACK);)
        to -= word->text.len;
    struct tb_str metric = tb_str_trim(tb_str_sub(s->text, from, to));
    return tb_utf8_count(metric) >= 2 ? metric : (struct tb_str){s->text.ptr + from, 0};
}

/* The phrase behind the figure, up to the next mark, number or twenty characters. */
static struct tb_str phrase_behind(const struct tb_scan *s, size_t from)
{
    enum { LONGEST = 20 };
    if (tb_stands_at(s->text, from, "的"))
        from += strlen("的");
    size_t at = from, len;
    for (int i = 0; i < LONGEST && at < s->text.len; i++, at += len) {
        uint32_t code = tb_utf8_at(s->text, at, &len);
        uint8_t may = code <= 0xFFFF ? s->m->may[code] : 0;
        if ((may & TB_MAY_MARK) || (code < 0x80 && (may & TB_MAY_NUMBER)))
            break;
        const struct tb_phrase *word = tb_phrases_longest(s->m->metric, s->text, at);
        if (at > from && word && (word->value & TB_STRIP_END))
            break;
    }
    return stripped(s, from, at);
}

/* The phrase from `from` to `to`, its last 24 characters if it is longer. */
static struct tb_str phrase_before(const struct tb_scan *s, size_t from, size_t to)
{
    enum { LONGEST = 72 }; /* bytes */
    if (from > to)
        from = to;
    if (to - from > LONGEST)
        for (from = to - LONGEST; from < to && ((unsigned char)s->text.ptr[from] & 0xC0) == 0x80;)
            from++;
    return stripped(s, from, to);
}

/* The noun phrase that the figure measures: behind a classifier (30处服务中心), else before it (投资30
 * 亿元), else that of the figure before (较上年增长5%). */
static struct tb_str metric_of(const struct tb_scan *s, const struct tb_figure *figure)
{
    bool classifier = figure->measure && figure->measure->dimension == TB_DIM_COUNT;
    if (classifier && han_at(s, figure->to)) {
        struct tb_str behind = phrase_behind(s, figure->to);
        if (behind.len)
            return behind;
    }
    struct tb_str before = phrase_before(s, s->phrase_from, figure->from);
    if (before.len)
        return before;
    if (s->metric.len)
        return s->metric;
    return phrase_behind(s, figure->to);
}

/* 64%的企业, 年度目标的64%, 年度目标64% */
static bool is_share(const struct tb_scan *s, const struct tb_figure *figure)
{
    static const char *const plans[] = {"的目标", "的任务", "的速度", "的增", "的水平"};
    if (s->now.rate == TB_RATE_SHARE)
        return true;
    size_t from = figure->from, particle = strlen("的");
    bool of = from >= particle && from - particle >= s->now.clause_from &&
              tb_stands_at(s->text, from - particle, "的");
    if (of || (s->whole_to && s->whole_to == from))
        return true;
    if (!tb_stands_at(s->text, figure->to, "的") || !han_at(s, figure->to + particle))
        return false;
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++)
        if (tb_stands_at(s->text, figure->to, plans[i]))
            return false;
    return true;
}

/* What the ratio or difference is; *falls: its sign is negative. */
static enum tb_quantity_kind kind_of(const struct tb_scan *s, const struct tb_figure *figure,
                                     enum tb_dimension dimension, bool *falls)
{
    enum { NEAR = 6 }; /* bytes between 提高 and its figure: 提高了约5% */
    bool near = s->near_to && figure->from - s->near_to <= NEAR;
    *falls = near ? s->near_falls : s->now.rate == TB_RATE_FALL;
    if (dimension == TB_DIM_POINTS)
        return TB_KIND_POINTS;
    if (dimension == TB_DIM_MULTIPLE) {
        *falls = false;
        return TB_KIND_MULTIPLE;
    }
    if (dimension != TB_DIM_RATIO) {
        *falls = false;
        return TB_KIND_LEVEL;
    }
    if (near || s->now.rate == TB_RATE_GROWTH || s->now.rate == TB_RATE_FALL)
        return TB_KIND_GROWTH;
    *falls = false;
    return is_share(s, figure) ? TB_KIND_SHARE : TB_KIND_LEVEL;
}

/* The whole of which a level of `dimension` is a part: the last figure before 其中 or 含 of the same
 * dimension that is no part itself. */
static uint32_t whole_of(const struct tb_scan *s, const struct tb_quantity *part)
{
    enum { BACK = 24 }; /* figures: eight parts with a growth and a share each */
    if (s->now.parts == TB_PARTS_NONE || part->kind != TB_KIND_LEVEL)
        return TB_NONE;
    size_t count = s->quantities->count;
    for (size_t i = count; i > s->first && count - i < BACK; i--) {
        const struct tb_quantity *host = &s->quantities->at[i - 1];
        if (host->dimension == part->dimension && host->kind == TB_KIND_LEVEL &&
            host->parent == TB_NONE)
            return (uint32_t)(i - 1);
    }
    return TB_NONE;
}

static void set_bounds(struct tb_quantity *quantity, struct tb_decimal lo, struct tb_decimal hi,
                       enum tb_comparator comparator)
{
    quantity->comparator = comparator;
    quantity->has_lo = comparator != TB_CMP_LE && comparator != TB_CMP_LT;
    quantity->has_hi = comparator != TB_CMP_GE && comparator != TB_CMP_GT;
    if (quantity->has_lo)
        quantity->lo = lo;
    if (quantity->has_hi)
        quantity->hi = hi;
}

/* 下降8%以上 is -8 or less: the sign turns the bounds round. */
static void set_fallen(struct tb_quantity *quantity, const struct tb_figure *figure)
{
    static const enum tb_comparator turned[TB_CMP_END] = {
        [TB_CMP_EQ] = TB_CMP_EQ,      [TB_CMP_GE] = TB_CMP_LE, [TB_CMP_GT] = TB_CMP_LT,
        [TB_CMP_LE] = TB_CMP_GE,      [TB_CMP_LT] = TB_CMP_GT, [TB_CMP_APPROX] = TB_CMP_APPROX,
        [TB_CMP_RANGE] = TB_CMP_RANGE};
    struct tb_decimal minus = {-1, 1, 0}, lo, hi;
    if (tb_decimal_mul(figure->hi, minus, &lo) && tb_decimal_mul(figure->lo, minus, &hi))
        set_bounds(quantity, lo, hi, turned[figure->comparator]);
}

static uint8_t hedges_of(const struct tb_scan *s, bool approx)
{
    unsigned hedges = 0;
    if (approx)
        hedges |= 1u << TB_HEDGE_APPROX;
    if (tb_scan_has(s, TB_CUE_FORECAST))
        hedges |= 1u << TB_HEDGE_FORECAST;
    if (tb_scan_has(s, TB_CUE_EFFORT))
        hedges |= 1u << TB_HEDGE_EFFORT;
    return (uint8_t)hedges;
}

/* A new quantity with what its scope says of it; NULL: the arena is full. */
static struct tb_quantity *add_quantity(struct tb_scan *s, size_t from, size_t to)
{
    struct tb_quantity *quantity = TB_LIST_ADD(s->arena, s->quantities);
    if (!quantity) {
        s->full = true;
        return NULL;
    }
    const struct tb_scope *now = &s->now;
    quantity->span = (struct tb_span){(uint32_t)from, (uint32_t)to, s->options->column};
    quantity->parent = TB_NONE;
    quantity->metric = (struct tb_str){s->text.ptr + from, 0};
    quantity->cumulative = now->as_of || (now->cumulative && now->clause - now->cumulative <= 1) ||
                           (now->period.known && (now->period.kind == TB_PERIOD_YTD ||
                                                  now->period.kind == TB_PERIOD_YTD_QUARTER));
    if (now->period.known)
        quantity->period = now->period;
    return quantity;
}

void tb_scan_quantity(struct tb_scan *s, const struct tb_figure *figure)
{
    struct tb_quantity *quantity = add_quantity(s, figure->from, figure->to);
    if (!quantity)
        return;
    quantity->dimension = figure->measure    ? figure->measure->dimension
                          : figure->fraction ? TB_DIM_RATIO
                                             : TB_DIM_COUNT;
    quantity->unit = figure->unit;
    if (!figure->measure && figure->number.scaled && tb_scan_has(s, TB_CUE_MONEY)) {
        quantity->dimension = TB_DIM_MONEY;
        quantity->unit = TB_STR("元");
    }
    bool falls;
    quantity->kind = kind_of(s, figure, quantity->dimension, &falls);
    set_bounds(quantity, figure->lo, figure->hi, figure->comparator);
    if (falls)
        set_fallen(quantity, figure);
    quantity->hedges = hedges_of(s, figure->approx || figure->comparator == TB_CMP_APPROX);
    quantity->metric = metric_of(s, figure);
    uint32_t last = (uint32_t)s->quantities->count;
    s->quantities->count--; /* it is no part of itself */
    quantity->parent = whole_of(s, quantity);
    s->quantities->count = last;
    s->metric = quantity->metric;
    s->phrase_from = figure->to;
}

void tb_scan_rank(struct tb_scan *s, size_t from, size_t to, struct tb_decimal place, bool within)
{
    struct tb_quantity *quantity = add_quantity(s, from, to);
    if (!quantity)
        return;
    quantity->dimension = TB_DIM_RANK;
    quantity->kind = TB_KIND_RANK;
    quantity->hedges = hedges_of(s, false);
    set_bounds(quantity, place, place, within ? TB_CMP_LE : TB_CMP_EQ);
    quantity->metric = phrase_before(s, s->phrase_from, from);
    if (quantity->metric.len == 0 && s->metric.len)
        quantity->metric = phrase_before(s, s->now.clause_from, from);
    if (quantity->metric.len == 0 && s->metric.len)
        quantity->metric = s->metric;
    s->phrase_from = to;
}

void tb_scan_flat(struct tb_scan *s, size_t from, size_t to)
{
    struct tb_quantity *quantity = add_quantity(s, from, to);
    if (!quantity)
        return;
    struct tb_decimal zero = {0, 1, 0};
    quantity->dimension = TB_DIM_RATIO;
    quantity->kind = TB_KIND_GROWTH;
    quantity->unit = TB_STR("%");
    quantity->hedges = hedges_of(s, false);
    set_bounds(quantity, zero, zero, TB_CMP_EQ);
    quantity->metric = phrase_before(s, s->now.clause_from, from);
    if (quantity->metric.len == 0 && s->metric.len)
        quantity->metric = s->metric;
    s->phrase_from = to;
}
