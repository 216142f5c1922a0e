/* profile.c - reading a scale of status, and asking it. */
#include "extract/profile.h"

#include "base/list.h"
#include "extract/lexicon.h"

enum { MOST_LABELS = 6, ANY = -1 };

/* Of the axes each is a value or ANY. */
struct rule {
    int label, attainment, evidence;
    enum tb_label labels[MOST_LABELS];
    uint32_t count;
};

struct tb_profile {
    bool has_near, has_short;
    struct tb_decimal near;
    bool short_is_share;
    struct tb_decimal short_from; /* percentage points, or a share of what is due */
    struct rule *at;
    size_t count, room;
    enum tb_label plain[TB_LABEL_END]; /* each label by itself, for what no rule speaks of */
};

struct loader {
    struct tb_arena *arena;
    struct tb_profile *profile;
};

static enum tb_status wrong_fields(const struct tb_tsv_record *line, size_t wanted,
                                   struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "“%.*s”行应有 %zu 个字段（来源可省），实有 %zu 个",
                   "a line '%.*s' should have %zu fields (the source may be left out), found %zu",
                   TB_ARG(line->field[0]), wanted, line->count);
}

static bool has_fields(const struct tb_tsv_record *line, size_t wanted)
{
    return line->count == wanted || line->count == wanted + 1;
}

static enum tb_status take_near(struct tb_profile *profile, const struct tb_tsv_record *line,
                                struct tb_error *error)
{
    static const struct tb_decimal none = {0, 1, 0}, whole = {1, 1, 0};
    struct tb_decimal value;
    if (!has_fields(line, 2))
        return wrong_fields(line, 2, error);
    if (!tb_decimal_parse(line->field[1], &value) || tb_decimal_compare(value, none) <= 0 ||
        tb_decimal_compare(value, whole) > 0)
        return tb_lexicon_unknown(error, "near", line->field[1]);
    if (!profile->has_near)
        profile->near = value;
    profile->has_near = true;
    return TB_OK;
}

static enum tb_status take_short(struct tb_profile *profile, const struct tb_tsv_record *line,
                                 struct tb_error *error)
{
    static const struct tb_decimal none = {0, 1, 0}, whole = {1, 1, 0}, hundred = {1, 1, 2};
    struct tb_decimal value;
    if (!has_fields(line, 3))
        return wrong_fields(line, 3, error);
    bool share = tb_str_eq(line->field[1], TB_STR("share"));
    if (!share && !tb_str_eq(line->field[1], TB_STR("points")))
        return tb_lexicon_unknown(error, "short", line->field[1]);
    if (!tb_decimal_parse(line->field[2], &value) || tb_decimal_compare(value, none) <= 0 ||
        tb_decimal_compare(value, share ? whole : hundred) > 0)
        return tb_lexicon_unknown(error, "short", line->field[2]);
    if (!profile->has_short) {
        profile->short_from = value;
        profile->short_is_share = share;
    }
    profile->has_short = true;
    return TB_OK;
}

/* The labels of a field, divided by blanks; "-": none. */
static enum tb_status take_labels(struct tb_str names, struct rule *rule, struct tb_error *error)
{
    if (tb_str_eq(names, TB_STR("-")))
        return TB_OK;
    for (size_t at = 0, end; at < names.len; at = end + 1) {
        end = tb_str_find(names, TB_STR(" "), at);
        end = end == SIZE_MAX ? names.len : end;
        struct tb_str name = tb_str_sub(names, at, end);
        if (rule->count == MOST_LABELS || !tb_label_parse(name, &rule->labels[rule->count++]))
            return tb_lexicon_unknown(error, "label", name);
    }
    return TB_OK;
}

