/* finding.c - what makes two findings the same one, and the order in which they are shown. */
#include "model/finding.h"

#include "base/file.h"
#include "model/place.h"

/* --- fingerprint ------------------------------------------------------------------------------ */

/* Text of any length in fixed memory: what is full is replaced by its own hash. */
struct digest {
    char bytes[4096];
    size_t len;
};

static void add(struct digest *digest, struct tb_str text)
{
    char hash[65];
    while (text.len > 0) {
        size_t room = sizeof digest->bytes - digest->len;
        size_t part = text.len < room ? text.len : room;
        memcpy(digest->bytes + digest->len, text.ptr, part);
        digest->len += part;
        text = tb_str_sub(text, part, text.len);
        if (digest->len < sizeof digest->bytes)
            continue;
        tb_sha256_hex((struct tb_str){digest->bytes, digest->len}, hash);
        memcpy(digest->bytes, hash, 64);
        digest->len = 64;
    }
}

/* One more field; none of them holds a NUL that could be taken for the end. */
static void add_field(struct digest *digest, struct tb_str text)
{
    add(digest, text);
    add(digest, (struct tb_str){"", 1});
}

/* The text without white space: what page breaks and line ends change. */
static void add_squeezed(struct digest *digest, struct tb_str text)
{
    while (text.len > 0) {
        size_t end = 0;
        text = tb_str_trim(text);
        while (end < text.len && tb_str_trim(tb_str_sub(text, end, end + 1)).len > 0 &&
               !tb_str_starts(tb_str_sub(text, end, text.len), TB_STR("\xE3\x80\x80")) &&
               !tb_str_starts(tb_str_sub(text, end, text.len), TB_STR("\xC2\xA0")))
            end++;
        add(digest, tb_str_sub(text, 0, end));
        text = tb_str_sub(text, end, text.len);
    }
    add_field(digest, TB_STR(""));
}

/* What the figures are about, or what they are. */
static void add_figures(struct digest *digest, const struct tb_finding *finding, bool values)
{
    for (uint32_t i = 0; i < finding->figure_count; i++) {
        const struct tb_figure *figure = &finding->figures[i];
        if (tb_str_eq(figure->name, TB_STR("no")))
            continue;
        add_field(digest, figure->name);
        if (values)
            add_field(digest, figure->exact.ptr ? figure->exact : figure->text);
        else
            add_field(digest, figure->unit);
    }
}

/* The item with its texts as published: hiding names makes no other finding of a finding. */
static struct tb_item as_published(const struct tb_item *item)
{
    struct tb_item published = *item;
    if (item->published)
        published.row = item->published;
    return published;
}

/* What tells an item from others: the text of its task, or its id. */
static struct tb_str name_of(const struct tb_report *report, const struct tb_item *item)
{
    struct tb_item published = as_published(item);
    struct tb_str task = tb_str_trim(tb_item_role(report, &published, TB_ROLE_TASK));
    return task.len > 0 ? task : item->id;
}

/* `item`: the name of the item; ptr NULL: the finding is of the report as a whole. */
static void add_subject(struct digest *digest, const struct tb_report *report,
                        const struct tb_finding *finding, struct tb_str item)
{
    char room[TB_FIELD_NAME];
    add_field(digest, finding->rule);
    if (item.ptr)
        add_squeezed(digest, item);
    bool in_field = finding->span.column != TB_NO_COLUMN;
    const char *field = in_field ? tb_field_name(report, finding->span.column, room) : "";
    add_field(digest, tb_str_of(field));
    add_figures(digest, finding, false);
}

void tb_finding_subject(const struct tb_report *report, const struct tb_finding *finding,
                        const struct tb_report *old_report, const struct tb_item *old_item,
                        char out[TB_SUBJECT_DIGITS + 1])
{
    struct digest digest = {.len = 0};
    char hash[65];
    add_subject(&digest, report, finding, name_of(old_report, old_item));
    tb_sha256_hex((struct tb_str){digest.bytes, digest.len}, hash);
    memcpy(out, hash, TB_SUBJECT_DIGITS);
    out[TB_SUBJECT_DIGITS] = '\0';
}

void tb_finding_fingerprint(const struct tb_report *report, struct tb_finding *finding,
                            uint32_t nth)
{
    struct digest digest = {.len = 0};
    char number[16], hash[65];
    const struct tb_item *item =
        finding->item < report->item_count ? &report->items[finding->item] : NULL;

    add_subject(&digest, report, finding, item ? name_of(report, item) : (struct tb_str){NULL, 0});
    tb_sha256_hex((struct tb_str){digest.bytes, digest.len}, hash);
    memcpy(finding->fingerprint, hash, TB_SUBJECT_DIGITS);
    if (finding->figure_count > 0)
        add_figures(&digest, finding, true);
    else if (item && finding->span.column != TB_NO_COLUMN) {
        struct tb_item published = as_published(item);
        add_squeezed(&digest, tb_item_quote(&published, finding->span));
    }
    if (nth > 0) {
        int len = snprintf(number, sizeof number, "%u", (unsigned)nth);
        add_field(&digest, (struct tb_str){number, (size_t)len});
    }
    tb_sha256_hex((struct tb_str){digest.bytes, digest.len}, hash);
    memcpy(finding->fingerprint + TB_SUBJECT_DIGITS, hash, 16 - TB_SUBJECT_DIGITS);
    finding->fingerprint[16] = '\0';
}

void tb_finding_task(const struct tb_report *report, const struct tb_item *item,
                     char out[TB_TASK_DIGITS + 1])
{
    struct digest digest = {.len = 0};
    char hash[65];
    add_squeezed(&digest, name_of(report, item));
    tb_sha256_hex((struct tb_str){digest.bytes, digest.len}, hash);
    memcpy(out, hash, TB_TASK_DIGITS);
    out[TB_TASK_DIGITS] = '\0';
}

/* --- order ------------------------------------------------------------------------------------ */

static int order(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

int tb_finding_compare(const struct tb_finding *a, const struct tb_finding *b)
{
    int by_report = order(a->report, b->report), by_item = order(a->item, b->item);
    int by_column = order(a->span.column, b->span.column);
    int by_from = order(a->span.from, b->span.from);
    if (by_report || by_item)
        return by_report ? by_report : by_item;
    if (by_column || by_from)
        return by_column ? by_column : by_from;
    int by_rule = tb_str_compare(a->rule, b->rule), by_zh = tb_str_compare(a->zh, b->zh);
    if (by_rule || by_zh)
        return by_rule ? by_rule : by_zh;
    return tb_str_compare(a->en, b->en);
}
