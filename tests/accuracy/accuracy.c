/*
 * accuracy - reads the real report and holds pairs and statuses against what a reader wrote down
 * before any rule was tuned (tests/data/linzi-2021q3.*.tsv). Prints the figures; fails below the goals.
 * With -v it names every difference. Exit status 77: the report is not at hand.
 */
#include <unistd.h>

#include "base/file.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "ingest/load.h"

struct score {
    unsigned right, wrong, missed;
};

struct work {
    struct tb_arena *arena;
    struct tb_report *report;
    bool verbose;
};

static void die(const struct tb_error *error)
{
    fprintf(stderr, "accuracy: %s: %s\n", error->source, error->en);
    exit(1);
}

static void load_report(struct work *work)
{
    struct tb_error error;
    struct tb_str bytes;
    struct tb_ingest *ingest;
    struct tb_extract *extract;
    const struct tb_load_options options = {0};
    if (tb_file_read(TB_SHARED_DATA "/linzi-2021q3.txt", 1 << 20, work->arena, &bytes, &error) ||
        tb_ingest_new(NULL, 0, work->arena, &ingest, &error) ||
        tb_load(ingest, TB_STR("report"), bytes, &options, work->arena, &work->report, &error) ||
        tb_extract_new(NULL, 0, work->arena, &extract, &error) ||
        tb_extract_report(extract, work->report, work->arena, &error))
        die(&error);
}

static struct tb_tsv open_gold(struct work *work, const char *name, size_t fields)
{
    struct tb_error error;
    struct tb_str text;
    struct tb_str path = tb_arena_printf(work->arena, "%s/%s", TB_TEST_DATA, name);
    if (tb_file_read(path.ptr, 1 << 20, work->arena, &text, &error))
        die(&error);
    return tb_tsv_open(text, name, fields, fields);
}

static bool next(struct tb_tsv *gold, struct tb_tsv_record *record)
{
    struct tb_error error;
    bool more;
    if (tb_tsv_next(gold, record, &more, &error))
        die(&error);
    return more;
}

static const struct tb_item *find_item(const struct work *work, struct tb_str no)
{
    for (size_t i = 0; i < work->report->item_count; i++)
        if (tb_str_eq(work->report->items[i].no, no))
            return &work->report->items[i];
    return NULL;
}

static bool has_value(const struct tb_item *item, uint32_t quantity, struct tb_str value)
{
    char text[TB_DECIMAL_TEXT];
    if (quantity >= item->quantity_count)
        return false;
    const struct tb_quantity *read = &item->quantities[quantity];
    size_t len = tb_decimal_text(read->has_lo ? read->lo : read->hi, text);
    return tb_str_eq((struct tb_str){text, len}, value);
}

enum { MOST = 4096 };

static void score_pairs(struct work *work, enum tb_side side, struct score *score)
{
    static bool known[MOST][64]; /* pair k of item i stands in the gold */
    memset(known, 0, sizeof known);
    struct tb_tsv gold = open_gold(work, "linzi-2021q3.pairs.tsv", 5);
    struct tb_tsv_record record;
    while (next(&gold, &record)) {
        const struct tb_item *item = find_item(work, record.field[0]);
        bool found = false, must = tb_str_eq(record.field[4], TB_STR("must"));
        if (!item || !tb_str_eq(record.field[1], tb_str_of(tb_side_name(side))))
            continue;
        for (uint32_t i = 0; i < item->pair_count && i < 64 && !found; i++) {
            const struct tb_pair *pair = &item->pairs[i];
            bool *taken = &known[item - work->report->items][i];
            found = !*taken && pair->side == side &&
                    has_value(item, pair->target, record.field[2]) &&
                    has_value(item, pair->actual, record.field[3]);
            *taken |= found;
        }
        if (must)
            *(found ? &score->right : &score->missed) += 1;
        if (work->verbose && must && !found)
            printf("  %s pair missed: item %.*s, %.*s against %.*s\n", tb_side_name(side),
                   TB_ARG(record.field[0]), TB_ARG(record.field[3]), TB_ARG(record.field[2]));
    }
    for (size_t i = 0; i < work->report->item_count; i++) {
        const struct tb_item *item = &work->report->items[i];
        for (uint32_t k = 0; k < item->pair_count && k < 64; k++) {
            const struct tb_pair *pair = &item->pairs[k];
            if (pair->side != side || known[i][k] || pair->actual == TB_NONE)
                continue;
            score->wrong++;
            if (work->verbose)
                printf(
                    "  %s pair wrong: item %.*s, %.*s against %.*s (likeness %.2f, score %.2f)\n",
                    tb_side_name(side), TB_ARG(item->no),
                    TB_ARG(tb_item_quote(item, item->quantities[pair->actual].span)),
                    TB_ARG(tb_item_quote(item, item->quantities[pair->target].span)),
                    pair->why.likeness, pair->why.score);
        }
    }
}

/* Is `name` one of the words of `list`, which are divided by blanks? */
static bool in_list(struct tb_str list, struct tb_str name)
{
    for (size_t from = 0; from < list.len;) {
        size_t blank = tb_str_find(list, TB_STR(" "), from);
        size_t to = blank == SIZE_MAX ? list.len : blank;
        if (tb_str_eq(tb_str_sub(list, from, to), name))
            return true;
        from = to + 1;
    }
    return false;
}

