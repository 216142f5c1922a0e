/* parts.c - matching the parts of target and result, and counting what each says. */
#include "extract/parts.h"

#include "base/list.h"
#include "base/utf8.h"

bool tb_side_read(struct tb_str text, uint16_t column, const struct tb_side_text *other,
                  struct tb_arena *arena, struct tb_side_text *out)
{
    *out = (struct tb_side_text){.text = text, .column = column};
    return tb_clauses_read(text, arena, &out->clauses) &&
           tb_segments_read(text, &out->clauses, other ? &other->segments : NULL, arena,
                            &out->segments);
}

/* What is said of the thing left out: 除绿化正在施工外; a thing merely named is not done. */
static enum tb_label said_of_exception(const struct tb_prose_rules *rules, struct tb_str clause)
{
    struct tb_rules_cursor cursor = {0, 0};
    struct tb_rule_match match;
    uint32_t order = UINT32_MAX;
    enum tb_label said = TB_LABEL_PARTLY_DONE, label;
    while (tb_rules_next(rules->states, clause, &cursor, &match))
        if (match.order < order &&
            tb_label_parse(tb_rules_name(rules->states, match.name), &label)) {
            order = match.order;
            said = label;
        }
    return said;
}

/* What a clause that matches a rule of that name says, and whether the clause behind it is only a
 * plan. */
static bool meaning_of(const struct tb_prose_rules *rules, uint16_t name, struct tb_str clause,
                       enum tb_label *out, bool *plan_follows)
{
    struct tb_str said = tb_rules_name(rules->states, name);
    *plan_follows = tb_str_eq(said, TB_STR("awaited"));
    if (tb_str_eq(said, TB_STR("except"))) {
        *out = said_of_exception(rules, clause);
        return true;
    }
    return tb_label_parse(*plan_follows ? TB_STR("not_started") : said, out);
}

static uint16_t state_of(const struct tb_prose_rules *rules, struct tb_str clause)
{
    struct tb_rule_match match;
    return tb_rules_first(rules->states, clause, &match) ? match.name : (uint16_t)TB_RULES_NONE;
}

bool tb_clause_says(const struct tb_prose_rules *rules, struct tb_str clause, enum tb_label *out)
{
    bool plan_follows;
    return meaning_of(rules, state_of(rules, clause), clause, out, &plan_follows);
}

bool tb_side_states(const struct tb_prose_rules *rules, struct tb_arena *arena,
                    struct tb_side_text *side)
{
    uint16_t *states = TB_NEW_ARRAY(arena, uint16_t, side->clauses.count);
    if (!states)
        return false;
    for (size_t i = 0; i < side->clauses.count; i++)
        states[i] = state_of(
            rules, tb_str_sub(side->text, side->clauses.at[i].from, side->clauses.at[i].to));
    side->states = states;
    return true;
}

static struct tb_str clause_text(const struct tb_side_text *side, const struct tb_clause *clause)
{
    return tb_str_sub(side->text, clause->from, clause->to);
}

bool tb_side_says(const struct tb_prose_rules *rules, const struct tb_side_text *side,
                  size_t clause, enum tb_label *out)
{
    bool plan_follows;
    return meaning_of(rules, side->states[clause], clause_text(side, &side->clauses.at[clause]),
                      out, &plan_follows);
}

static uint16_t higher(uint16_t a, uint16_t b)
{
    return a == TB_RULES_NONE ? b : b == TB_RULES_NONE || a > b ? a : b;
}

/* The highest stage a clause names. */
static uint16_t stage_named(const struct tb_prose_rules *rules, struct tb_str clause)
{
    struct tb_rules_cursor cursor = {0, 0};
    struct tb_rule_match match;
    uint16_t stage = TB_RULES_NONE;
    while (tb_rules_next(rules->stages, clause, &cursor, &match))
        stage = higher(stage, match.name);
    return stage;
}

static void tally_target(const struct tb_prose_rules *rules, const struct tb_side_text *side,
                         const struct tb_segment *segment, struct tb_tally *tally)
{
    struct tb_rule_match match;
    for (size_t i = segment->first; i < segment->first + segment->count; i++) {
        struct tb_str clause = clause_text(side, &side->clauses.at[i]);
        tally->target_stage = higher(tally->target_stage, stage_named(rules, clause));
        tally->completion_asked |= tb_rules_first(rules->demands, clause, &match);
    }
}

