/* relations.c - running the recomputations over a report. */
#include "extract/relations.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/lexicon.h"
#include "extract/recompute.h"

static const char *const classes[TB_TIES_END] = {"total",  "rest",     "open",  "share",  "target",
                                                 "period", "schedule", "child", "nested", "rate",
                                                 "net",    "out",      "real",  "holds"};

enum tb_status tb_relations_new(const struct tb_lexicon_file *extra, size_t extra_count,
                                struct tb_arena *arena, struct tb_relations **out,
                                struct tb_error *error)
{
    struct tb_relations *relations = TB_NEW(arena, struct tb_relations);
    if (!relations)
        return tb_arena_fail(arena, error);
    *out = relations;
    return tb_lexicon_phrases("relations", classes, TB_TIES_END, extra, extra_count, arena,
                              &relations->words, error);
}

bool tb_recompute_ties(const struct tb_recompute *work, uint16_t column, size_t from, size_t to,
                       enum tb_relation_word class)
{
    struct tb_str text = tb_item_text(work->item, column);
    size_t len;
    for (size_t at = from; at < to && at < text.len; at += len) {
        const struct tb_phrase *word =
            tb_phrases_longest(work->relations->words, tb_str_sub(text, 0, to), at);
        if (word && word->value == (uint32_t) class)
            return true;
        if (word)
            len = word->text.len;
        else
            tb_utf8_at(text, at, &len);
    }
    return false;
}

bool tb_same_sentence(struct tb_str text, size_t from, size_t to)
{
    static const char *const marks[] = {"。", "；", ";", "\n"};
    struct tb_str between = tb_str_sub(text, from, to);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (size_t at = 0; (at = tb_str_find(between, tb_str_of(marks[i]), at)) != SIZE_MAX;) {
            at += strlen(marks[i]);
            if (!tb_str_starts(tb_str_sub(between, at, between.len), TB_STR("其中")))
                return false;
        }
    return true;
}

bool tb_recompute_add(struct tb_recompute *work, enum tb_relation_kind kind, bool ok,
                      const uint32_t *members, size_t count, struct tb_str stated,
                      struct tb_str recomputed)
{
    struct tb_relation *relation = TB_LIST_ADD(work->arena, work);
    struct tb_member *kept = TB_NEW_ARRAY(work->arena, struct tb_member, count);
    if (!relation || !kept || !stated.ptr || !recomputed.ptr)
        return false;
    for (size_t i = 0; i < count; i++)
        kept[i] = (struct tb_member){work->index, members[i]};
    *relation = (struct tb_relation){kind, ok, kept, (uint32_t)count, stated, recomputed};
    return true;
}

/* Figures of one item; beyond them the text is not a bulletin's, and all their ties would take too long. */
enum { MOST_OF_AN_ITEM = 1024 };

enum tb_status tb_relations_read(const struct tb_relations *relations, struct tb_report *report,
                                 struct tb_arena *arena, struct tb_error *error)
{
    for (size_t i = 0; i < report->item_count; i++) {
        struct tb_item *item = &report->items[i];
        struct tb_recompute work = {.relations = relations,
                                    .report = report,
                                    .item = item,
                                    .index = (uint32_t)i,
                                    .arena = arena};
        if (item->quantity_count < 2 || item->quantity_count > MOST_OF_AN_ITEM)
            continue;
        if (!tb_recompute_sums(&work) || !tb_recompute_shares(&work) ||
            !tb_recompute_growth(&work) || !tb_recompute_schedule(&work))
            return tb_arena_fail(arena, error);
        item->relations = work.at;
        item->relation_count = (uint32_t)work.count;
    }
    return TB_OK;
}
