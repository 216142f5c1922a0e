/* rules.c - reading and matching lexicons of patterns. */
#include "extract/rules.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/lexicon.h"
#include "extract/phrases.h"

enum { GAP_CHARACTERS = 12, MAX_NAMES = 64 };

struct rule {
    struct tb_str head, tail; /* tail empty: no gap */
    bool at_start, at_end;
    struct tb_str except; /* words divided by blanks */
    uint16_t name;
};

struct tb_rules {
    struct rule *at;
    size_t count, room;
    struct tb_str names[MAX_NAMES];
    size_t name_count;
    struct tb_phrases *heads;
};

struct tb_str tb_rules_name(const struct tb_rules *rules, uint16_t name)
{
    return name < rules->name_count ? rules->names[name] : (struct tb_str){NULL, 0};
}

uint16_t tb_rules_find_name(const struct tb_rules *rules, struct tb_str name)
{
    for (size_t i = 0; i < rules->name_count; i++)
        if (tb_str_eq(rules->names[i], name))
            return (uint16_t)i;
    return TB_RULES_NONE;
}

static bool read_pattern(struct tb_str pattern, struct rule *rule)
{
    rule->at_start = tb_str_starts(pattern, TB_STR("^"));
    if (rule->at_start)
        pattern = tb_str_sub(pattern, 1, pattern.len);
    rule->at_end = tb_str_ends(pattern, TB_STR("$"));
    if (rule->at_end)
        pattern.len--;
    size_t gap = tb_str_find(pattern, TB_STR("…"), 0);
    rule->head = gap == SIZE_MAX ? pattern : tb_str_sub(pattern, 0, gap);
    rule->tail = gap == SIZE_MAX ? TB_STR("") : tb_str_sub(pattern, gap + 3, pattern.len);
    return rule->head.len > 0 && (gap == SIZE_MAX || rule->tail.len > 0);
}

struct loader {
    struct tb_arena *arena;
    struct tb_rules *rules;
};

/* The names stand in the order of the built-in file, which is that of the stages; a workspace adds
 * words to them. */
static enum tb_status take_name(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct tb_rules *rules = ((struct loader *)to)->rules;
    if (tb_rules_find_name(rules, line->field[0]) != TB_RULES_NONE)
        return TB_OK;
    if (rules->name_count == MAX_NAMES)
        return tb_fail_bug(error, __FILE__, __LINE__);
    rules->names[rules->name_count++] = line->field[0];
    return TB_OK;
}

static enum tb_status take_rule(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct loader *l = to;
    struct rule *rule = TB_LIST_ADD(l->arena, l->rules);
    if (!rule)
        return tb_arena_fail(l->arena, error);
    if (!tb_str_eq(line->field[2], TB_STR("-")))
        rule->except = line->field[2];
    if (!read_pattern(line->field[1], rule))
        return tb_fail(error, TB_EFORMAT, "规则写法不对：%.*s（词语之间最多一个…，前后都要有字）",
                       "not a pattern: %.*s (words on both sides of at most one …)",
                       TB_ARG(line->field[1]));
    rule->name = tb_rules_find_name(l->rules, line->field[0]);
    if (rule->name == TB_RULES_NONE)
        return tb_lexicon_unknown(error, "name", line->field[0]);
    return TB_OK;
}

enum tb_status tb_rules_new(const char *name, const struct tb_lexicon_file *extra,
                            size_t extra_count, struct tb_arena *arena, struct tb_rules **out,
                            struct tb_error *error)
{
    struct tb_rules *rules = TB_NEW(arena, struct tb_rules);
    if (!rules)
        return tb_arena_fail(arena, error);
    struct loader l = {arena, rules};
    enum tb_status status = tb_lexicon_read(name, 3, NULL, 0, take_name, &l, error);
    if (status == TB_OK)
        status = tb_lexicon_read(name, 3, extra, extra_count, take_rule, &l, error);
    if (status != TB_OK)
        return status;
    struct tb_phrase *heads = TB_NEW_ARRAY(arena, struct tb_phrase, rules->count);
    if (!heads)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < rules->count; i++)
        heads[i] = (struct tb_phrase){rules->at[i].head, (uint32_t)i};
    rules->heads = tb_phrases_new(heads, rules->count, arena);
    if (!rules->heads)
        return tb_arena_fail(arena, error);
    *out = rules;
    return TB_OK;
}

/* Where the tail ends, if it stands within the gap behind `at`; 0: it does not. */
static size_t tail_end(struct tb_str clause, size_t at, struct tb_str tail)
{
    size_t len;
    for (int i = 0; i <= GAP_CHARACTERS && at < clause.len; i++, at += len) {
        if (tb_str_starts(tb_str_sub(clause, at, clause.len), tail))
            return at + tail.len;
        tb_utf8_at(clause, at, &len);
    }
    return 0;
}

/* One of the excepted words stands over the matched head. */
static bool is_excepted(const struct rule *rule, struct tb_str clause, size_t from, size_t to)
{
    for (size_t at = 0, end; at < rule->except.len; at = end + 1) {
        end = tb_str_find(rule->except, TB_STR(" "), at);
        end = end == SIZE_MAX ? rule->except.len : end;
        struct tb_str word = tb_str_sub(rule->except, at, end);
        size_t start = from > word.len ? from - word.len + 1 : 0;
        size_t stop = clause.len - to > word.len ? to + word.len : clause.len;
        size_t found =
            word.len == 0 ? SIZE_MAX : tb_str_find(tb_str_sub(clause, 0, stop), word, start);
        if (found != SIZE_MAX && found < to)
            return true;
    }
    return false;
}

static bool matches(const struct rule *rule, struct tb_str clause, size_t at, size_t *end)
{
    if (rule->at_start && at != 0)
        return false;
    *end = at + rule->head.len;
    if (rule->tail.len > 0) {
        *end = tail_end(clause, *end, rule->tail);
        if (*end == 0)
            return false;
    }
    if (rule->at_end && *end != clause.len)
        return false;
    return !is_excepted(rule, clause, at, *end);
}

bool tb_rules_next(const struct tb_rules *rules, struct tb_str clause,
                   struct tb_rules_cursor *cursor, struct tb_rule_match *out)
{
    while (cursor->at < clause.len) {
        const struct tb_phrase *head =
            tb_phrases_at(rules->heads, clause, cursor->at, &cursor->phrase);
        if (!head) {
            cursor->at = tb_phrases_next(rules->heads, clause, cursor->at);
            cursor->phrase = 0;
            continue;
        }
        const struct rule *rule = &rules->at[head->value];
        size_t end;
        if (matches(rule, clause, cursor->at, &end)) {
            *out = (struct tb_rule_match){rule->name, head->value, (uint32_t)cursor->at,
                                          (uint32_t)end};
            return true;
        }
    }
    return false;
}

bool tb_rules_first(const struct tb_rules *rules, struct tb_str clause, struct tb_rule_match *out)
{
    struct tb_rules_cursor cursor = {0, 0};
    struct tb_rule_match match;
    bool found = false;
    while (tb_rules_next(rules, clause, &cursor, &match)) {
        if (!found || match.order < out->order)
            *out = match;
        found = true;
    }
    return found;
}
