/* units.c - units that joined or left, and who leads. */
#include "diff/compare.h"

enum { UNITS_MOST = 128 }; /* of an item; those behind are not looked at */

static uint32_t count_of(const struct tb_item *item)
{
    return item->unit_count < UNITS_MOST ? item->unit_count : UNITS_MOST;
}

/* The unit of that name; TB_NONE: none. */
static uint32_t find_unit(const struct tb_item *item, struct tb_str name)
{
    for (uint32_t i = 0; i < count_of(item); i++)
        if (tb_plain_equal(item->units[i].name, name))
            return i;
    return TB_NONE;
}

/* Units of `item` that the other one does not have; a name that stands twice counts once. */
static bool add_missing(struct tb_comparing *comparing, const struct tb_item *item,
                        const struct tb_item *other, bool joins)
{
    for (uint32_t i = 0; i < count_of(item); i++) {
        struct tb_str name = item->units[i].name;
        if (find_unit(other, name) != TB_NONE || find_unit(item, name) != i)
            continue;
        struct tb_change *change =
            tb_change_add(comparing, joins ? "unit-joins" : "unit-leaves", comparing->confidence);
        if (!change)
            return false;
        if (joins) {
            change->new_unit = i;
            change->new_column = item->units[i].span.column;
        } else {
            change->old_unit = i;
            change->old_column = item->units[i].span.column;
        }
    }
    return true;
}

/* The next unit that leads, from `at` on; TB_NONE: none. */
static uint32_t next_lead(const struct tb_item *item, uint32_t at)
{
    while (at < count_of(item) && item->units[at].role != TB_UNIT_LEAD)
        at++;
    return at < count_of(item) ? at : TB_NONE;
}

static bool is_lead(const struct tb_item *item, struct tb_str name)
{
    for (uint32_t i = next_lead(item, 0); i != TB_NONE; i = next_lead(item, i + 1))
        if (tb_plain_equal(item->units[i].name, name))
            return true;
    return false;
}

/* The first lead that the other item does not have as one; TB_NONE: all are there. */
static uint32_t lost_lead(const struct tb_item *item, const struct tb_item *other)
{
    for (uint32_t i = next_lead(item, 0); i != TB_NONE; i = next_lead(item, i + 1))
        if (!is_lead(other, item->units[i].name))
            return i;
    return TB_NONE;
}

static bool compare_leads(struct tb_comparing *comparing)
{
    const struct tb_item *a = comparing->old_item, *b = comparing->new_item;
    uint32_t old_lead = next_lead(a, 0), new_lead = next_lead(b, 0);
    if (old_lead == TB_NONE || new_lead == TB_NONE)
        return true;
    uint32_t lost = lost_lead(a, b), won = lost_lead(b, a);
    if (lost == TB_NONE && won == TB_NONE)
        return true;
    old_lead = lost == TB_NONE ? old_lead : lost;
    new_lead = won == TB_NONE ? new_lead : won;
    /* by the order of names only: that alone says little, and nothing where both lists are equal */
    bool by_order = a->units[old_lead].basis == TB_BASIS_FIRST_LISTED ||
                    b->units[new_lead].basis == TB_BASIS_FIRST_LISTED;
    if (by_order && find_unit(b, a->units[old_lead].name) != TB_NONE &&
        find_unit(a, b->units[new_lead].name) != TB_NONE)
        return true;
    struct tb_change *change = tb_change_add(comparing, by_order ? "lead-by-order" : "lead-named",
                                             comparing->confidence * (by_order ? 0.6 : 1));
    if (!change)
        return false;
    change->old_unit = old_lead;
    change->new_unit = new_lead;
    change->old_column = a->units[old_lead].span.column;
    change->new_column = b->units[new_lead].span.column;
    return true;
}

bool tb_compare_units(struct tb_comparing *comparing)
{
    return add_missing(comparing, comparing->new_item, comparing->old_item, true) &&
           add_missing(comparing, comparing->old_item, comparing->new_item, false) &&
           compare_leads(comparing);
}