static void score_statuses(struct work *work, const char *file, unsigned *exact, unsigned *accepted,
                           unsigned *all)
{
    struct tb_tsv gold = open_gold(work, file, 3);
    struct tb_tsv_record record;
    while (next(&gold, &record)) {
        const struct tb_item *item = find_item(work, record.field[0]);
        ++*all;
        struct tb_str label = item && item->status.has_label
                                  ? tb_str_of(tb_label_name(item->status.label))
                                  : TB_STR("null");
        bool same = tb_str_eq(label, record.field[1]);
        bool fair = same || in_list(record.field[2], label);
        *exact += same;
        *accepted += fair;
        if (work->verbose && !fair)
            printf("  status: item %.*s: read %.*s, readers say %.*s (%.*s)\n",
                   TB_ARG(record.field[0]), TB_ARG(label), TB_ARG(record.field[1]),
                   TB_ARG(record.field[2]));
    }
}

/* Is this the part a reader means: by its enumerator, or by "from,to" in code points of the result,
 * two more or less (a reader may count the mark at the end)? */
static bool is_part(struct tb_str result, const struct tb_part *part, struct tb_str label)
{
    unsigned from, to;
    if (part->span.column == TB_NO_COLUMN)
        return false;
    if (tb_str_find(label, TB_STR(","), 0) == SIZE_MAX) {
        size_t before = part->span.from > 8 ? part->span.from - 8 : 0;
        struct tb_str mark = tb_str_sub(result, before, part->span.from);
        return tb_str_eq(part->label, label) || tb_str_find(mark, label, 0) != SIZE_MAX;
    }
    char text[32];
    snprintf(text, sizeof text, "%.*s", TB_ARG(label));
    if (sscanf(text, "%u,%u", &from, &to) != 2)
        return false;
    long start = (long)tb_utf8_count(tb_str_sub(result, 0, part->span.from)) - (long)from;
    long end = (long)tb_utf8_count(tb_str_sub(result, 0, part->span.to)) - (long)to;
    return labs(start) <= 2 && labs(end) <= 2;
}

static void score_parts(struct work *work, unsigned *right, unsigned *all)
{
    struct tb_tsv gold = open_gold(work, "linzi-2021q3.parts.tsv", 5);
    struct tb_tsv_record record;
    while (next(&gold, &record)) {
        const struct tb_item *item = find_item(work, record.field[0]);
        bool good = false;
        for (uint32_t i = 0; item && i < item->part_count && !good; i++) {
            const struct tb_part *part = &item->parts[i];
            struct tb_str label = tb_str_of(part->has_label ? tb_label_name(part->label_is) : "");
            good =
                is_part(tb_item_role(work->report, item, TB_ROLE_RESULT), part, record.field[2]) &&
                (tb_str_eq(label, record.field[3]) || in_list(record.field[4], label));
        }
        ++*all;
        *right += good;
        if (work->verbose && !good)
            printf("  part: item %.*s, part %.*s: readers say %.*s\n", TB_ARG(record.field[0]),
                   TB_ARG(record.field[1]), TB_ARG(record.field[3]));
    }
}

static double f1_of(const struct score *score)
{
    unsigned all = 2 * score->right + score->wrong + score->missed;
    return all ? 2.0 * score->right / all : 0;
}

static bool report_line(const char *what, double found, double goal)
{
    printf("%-28s %.3f  goal %.3f  %s\n", what, found, goal, found >= goal ? "pass" : "short");
    return found >= goal;
}

int main(int argc, char **argv)
{
    struct work work = {.verbose = argc > 1 && strcmp(argv[1], "-v") == 0};
    struct score period = {0}, annual = {0};
    unsigned exact = 0, accepted = 0, all = 0, exact2 = 0, accepted2 = 0, all2 = 0;
    unsigned parts_right = 0, parts = 0;
    if (access(TB_SHARED_DATA "/linzi-2021q3.txt", R_OK) != 0) {
        printf("skipped: the real report is not at hand\n");
        return 77;
    }
    if (tb_arena_new(256u << 20, &work.arena, NULL) != TB_OK)
        return 1;
    load_report(&work);
    score_pairs(&work, TB_SIDE_PERIOD, &period);
    score_pairs(&work, TB_SIDE_ANNUAL, &annual);
    score_statuses(&work, "linzi-2021q3.status.tsv", &exact, &accepted, &all);
    score_statuses(&work, "linzi-2021q3.status2.tsv", &exact2, &accepted2, &all2);
    score_parts(&work, &parts_right, &parts);
    bool good = report_line("pairs, period: F1", f1_of(&period), 0.96);
    good &= report_line("pairs, annual: F1", f1_of(&annual), 0.93);
    good &= report_line("statuses accepted, share", (double)accepted / all, 72.0 / 80);
    good &= report_line("the same, second reader", (double)accepted2 / all2, 72.0 / 80);
    good &= report_line("parts, place and state", (double)parts_right / parts, 0.85);
    printf("(period: %u right, %u wrong, %u missed; annual: %u, %u, %u; statuses: %u the same, %u "
           "accepted, of %u)\n",
           period.right, period.wrong, period.missed, annual.right, annual.wrong, annual.missed,
           exact, accepted, all);
    tb_arena_free(work.arena);
    return good ? 0 : 1;
}