/* A result that quotes its own changed target first ("目标调整为：…") says nothing by it: until the
 * first clause that does not stand in the target word for word. */
static bool is_restated(struct tb_str clause, struct tb_str target)
{
    enum { LONG_ENOUGH = 6 };
    return tb_utf8_count(clause) >= LONG_ENOUGH && tb_str_find(target, clause, 0) != SIZE_MAX;
}

static void tally_result(const struct tb_prose_rules *rules, const struct tb_side_text *side,
                         const struct tb_segment *segment, struct tb_str target, bool restating,
                         struct tb_tally *tally)
{
    bool is_plan = false;
    for (size_t i = segment->first; i < segment->first + segment->count; i++) {
        struct tb_str clause = clause_text(side, &side->clauses.at[i]);
        enum tb_label label;
        bool plan_follows, passed_over = is_plan || (restating && is_restated(clause, target));
        bool says = meaning_of(rules, side->states[i], clause, &label, &plan_follows);
        is_plan = plan_follows && side->clauses.at[i].end == TB_END_COMMA;
        if (passed_over || !says)
            continue;
        tally->said[label]++;
        uint16_t stage = stage_named(rules, clause);
        bool reached = label == TB_LABEL_COMPLETED || label == TB_LABEL_EXCEEDED;
        bool going = label == TB_LABEL_ON_TRACK || label == TB_LABEL_PARTLY_DONE;
        if (going && stage != TB_RULES_NONE && stage > 0)
            stage--; /* being at a stage is not having reached it */
        if (reached || going)
            tally->stage = higher(tally->stage, stage);
    }
}

/* The target segment that a result segment answers; SIZE_MAX: none. Numbers decide where both sides
 * count, else the likeness of the labels. */
static size_t answered(const struct tb_segments *targets, const struct tb_segment *result)
{
    enum { UNLIKE = 50 }; /* per cent of the shorter label's character pairs */
    size_t best = SIZE_MAX;
    double likeness = UNLIKE / 100.0;
    for (size_t i = 0; i < targets->count; i++) {
        const struct tb_segment *target = &targets->at[i];
        bool numbered = target->number.len > 0 && result->number.len > 0;
        if (numbered && tb_str_eq(target->number, result->number))
            return i;
        if (numbered || target->label.len == 0 || result->label.len == 0)
            continue;
        double like = tb_likeness(target->label, result->label);
        if (like >= likeness) {
            best = i;
            likeness = like + 1e-9;
        }
    }
    return best;
}

static struct tb_span span_of(const struct tb_side_text *side, const struct tb_segment *segment)
{
    return (struct tb_span){segment->from, segment->to, side->column};
}

static const struct tb_span nowhere = {0, 0, TB_NO_COLUMN};

struct matching {
    const struct tb_prose_rules *rules;
    const struct tb_side_text *target, *result;
    bool *used; /* target segments that were answered */
    bool restating;
};

static void fill_part(const struct matching *matching, const struct tb_segment *target,
                      const struct tb_segment *result, struct tb_part *part, struct tb_tally *tally)
{
    *tally = (struct tb_tally){.stage = TB_RULES_NONE, .target_stage = TB_RULES_NONE};
    part->span = result ? span_of(matching->result, result) : nowhere;
    part->target = target ? span_of(matching->target, target) : nowhere;
    const struct tb_segment *named = result ? result : target;
    if (named)
        part->label = named->label.len ? named->label : named->number;
    if (target)
        tally_target(matching->rules, matching->target, target, tally);
    if (result)
        tally_result(matching->rules, matching->result, result, matching->target->text,
                     matching->restating, tally);
    part->stage = tb_rules_name(matching->rules->stages, tally->stage);
    part->target_stage = tb_rules_name(matching->rules->stages, tally->target_stage);
}

/* The first of the result's clauses [0, count) that matches a rule of that name; SIZE_MAX: none. */
static size_t find_state(const struct tb_prose_rules *rules, const struct tb_side_text *result,
                         size_t count, struct tb_str name)
{
    uint16_t wanted = tb_rules_find_name(rules->states, name);
    for (size_t i = 0; i < count; i++)
        if (wanted != TB_RULES_NONE && result->states[i] == wanted)
            return i;
    return SIZE_MAX;
}

