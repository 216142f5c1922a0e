/* views_figure.c - a figure: exact, with its unit, comparable only with figures of its kind. */
#include "base/decimal.h"

#include <lauxlib.h>

#include "lua/view.h"

static const struct tb_quantity *quantity_of(const struct tb_view *view)
{
    return view->object;
}

/* The one number a figure stands for: its lower bound, or the upper one where that is missing. */
static bool value_of(const struct tb_quantity *quantity, struct tb_decimal *out)
{
    if (!quantity->has_lo && !quantity->has_hi)
        return false;
    *out = quantity->has_lo ? quantity->lo : quantity->hi;
    return true;
}

/* --- entries ---------------------------------------------------------------------------------- */

static void get_value(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    struct tb_decimal value = {0, 1, 0};
    bool known = value_of(quantity_of(view), &value);
    (void)entry;
    tb_push_decimal(L, known, value);
}

static void get_exact(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    char text[TB_DECIMAL_TEXT];
    struct tb_decimal value;
    (void)entry;
    if (value_of(quantity_of(view), &value))
        lua_pushlstring(L, text, tb_decimal_text(value, text));
    else
        lua_pushnil(L);
}

static void get_lo(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_push_decimal(L, quantity_of(view)->has_lo, quantity_of(view)->lo);
}

static void get_hi(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_push_decimal(L, quantity_of(view)->has_hi, quantity_of(view)->hi);
}

static void get_dimension(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_dimension_name(quantity_of(view)->dimension));
}

static void get_comparator(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_comparator_name(quantity_of(view)->comparator));
}

static void get_kind(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_quantity_kind_name(quantity_of(view)->kind));
}

static void push_hedge(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    unsigned hedges = quantity_of(list)->hedges;
    (void)owner;
    for (unsigned hedge = 0; hedge < TB_HEDGE_END; hedge++)
        if ((hedges & (1u << hedge)) != 0 && index-- == 0)
            lua_pushstring(L, tb_hedge_name((enum tb_hedge)hedge));
}

static void get_hedge(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    size_t count = 0;
    (void)entry;
    for (unsigned hedge = 0; hedge < TB_HEDGE_END; hedge++)
        count += ((unsigned)quantity_of(view)->hedges >> hedge) & 1u;
    tb_list_push(L, 1, view->object, count, push_hedge);
}

static void get_period(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (quantity_of(view)->period.known)
        tb_view_push(L, 1, &tb_period_type, &quantity_of(view)->period, view->item, 0);
    else
        lua_pushnil(L);
}

static void get_cumulative(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushboolean(L, quantity_of(view)->cumulative);
}

static void get_parent(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (quantity_of(view)->parent == TB_NONE) {
        lua_pushnil(L);
        return;
    }
    lua_getiuservalue(L, 1, TB_VIEW_OWNER);
    tb_list_element(L, lua_gettop(L), "quantities", quantity_of(view)->parent);
    lua_remove(L, -2);
}

/* A difference has no place in the text: its value and unit are its text. */
static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_quantity *quantity = quantity_of(view);
    if (quantity->span.column != TB_NO_COLUMN) {
        tb_push_str(L, tb_item_quote(tb_view_item(view), quantity->span));
        return;
    }
    get_exact(L, view, NULL);
    tb_push_str(L, quantity->unit.ptr ? quantity->unit : TB_STR(""));
    lua_concat(L, 2);
}

static void get_text(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    print(L, view);
}

/* --- arithmetic ------------------------------------------------------------------------------- */

/* Units are never converted, so where a dimension has units of different size they must be the same
 * one. Things that are counted (家, 户, 人) and shares compare whatever they are called. */
static bool needs_one_unit(enum tb_dimension dimension)
{
    switch (dimension) {
    case TB_DIM_RATIO:
    case TB_DIM_POINTS:
    case TB_DIM_COUNT:
    case TB_DIM_RANK:
    case TB_DIM_MULTIPLE:
        return false;
    case TB_DIM_MONEY:
    case TB_DIM_AREA:
    case TB_DIM_VOLUME:
    case TB_DIM_MASS:
    case TB_DIM_LENGTH:
    case TB_DIM_POWER:
    case TB_DIM_ENERGY:
    case TB_DIM_DURATION:
    case TB_DIM_END:
    default:
        return true;
    }
}

static const struct tb_view *check_figure(lua_State *L, int arg)
{
    const struct tb_view *view = tb_view_test(L, arg);
    if (!view || view->type != &tb_figure_type) {
        luaL_error(L, "a figure compares only with a figure, not with a %s: use figure.value",
                   luaL_typename(L, arg));
        return NULL; /* not reached */
    }
    tb_view_check_live(L, view);
    return view;
}

/* Both figures at 1 and 2; raises unless they can be compared. */
static void check_two(lua_State *L, const struct tb_quantity *out[2], struct tb_decimal value[2])
{
    for (int i = 0; i < 2; i++) {
        const struct tb_view *view = check_figure(L, i + 1);
        out[i] = quantity_of(view);
        if (!value_of(out[i], &value[i]))
            luaL_error(L, "the figure '%s' has no value", tb_push_shown(L, i + 1));
    }
    if (out[0]->dimension != out[1]->dimension)
        luaL_error(L, "'%s' (%s) and '%s' (%s) cannot be compared: they measure different things",
                   tb_push_shown(L, 1), tb_dimension_name(out[0]->dimension), tb_push_shown(L, 2),
                   tb_dimension_name(out[1]->dimension));
    if (needs_one_unit(out[0]->dimension) && !tb_str_eq(out[0]->unit, out[1]->unit))
        luaL_error(L, "'%s' and '%s' cannot be compared: units are not converted",
                   tb_push_shown(L, 1), tb_push_shown(L, 2));
}

