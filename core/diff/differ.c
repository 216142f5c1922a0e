/* differ.c - reads the knowledge of this layer. */
#include "diff/differ_data.h"

#include <stdio.h>

#include "base/decimal.h"
#include "base/embed.h"
#include "base/list.h"
#include "base/tsv.h"

enum { WEIGHT_MOST = 1000 };

/* One file of knowledge: its lines go to `take`, which says false to one it cannot use. */
struct file {
    const char *name;
    size_t least, most; /* fields */
    const char *expected_zh, *expected_en;
    bool (*take)(struct tb_differ *differ, const struct tb_tsv_record *record);
};

static bool read_number(struct tb_str text, double most, double *out)
{
    struct tb_decimal value;
    if (!tb_decimal_parse(text, &value) || value.num < 0 || tb_decimal_double(value) > most)
        return false;
    *out = tb_decimal_double(value);
    return true;
}

static bool take_likeness(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    enum tb_role role;
    double weight;
    if (!tb_role_parse(record->field[0], &role) ||
        !read_number(record->field[1], WEIGHT_MOST, &weight))
        return false;
    differ->weights[role] = (uint32_t)weight;
    return true;
}

static bool take_matching(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    const struct {
        const char *name;
        double *value;
    } known[] = {{"pair_least", &differ->pair_least},   {"pair_sure", &differ->pair_sure},
                 {"pair_margin", &differ->pair_margin}, {"far_margin", &differ->far_margin},
                 {"share_least", &differ->share_least}, {"figure_least", &differ->figure_least},
                 {"figure_sole", &differ->figure_sole}, {"date_least", &differ->date_least},
                 {"nearly_same", &differ->nearly_same}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (tb_str_eq(record->field[0], tb_str_of(known[i].name)))
            return read_number(record->field[1], WEIGHT_MOST, known[i].value);
    return false;
}

static struct tb_change_why *why_of(struct tb_differ *differ, struct tb_str name)
{
    for (size_t i = 0; i < differ->whys.count; i++)
        if (tb_str_eq(tb_str_of(differ->whys.at[i].name), name))
            return &differ->whys.at[i];
    struct tb_change_why *why = TB_LIST_ADD(differ->arena, &differ->whys);
    if (why)
        why->name = tb_arena_copy(differ->arena, name).ptr;
    return why && why->name ? why : NULL;
}

static bool take_change(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    struct tb_change_why read = {.of_match = tb_str_eq(record->field[1], TB_STR("match")),
                                 .zh = record->field[4],
                                 .en = record->field[5]};
    if ((!read.of_match && !tb_change_kind_parse(record->field[1], &read.kind)) ||
        !tb_severity_parse(record->field[2], &read.severities[0]) ||
        !tb_severity_parse(record->field[3], &read.severities[1]))
        return false;
    struct tb_change_why *why = why_of(differ, record->field[0]);
    if (!why)
        return false;
    read.name = why->name;
    *why = read;
    return true;
}

static bool take_ceiling(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    struct tb_str *word = TB_LIST_ADD(differ->arena, &differ->ceilings);
    if (word)
        *word = record->field[0];
    return word != NULL;
}

/* "0" to "99", or -1. */
static int read_level(struct tb_str text)
{
    int value = 0;
    if (text.len == 0 || text.len > 2)
        return -1;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value;
}

static bool take_commitment(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    static const char *const classes[] = {"modality", "act"};
    struct tb_commitment_word read = {.class = TB_COMMITMENT_END,
                                      .text = record->field[1],
                                      .level = read_level(record->field[2])};
    for (int i = 0; i < TB_COMMITMENT_END; i++)
        if (tb_str_eq(record->field[0], tb_str_of(classes[i])))
            read.class = (enum tb_commitment)i;
    if (read.class == TB_COMMITMENT_END || read.level < 0 || read.text.len == 0)
        return false;
    struct tb_commitment_word *word = TB_LIST_ADD(differ->arena, &differ->commitments);
    if (word)
        *word = read;
    return word != NULL;
}

static bool take_rank(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    enum tb_label label;
    int rank = read_level(record->field[2]);
    if (tb_str_eq(record->field[2], TB_STR("aside")))
        rank = TB_RANK_ASIDE;
    else if (tb_str_eq(record->field[2], TB_STR("pending")))
        rank = TB_RANK_PENDING;
    else if (rank < 0)
        return false;
    if (tb_str_eq(record->field[0], TB_STR("label")) && tb_label_parse(record->field[1], &label)) {
        differ->label_ranks[label] = rank;
        return true;
    }
    if (!tb_str_eq(record->field[0], TB_STR("stage")))
        return false;
    struct tb_stage_rank *stage = TB_LIST_ADD(differ->arena, &differ->stages);
    if (stage)
        *stage = (struct tb_stage_rank){record->field[1], rank};
    return stage != NULL;
}

static const struct file files[] = {
    {"likeness", 2, 3, "列的角色和 0 到 1000 的权重",
     "a role of columns and a weight from 0 to 1000", take_likeness},
    {"matching", 2, 3, "已有的名称和数", "a name that is there and a number", take_matching},
    {"changes", 6, 7, "名称、变化种类、两个级别和两种文字的说法",
     "a name, a kind of change, two severities, and words in both languages", take_change},
    {"ceilings", 1, 2, "一个词", "a word", take_ceiling},
    {"commitments", 3, 4, "modality 或 act、词和 0 到 99 的级",
     "modality or act, a word, and a level from 0 to 99", take_commitment},
    {"ranks", 3, 4, "label 或 stage、名称和位次（0 到 99、aside 或 pending）",
     "label or stage, a name, and a rank (0 to 99, aside or pending)", take_rank},
};
enum { FILES = sizeof files / sizeof *files };

/* Each language has its own words for what was expected. */
static enum tb_status bad_line(const struct file *file, struct tb_str first, const char *source,
                               uint32_t line, struct tb_error *error)
{
    tb_fail(error, TB_EUSAGE, "“%.*s”一行不对，应有：", "line '%.*s' is wrong, expected ",
            TB_ARG(first));
    if (error) {
        size_t zh = strlen(error->zh), en = strlen(error->en);
        (void)snprintf(error->zh + zh, sizeof error->zh - zh, "%s", file->expected_zh);
        (void)snprintf(error->en + en, sizeof error->en - en, "%s", file->expected_en);
    }
    return tb_fail_at(error, TB_EUSAGE, source, line, 0);
}

static enum tb_status read_file(struct tb_differ *differ, const struct file *file,
                                struct tb_str text, const char *source, struct tb_error *error)
{
    struct tb_tsv tsv = tb_tsv_open(text, source, file->least, file->most);
    struct tb_tsv_record record;
    bool more = true;
    for (;;) {
        enum tb_status status = tb_tsv_next(&tsv, &record, &more, error);
        if (status != TB_OK || !more)
            return status;
        if (file->take(differ, &record))
            continue;
        return bad_line(file, record.field[0], source, tsv.line, error);
    }
}

enum tb_status tb_differ_new(const struct tb_differ_file *extra, size_t extra_count,
                             struct tb_arena *arena, struct tb_differ **out, struct tb_error *error)
{
    struct tb_differ *differ = TB_NEW(arena, struct tb_differ);
    enum tb_status status = TB_OK;
    if (!differ)
        return tb_arena_fail(arena, error);
    differ->arena = arena;
    for (int i = 0; i < TB_LABEL_END; i++)
        differ->label_ranks[i] = TB_RANK_UNKNOWN;
    for (size_t i = 0; i < FILES && status == TB_OK; i++) {
        struct tb_str text = tb_embedded_text(tb_diff_knowledge, files[i].name);
        status = read_file(differ, &files[i], text, files[i].name, error);
        for (size_t k = 0; k < extra_count && status == TB_OK; k++)
            if (strcmp(extra[k].name, files[i].name) == 0)
                status = read_file(differ, &files[i], extra[k].text, extra[k].source, error);
    }
    if (status == TB_OK)
        *out = differ;
    return status;
}

const struct tb_change_why *tb_change_why_find(const struct tb_differ *differ, const char *name)
{
    for (size_t i = 0; i < differ->whys.count; i++)
        if (strcmp(differ->whys.at[i].name, name) == 0)
            return &differ->whys.at[i];
    return NULL;
}

struct tb_str tb_differ_words(const struct tb_differ *differ, const char *why, bool chinese)
{
    const struct tb_change_why *found = tb_change_why_find(differ, why);
    if (!found)
        return tb_str_of(why);
    return chinese ? found->zh : found->en;
}