static enum tb_status take_label(struct loader *l, const struct tb_tsv_record *line,
                                 struct tb_error *error)
{
    struct rule rule = {ANY, ANY, ANY, {TB_LABEL_END}, 0};
    enum tb_label label;
    enum tb_attainment attainment;
    enum tb_evidence evidence;
    if (!has_fields(line, 6))
        return wrong_fields(line, 6, error);
    if (tb_label_parse(line->field[1], &label))
        rule.label = (int)label;
    else if (!tb_str_eq(line->field[1], TB_STR("*")))
        return tb_lexicon_unknown(error, "label", line->field[1]);
    if (tb_attainment_parse(line->field[2], &attainment))
        rule.attainment = (int)attainment;
    else if (!tb_str_eq(line->field[2], TB_STR("*")))
        return tb_lexicon_unknown(error, "attainment", line->field[2]);
    if (tb_evidence_parse(line->field[3], &evidence))
        rule.evidence = (int)evidence;
    else if (!tb_str_eq(line->field[3], TB_STR("*")))
        return tb_lexicon_unknown(error, "evidence", line->field[3]);
    enum tb_status status = take_labels(line->field[4], &rule, error);
    if (status == TB_OK && rule.count != 1)
        status = tb_lexicon_unknown(error, "becomes", line->field[4]);
    if (status == TB_OK)
        status = take_labels(line->field[5], &rule, error);
    if (status != TB_OK)
        return status;
    struct rule *made = TB_LIST_ADD(l->arena, l->profile);
    if (!made)
        return tb_arena_fail(l->arena, error);
    *made = rule;
    return TB_OK;
}

static enum tb_status take_line(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct loader *l = to;
    if (tb_str_eq(line->field[0], TB_STR("near")))
        return take_near(l->profile, line, error);
    if (tb_str_eq(line->field[0], TB_STR("short")))
        return take_short(l->profile, line, error);
    if (tb_str_eq(line->field[0], TB_STR("label")))
        return take_label(l, line, error);
    return tb_lexicon_unknown(error, "key", line->field[0]);
}

enum tb_status tb_profile_new(const struct tb_lexicon_file *own, struct tb_arena *arena,
                              struct tb_profile **out, struct tb_error *error)
{
    enum { LEAST = 2, MOST = 7 };
    struct tb_profile *profile = TB_NEW(arena, struct tb_profile);
    if (!profile)
        return tb_arena_fail(arena, error);
    struct loader l = {arena, profile};
    enum tb_status status = TB_OK;
    if (own)
        status = tb_lexicon_read_file(own, LEAST, MOST, false, take_line, &l, error);
    struct tb_lexicon_file last = tb_extract_builtin_profile("default");
    if (status == TB_OK)
        status = tb_lexicon_read_file(&last, LEAST, MOST, true, take_line, &l, error);
    if (status != TB_OK)
        return status;
    if (!profile->has_near || !profile->has_short)
        return tb_fail_bug(error, __FILE__, __LINE__);
    for (int i = 0; i < TB_LABEL_END; i++)
        profile->plain[i] = (enum tb_label)i;
    *out = profile;
    return TB_OK;
}

bool tb_profile_is_near(const struct tb_profile *profile, const struct tb_pair *pair)
{
    return pair->has_attainment && tb_decimal_compare(pair->attainment, profile->near) >= 0;
}

bool tb_profile_is_short(const struct tb_profile *profile, const struct tb_pair *pair)
{
    struct tb_decimal due;
    if (!pair->has_gap)
        return false;
    if (!profile->short_is_share)
        return tb_decimal_compare(pair->gap_points, profile->short_from) >= 0;
    return tb_decimal_mul(pair->expected, profile->short_from, &due) &&
           tb_decimal_compare(pair->attainment, due) < 0;
}

const enum tb_label *tb_profile_labels(const struct tb_profile *profile, enum tb_label label,
                                       enum tb_attainment attainment, enum tb_evidence evidence,
                                       uint32_t *count)
{
    for (size_t i = 0; i < profile->count; i++) {
        const struct rule *rule = &profile->at[i];
        if ((rule->label != ANY && rule->label != (int)label) ||
            (rule->attainment != ANY && rule->attainment != (int)attainment) ||
            (rule->evidence != ANY && rule->evidence != (int)evidence))
            continue;
        *count = rule->count;
        return rule->labels;
    }
    *count = 1;
    return &profile->plain[label];
}
