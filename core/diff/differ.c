/* differ.c - reads the knowledge of this layer. */
#include "diff/differ_data.h"

#include "base/decimal.h"
#include "base/embed.h"
#include "base/tsv.h"

enum { WEIGHT_MOST = 1000 };

/* One file of knowledge: its lines go to `take`, which says false to one it cannot use. */
struct file {
    const char *name;
    size_t least, most; /* fields */
    const char *expected_zh, *expected_en;
    bool (*take)(struct tb_differ *differ, const struct tb_tsv_record *record);
};

static bool take_likeness(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    enum tb_role role;
    struct tb_decimal weight;
    if (!tb_role_parse(record->field[0], &role) || !tb_decimal_parse(record->field[1], &weight) ||
        weight.num < 0)
        return false;
    double value = tb_decimal_double(weight);
    if (value > WEIGHT_MOST)
        return false;
    differ->weights[role] = (uint32_t)value;
    return true;
}

static bool take_matching(struct tb_differ *differ, const struct tb_tsv_record *record)
{
    const struct {
        const char *name;
        double *value;
    } known[] = {{"pair_least", &differ->pair_least},
                 {"pair_sure", &differ->pair_sure},
                 {"pair_margin", &differ->pair_margin},
                 {"far_margin", &differ->far_margin},
                 {"share_least", &differ->share_least}};
    struct tb_decimal value;
    if (!tb_decimal_parse(record->field[1], &value) || value.num < 0)
        return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (tb_str_eq(record->field[0], tb_str_of(known[i].name))) {
            *known[i].value = tb_decimal_double(value);
            return true;
        }
    return false;
}

static const struct file files[] = {
    {"likeness", 2, 3, "列的角色和 0 到 1000 的权重",
     "a role of columns and a weight from 0 to 1000", take_likeness},
    {"matching", 2, 3, "已有的名称和数", "a name that is there and a number", take_matching},
};
enum { FILES = sizeof files / sizeof *files };

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
        tb_fail(error, TB_EUSAGE, "“%.*s”一行不对，应有%s", "line '%.*s' is wrong, expected %s",
                TB_ARG(record.field[0]), file->expected_zh);
        return tb_fail_at(error, TB_EUSAGE, source, tsv.line, 0);
    }
}

enum tb_status tb_differ_new(const struct tb_differ_file *extra, size_t extra_count,
                             struct tb_arena *arena, struct tb_differ **out, struct tb_error *error)
{
    struct tb_differ *differ = TB_NEW(arena, struct tb_differ);
    enum tb_status status = TB_OK;
    if (!differ)
        return tb_arena_fail(arena, error);
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
