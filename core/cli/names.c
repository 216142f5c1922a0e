/* names.c - see names.h. */
#include "cli/names.h"

#include "base/list.h"

struct names {
    struct tb_phrase *at;
    size_t count, room;
};

static bool add_names(struct names *names, const struct tb_report *report, struct tb_arena *arena)
{
    const struct tb_phrases *hidden = report->hidden_names;
    for (size_t i = 0; hidden && i < hidden->count; i++) {
        struct tb_phrase *name = TB_LIST_ADD(arena, names);
        if (!name)
            return false;
        name->text = tb_arena_copy(arena, hidden->sorted[i].text);
        if (!name->text.ptr)
            return false;
    }
    return true;
}

enum tb_status tb_names_gather(const struct tb_report *report, const struct tb_past *past,
                               struct tb_arena *arena, const struct tb_phrases **out,
                               struct tb_error *error)
{
    struct names names = {0};
    bool ok = add_names(&names, report, arena);
    for (; past && ok; past = past->before)
        ok = add_names(&names, past->diff->old_report, arena);
    *out = ok ? tb_phrases_new(names.at, names.count, arena) : NULL;
    return *out ? TB_OK : tb_arena_fail(arena, error);
}

/* What people wrote, without the names that are hidden in the report. */
static bool mask_judgement(const struct tb_extract *extract, const struct tb_report *report,
                           struct tb_arena *arena, struct tb_judgement *said)
{
    said->who = TB_STR("");
    return tb_extract_mask_text(extract, report, arena, &said->reason) &&
           tb_extract_mask_text(extract, report, arena, &said->reply);
}

bool tb_names_mask_finding(const struct tb_extract *extract, const struct tb_report *report,
                           struct tb_arena *arena, struct tb_finding *finding)
{
    if (!report->hidden_names || !finding->judgement)
        return true;
    struct tb_judgement *said = TB_NEW(arena, struct tb_judgement);
    if (!said)
        return false;
    *said = *finding->judgement;
    finding->judgement = said;
    return mask_judgement(extract, report, arena, said);
}

bool tb_names_mask_noted(const struct tb_extract *extract, struct tb_report *report,
                         struct tb_arena *arena)
{
    for (size_t i = 0; i < report->item_count && report->hidden_names; i++) {
        struct tb_item *item = &report->items[i];
        if (item->noted_count == 0)
            continue;
        struct tb_noted *noted = TB_NEW_ARRAY(arena, struct tb_noted, item->noted_count);
        if (!noted)
            return false;
        memcpy(noted, item->noted, item->noted_count * sizeof *noted);
        item->noted = noted;
        for (uint32_t k = 0; k < item->noted_count; k++)
            if (!mask_judgement(extract, report, arena, &noted[k].judgement))
                return false;
    }
    return true;
}