/* "除施工图设计正在进行外，其余工作已完成" behind a restated list: what it says of the one thing holds for the
 * part that names it, what it says of the rest for every other. `from` is the clause; the part it
 * stands in was counted with it. */
static void spread_exception(const struct matching *matching, size_t from,
                             const struct tb_item *item, struct tb_tally *tallies, size_t count)
{
    const struct tb_side_text *result = matching->result;
    struct tb_str named = clause_text(result, &result->clauses.at[from]);
    enum tb_label of_named = said_of_exception(matching->rules, named), of_rest;
    if (!tb_side_says(matching->rules, result, from + 1, &of_rest))
        return;
    size_t best = SIZE_MAX;
    double alike = 0;
    for (size_t i = 0; i < count; i++) {
        const struct tb_part *part = &item->parts[i];
        if (part->span.column == TB_NO_COLUMN || part->target.column == TB_NO_COLUMN)
            continue;
        struct tb_str own = tb_str_sub(result->text, part->span.from,
                                       part->span.to < result->clauses.at[from].from
                                           ? part->span.to
                                           : result->clauses.at[from].from);
        memset(tallies[i].said, 0, sizeof tallies[i].said);
        tallies[i].said[of_rest] = 1;
        double like = tb_likeness(named, own);
        if (like > alike) {
            alike = like;
            best = i;
        }
    }
    if (best != SIZE_MAX)
        tallies[best].said[of_named]++;
}

/* Both sides whole: the only part. */
static bool single_part(const struct matching *matching, struct tb_part *part,
                        struct tb_tally *tally, struct tb_segment whole[2])
{
    const struct tb_side_text *sides[2] = {matching->target, matching->result};
    for (int i = 0; i < 2; i++)
        whole[i] = (struct tb_segment){.number = TB_STR(""),
                                       .label = TB_STR(""),
                                       .to = (uint32_t)sides[i]->text.len,
                                       .count = sides[i]->clauses.count};
    fill_part(matching, whole[0].count ? &whole[0] : NULL, whole[1].count ? &whole[1] : NULL, part,
              tally);
    return true;
}

bool tb_parts_read(const struct tb_prose_rules *rules, const struct tb_side_text *target,
                   const struct tb_side_text *result, struct tb_item *item,
                   struct tb_tally **tallies, struct tb_arena *arena)
{
    size_t most = target->segments.count + result->segments.count + 1;
    struct tb_part *parts = TB_NEW_ARRAY(arena, struct tb_part, most);
    struct tb_tally *counted = TB_NEW_ARRAY(arena, struct tb_tally, most);
    bool *used = TB_NEW_ARRAY(arena, bool, target->segments.count + 1);
    if (!parts || !counted || !used)
        return false;
    size_t clauses = result->clauses.count;
    bool restating = find_state(rules, result, clauses, TB_STR("restated")) != SIZE_MAX;
    struct matching matching = {rules, target, result, used, restating};
    size_t count = 0;
    item->parts = parts;
    *tallies = counted;
    if (target->clauses.count == 0 && result->clauses.count == 0) { /* nothing to divide */
        counted[0] = (struct tb_tally){.stage = TB_RULES_NONE, .target_stage = TB_RULES_NONE};
        return true;
    }
    if (result->segments.count < 2) {
        struct tb_segment whole[2];
        single_part(&matching, &parts[0], &counted[0], whole);
        item->part_count = 1;
        return true;
    }
    for (size_t i = 0; i < result->segments.count; i++, count++) {
        const struct tb_segment *segment = &result->segments.at[i];
        size_t match = answered(&target->segments, segment);
        if (match != SIZE_MAX)
            used[match] = true;
        fill_part(&matching, match == SIZE_MAX ? NULL : &target->segments.at[match], segment,
                  &parts[count], &counted[count]);
    }
    for (size_t i = 0; i < target->segments.count; i++)
        if (!used[i]) {
            fill_part(&matching, &target->segments.at[i], NULL, &parts[count], &counted[count]);
            count++;
        }
    item->part_count = (uint32_t)count;
    if (!restating)
        return true;
    /* the clause that leaves one thing out, with another behind it */
    size_t exception = find_state(rules, result, clauses ? clauses - 1 : 0, TB_STR("except"));
    if (exception != SIZE_MAX)
        spread_exception(&matching, exception, item, counted, count);
    return true;
}