static int less(lua_State *L)
{
    const struct tb_quantity *pair[2];
    struct tb_decimal value[2];
    check_two(L, pair, value);
    lua_pushboolean(L, tb_decimal_compare(value[0], value[1]) < 0);
    return 1;
}

static int less_equal(lua_State *L)
{
    const struct tb_quantity *pair[2];
    struct tb_decimal value[2];
    check_two(L, pair, value);
    lua_pushboolean(L, tb_decimal_compare(value[0], value[1]) <= 0);
    return 1;
}

/* Equal: the same value of the same dimension and unit; never an error. */
static int equal(lua_State *L)
{
    struct tb_decimal value[2];
    const struct tb_view *a = tb_view_test(L, 1), *b = tb_view_test(L, 2);
    bool same = a && b && a->type == &tb_figure_type && b->type == &tb_figure_type &&
                a->home->report && b->home->report && value_of(quantity_of(a), &value[0]) &&
                value_of(quantity_of(b), &value[1]) &&
                quantity_of(a)->dimension == quantity_of(b)->dimension &&
                tb_str_eq(quantity_of(a)->unit, quantity_of(b)->unit) &&
                tb_decimal_compare(value[0], value[1]) == 0;
    lua_pushboolean(L, same);
    return 1;
}

/* figure - figure: a figure of the same unit that stands nowhere in the text. Two percentages
 * differ by percentage points. */
static int subtract(lua_State *L)
{
    const struct tb_quantity *pair[2];
    struct tb_decimal value[2], difference;
    check_two(L, pair, value);
    if (!tb_decimal_sub(value[0], value[1], &difference))
        return luaL_error(L, "the difference of '%s' and '%s' has too many digits",
                          tb_push_shown(L, 1), tb_push_shown(L, 2));
    struct tb_quantity result = {
        .span = {.column = TB_NO_COLUMN},
        .lo = difference,
        .hi = difference,
        .has_lo = true,
        .has_hi = true,
        .unit = pair[0]->unit,
        .dimension = pair[0]->dimension,
        .comparator = TB_CMP_EQ,
        .kind = pair[0]->kind,
        .metric = pair[0]->metric,
        .parent = TB_NONE,
    };
    if (result.dimension == TB_DIM_RATIO) {
        result.dimension = TB_DIM_POINTS;
        result.kind = TB_KIND_POINTS;
        result.unit = TB_STR("个百分点");
    }
    const struct tb_view *left = lua_touserdata(L, 1);
    lua_getiuservalue(L, 1, TB_VIEW_OWNER);
    struct tb_view *view =
        tb_view_push(L, lua_gettop(L), &tb_figure_type, NULL, left->item, sizeof result);
    memcpy(view + 1, &result, sizeof result);
    return 1;
}

/* --- the type --------------------------------------------------------------------------------- */

static const struct tb_entry entries[] = {
    {"value", "number?",
     "its number, magnitude words multiplied out; of a range or a bound, the lower bound if there "
     "is one",
     "0.1", get_value, NULL, 0, false},
    {"exact", "string?", "the same as exact decimal text", "0.1", get_exact, NULL, 0, true},
    {"lo", "number?", "lower bound; nil in 不超过5人", "0.1", get_lo, NULL, 0, false},
    {"hi", "number?", "upper bound; nil in 5人以上", "0.1", get_hi, NULL, 0, false},
    {"unit", "string?", "its unit as written, spelling variants folded", "0.1", tb_get_text, NULL,
     offsetof(struct tb_quantity, unit), true},
    {"dimension", "string", "what it measures: money, ratio, points, count, area, …", "0.1",
     get_dimension, NULL, 0, false},
    {"comparator", "string", "eq, ge, gt, le, lt, approx or range", "0.1", get_comparator, NULL, 0,
     false},
    {"kind", "string", "level, growth, share, points, rank or multiple", "0.1", get_kind, NULL, 0,
     false},
    {"metric", "string?", "the words for what is measured", "0.1", tb_get_text, NULL,
     offsetof(struct tb_quantity, metric), true},
    {"hedge", "string[]", "what softens it: approx, forecast, effort", "0.1", get_hedge, NULL, 0,
     true},
    {"period", "Period?", "the period the text names for it", "0.1", get_period, NULL, 0, true},
    {"cumulative", "boolean", "counted from the beginning of the year", "0.1", get_cumulative, NULL,
     0, false},
    {"parent", "Figure?", "the figure that it is a part of (其中, 含)", "0.1", get_parent, NULL, 0,
     false},
    {"text", "string", "its characters as written; of a difference, number and unit", "0.1",
     get_text, NULL, 0, true},
};

const struct tb_type tb_figure_type = {
    .name = "Figure",
    .word = "figure",
    .doc = "A figure read from a cell. Figures compare (`<`, `<=`, `==`) and subtract exactly, and "
           "only where they measure the same thing.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .spanned = true,
    .span_at = offsetof(struct tb_quantity, span),
    .print = print,
    .less = less,
    .less_equal = less_equal,
    .equal = equal,
    .subtract = subtract,
};
