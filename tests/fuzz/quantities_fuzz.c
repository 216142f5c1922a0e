/* quantities_fuzz.c - figures and dates of any bytes: every span lies in the text, in order, bounds
 * stand in order, wholes stand before their parts, and memory grows no faster than the text. The
 * first byte chooses between prose, target and bare numbers. */
#include "extract/quantities.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    MAX_INPUT = 64 << 10,
    ARENA = 256 << 20,
    PER_BYTE = 1024 /* a quantity, and the copies made when the list grows */
};

static struct tb_measures *measures;
static struct tb_arena *lexicons, *arena;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool prepare(void)
{
    if (arena) {
        tb_arena_reset(arena);
        return true;
    }
    return tb_arena_new(ARENA, &lexicons, NULL) == TB_OK &&
           tb_measures_new(NULL, 0, lexicons, &measures, NULL) == TB_OK &&
           tb_arena_new(ARENA, &arena, NULL) == TB_OK;
}

static void check_quantity(struct tb_str text, const struct tb_quantities *found, size_t i,
                           size_t *last)
{
    const struct tb_quantity *q = &found->at[i];
    require(q->span.from >= *last && q->span.from < q->span.to && q->span.to <= text.len);
    *last = q->span.to;
    require(q->has_lo || q->has_hi);
    require(!q->has_lo || !q->has_hi || tb_decimal_compare(q->lo, q->hi) <= 0);
    require(q->parent == TB_NONE || q->parent < i);
    require(q->metric.ptr >= text.ptr && q->metric.ptr + q->metric.len <= text.ptr + text.len);
    require(q->dimension < TB_DIM_END && q->kind < TB_KIND_END && q->comparator < TB_CMP_END);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > MAX_INPUT || !prepare())
        return 0;
    struct tb_str text = {(const char *)data + 1, size - 1};
    struct tb_period period = {true, TB_PERIOD_QUARTER, 3, {2021, 7, 1}, {2021, 9, 30}};
    struct tb_scan_options options = {
        .calendar = {data[0] & 4 ? 0 : 2021, period}, .bare = data[0] & 1, .target = data[0] & 2};
    if (data[0] & 8)
        options.unit = TB_STR("万元");
    struct tb_quantities quantities = {0};
    struct tb_dates dates = {0};
    struct tb_error error;
    require(tb_quantities_scan(measures, text, &options, arena, &quantities, &dates, &error) ==
            TB_OK);
    size_t last = 0;
    for (size_t i = 0; i < quantities.count; i++)
        check_quantity(text, &quantities, i, &last);
    last = 0;
    for (size_t i = 0; i < dates.count; i++) {
        const struct tb_date *date = &dates.at[i];
        require(date->span.from >= last && date->span.to <= text.len);
        require(date->span.from < date->span.to);
        last = date->span.to;
    }
    require(tb_arena_used(arena) <= (size_t)PER_BYTE * (size + 64));
    return 0;
}
