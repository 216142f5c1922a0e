/* extract.c - one call for each kind of thing that is read from the cells. */
#include "extract/extract.h"

#include <stdlib.h>

#include "base/tsv.h"
#include "extract/mask.h"
#include "extract/organisations.h"
#include "extract/pairing.h"
#include "extract/people.h"
#include "extract/progress.h"
#include "extract/quantities.h"
#include "extract/reasons.h"
#include "extract/relations.h"

struct tb_extract {
    struct tb_organisations *organisations;
    struct tb_people *people;
    struct tb_measures *measures;
    struct tb_reasons *reasons;
    struct tb_pairing *pairing;
    struct tb_progress *progress;
    struct tb_relations *relations;
    struct tb_pins pins;
    const struct tb_alias *aliases;
    size_t alias_count;
    enum tb_people_shown shown;
    const struct tb_phrases *hidden; /* names of people of other reports; NULL: none */
    bool comparing;
};

enum tb_status tb_extract_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_extract **out,
                              struct tb_error *error)
{
    struct tb_extract *extract = TB_NEW(arena, struct tb_extract);
    if (!extract)
        return tb_arena_fail(arena, error);
    enum tb_status status =
        tb_organisations_new(extra, extra_count, arena, &extract->organisations, error);
    if (status == TB_OK)
        status = tb_people_new(extra, extra_count, arena, &extract->people, error);
    if (status == TB_OK)
        status = tb_measures_new(extra, extra_count, arena, &extract->measures, error);
    if (status == TB_OK)
        status = tb_reasons_new(extra, extra_count, arena, &extract->reasons, error);
    if (status == TB_OK)
        status = tb_pairing_new(extra, extra_count, arena, &extract->pairing, error);
    if (status == TB_OK)
        status = tb_progress_new(extra, extra_count, arena, &extract->progress, error);
    if (status == TB_OK)
        status = tb_relations_new(extra, extra_count, arena, &extract->relations, error);
    if (status == TB_OK)
        *out = extract;
    return status;
}

enum tb_status tb_extract_set_profile(struct tb_extract *extract,
                                      const struct tb_lexicon_file *profile, struct tb_arena *arena,
                                      struct tb_error *error)
{
    struct tb_profile *made = NULL;
    enum tb_status status = tb_profile_new(profile, arena, &made, error);
    if (status == TB_OK)
        tb_progress_set_profile(extract->progress, made);
    return status;
}

void tb_extract_set_aliases(struct tb_extract *extract, const struct tb_alias *aliases,
                            size_t count)
{
    extract->aliases = aliases;
    extract->alias_count = count;
}

static int by_name(const void *name, const void *alias)
{
    return tb_str_compare(*(const struct tb_str *)name, ((const struct tb_alias *)alias)->from);
}

static void fold_units(const struct tb_extract *extract, struct tb_report *report)
{
    for (size_t i = 0; i < report->item_count && extract->alias_count > 0; i++)
        for (uint32_t k = 0; k < report->items[i].unit_count; k++) {
            struct tb_unit *unit = &report->items[i].units[k];
            const struct tb_alias *alias =
                bsearch(&unit->name, extract->aliases, extract->alias_count,
                        sizeof *extract->aliases, by_name);
            if (alias)
                unit->name = alias->to;
        }
}

void tb_extract_set_pins(struct tb_extract *extract, struct tb_pins pins)
{
    extract->pins = pins;
}

void tb_extract_set_people(struct tb_extract *extract, enum tb_people_shown shown)
{
    extract->shown = shown;
}

void tb_extract_set_hidden(struct tb_extract *extract, const struct tb_phrases *names)
{
    extract->hidden = names;
}

bool tb_extract_mask_text(const struct tb_extract *extract, const struct tb_report *report,
                          struct tb_arena *arena, struct tb_str *text)
{
    bool whole = extract->shown == TB_PEOPLE_LEFT_OUT;
    return !report->hidden_names ||
           tb_people_mask_text(extract->people, whole, report, arena, text);
}

void tb_extract_set_comparing(struct tb_extract *extract)
{
    extract->comparing = true;
}

struct tb_lexicon_file tb_extract_builtin_profile(const char *name)
{
    return (struct tb_lexicon_file){name, name, tb_embedded_text(tb_profiles_knowledge, name)};
}

/* Who held two figures against each other is nobody's business there, as in what is said of findings. */
static bool mask_pins(const struct tb_extract *extract, struct tb_report *report,
                      struct tb_arena *arena)
{
    for (size_t i = 0; i < report->item_count && report->hidden_names; i++)
        for (uint32_t k = 0; k < report->items[i].pair_count; k++) {
            struct tb_why *why = &report->items[i].pairs[k].why;
            if (!why->who.ptr)
                continue;
            why->who = TB_STR("");
            if (!tb_extract_mask_text(extract, report, arena, &why->reason))
                return false;
        }
    return true;
}

enum tb_status tb_extract_report(const struct tb_extract *extract, struct tb_report *report,
                                 struct tb_arena *arena, struct tb_error *error)
{
    bool whole = extract->shown == TB_PEOPLE_LEFT_OUT;
    enum tb_status status = TB_OK;
    if (extract->shown != TB_PEOPLE_SHOWN)
        status = tb_people_mask(extract->people, extract->hidden, whole, report, arena, error);
    if (status == TB_OK)
        status = tb_organisations_read(extract->organisations, report, arena, error);
    if (status == TB_OK)
        fold_units(extract, report);
    if (status == TB_OK && !whole && !extract->comparing)
        status = tb_people_read(extract->people, report, arena, error);
    if (status == TB_OK)
        status = tb_quantities_read(extract->measures, report, arena, error);
    if (status == TB_OK && !extract->comparing)
        status = tb_reasons_read(extract->reasons, report, arena, error);
    if (status == TB_OK)
        status = tb_pairing_read(extract->pairing, report, arena, error);
    if (status == TB_OK &&
        !(tb_pins_pairs(&extract->pins, report, arena) && mask_pins(extract, report, arena)))
        status = tb_arena_fail(arena, error);
    if (status == TB_OK)
        status = tb_progress_read(extract->progress, report, !extract->comparing, arena, error);
    if (status == TB_OK && !tb_pins_status(&extract->pins, report, arena))
        status = tb_arena_fail(arena, error);
    if (status == TB_OK && !extract->comparing)
        status = tb_relations_read(extract->relations, report, arena, error);
    return status;
}

enum tb_status tb_extract_quantities(const struct tb_extract *extract, struct tb_str text,
                                     bool bare, int year, struct tb_arena *arena,
                                     struct tb_quantity **out, size_t *count,
                                     struct tb_error *error)
{
    struct tb_scan_options options = {
        .calendar = {.year = year}, .column = TB_NO_COLUMN, .bare = bare};
    struct tb_quantities found = {0};
    enum tb_status status =
        tb_quantities_scan(extract->measures, text, &options, arena, &found, NULL, error);
    if (status != TB_OK)
        return status;
    *out = found.at;
    *count = found.count;
    return TB_OK;
}
