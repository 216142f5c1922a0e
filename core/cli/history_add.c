/* history_add.c - tongbao history add FILE… --series SERIES: keeps bulletins. */
#include "cli/history.h"

#include "cli/inputs.h"
#include "cli/named.h"
#include "ingest/period.h"

/* One file on its way into the history. */
struct addition {
    struct tb_history_verb *verb;
    const char *path;
    struct tb_arena *arena;
    struct tb_str bytes;
    char period[TB_PERIOD_NAME];
    bool is_ready; /* read, and only to be kept */
    struct tb_history_added added;
};

/* The moment of the addition, in UTC; the day of --now where there is one. */
static struct tb_str find_time(const struct tb_options *options, char room[32])
{
    time_t now = time(NULL);
    struct tm broken = {0};
    if (options->now.year)
        snprintf(room, 32, "%04d-%02d-%02d", options->now.year, options->now.month,
                 options->now.day);
    else if (!gmtime_r(&now, &broken) || !strftime(room, 32, "%Y-%m-%dT%H:%M:%SZ", &broken))
        room[0] = '\0';
    return tb_str_of(room);
}

/* The period that the report itself names. */
static enum tb_status read_period(struct addition *a, struct tb_period *out, struct tb_error *error)
{
    struct tb_report *report;
    enum tb_status status = tb_load(a->verb->setup.ingest, tb_str_of(a->path), a->bytes,
                                    &a->verb->setup.options, a->arena, &report, error);
    if (status != TB_OK)
        return status;
    *out = report->period;
    if (a->verb->cli->options.is_plan && report->year > 0) {
        *out = (struct tb_period){.known = true, .kind = TB_PERIOD_YEAR};
        out->known = tb_period_days(out, report->year);
    }
    return TB_OK;
}

/* Its name: that of --period, for which the file need not be a report, else what the title says. */
static enum tb_status find_period(struct addition *a, struct tb_error *error)
{
    const struct tb_options *options = &a->verb->cli->options;
    struct tb_period period = options->period;
    enum tb_status status = period.known ? TB_OK : read_period(a, &period, error);
    if (status != TB_OK || tb_period_write(&period, options->is_plan, a->period))
        return status;
    tb_fail(error, TB_EUSAGE, "标题里看不出时段，请用 --period 写明，如 --period 2021Q3",
            "the title does not say the period, name it with --period, such as --period 2021Q3");
    return tb_fail_at(error, TB_EUSAGE, a->path, 0, 0);
}

static struct tb_str base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return tb_str_of(strcmp(path, "-") == 0 ? "" : slash ? slash + 1 : path);
}

static enum tb_status add_file(struct addition *a, struct tb_error *error)
{
    const struct tb_options *options = &a->verb->cli->options;
    char time[32];
    enum tb_status status = tb_named_read(a->path, TB_INPUT_MAX, a->arena, &a->bytes, error);
    if (status == TB_OK)
        status = find_period(a, error);
    if (status != TB_OK)
        return status;
    const struct tb_property properties[] = {
        {TB_STR("name"), base_name(a->path)},
        {TB_STR("url"), options->url ? tb_str_of(options->url) : TB_STR("")},
        {TB_STR("time"), find_time(options, time)},
        {TB_STR("reader"), TB_STR(TB_VERSION)},
    };
    a->is_ready = true;
    struct tb_history_new new = {.series = tb_str_of(options->series),
                                 .period = tb_str_of(a->period),
                                 .bytes = a->bytes,
                                 .properties = properties,
                                 .property_count = sizeof properties / sizeof *properties};
    return tb_history_add(a->verb->dir.ptr, &tb_io_system, &new, a->arena, &a->added, error);
}

static void put_text(const struct addition *a)
{
    struct tb_screen screen = tb_cli_screen(a->verb->cli);
    const char *series = a->verb->cli->options.series;
    unsigned long long size = a->bytes.len, stored = a->added.file_size;
    if (a->added.healed)
        tb_say(&screen, "%s@%s 的第 %u 版原已损坏或缺失，现已修复\n",
               "healed %s@%s, revision %u, which was damaged or missing\n", series, a->period,
               a->added.revision);
    else if (!a->added.is_new)
        tb_say(&screen, "%s@%s 没有变化，只记一笔（第 %u 次又见）\n",
               "%s@%s is unchanged; noted, times seen again: %u\n", series, a->period,
               a->added.seen);
    else if (a->added.revision > 1)
        tb_say(&screen, "已存入 %s@%s 的第 %u 版：%llu 字节，占 %llu\n",
               "kept %s@%s, revision %u: %llu bytes in %llu\n", series, a->period,
               a->added.revision, size, stored);
    else
        tb_say(&screen, "已存入 %s@%s：%llu 字节，占 %llu\n", "kept %s@%s: %llu bytes in %llu\n",
               series, a->period, size, stored);
}

/* The snapshots that additions made or met, in their order. */
static enum tb_status put_all_json(struct tb_history_verb *verb,
                                   const struct tb_history_added *added, size_t count,
                                   struct tb_error *error)
{
    struct tb_arena *arena = verb->setup.arena;
    struct tb_str series = tb_str_of(verb->cli->options.series);
    struct tb_history_row *rows = TB_NEW_ARRAY(arena, struct tb_history_row, count);
    enum tb_status status = tb_history_verb_open(verb, error);
    if (status != TB_OK || !rows)
        return rows ? status : tb_arena_fail(arena, error);
    for (size_t k = 0; k < count; k++) {
        const struct tb_entry *entry = verb->history.at, *end = entry + verb->history.count;
        while (entry < end &&
               (entry->sequence != added[k].sequence || !tb_str_eq(entry->series, series)))
            entry++;
        if (entry == end) /* somebody took it away meanwhile */
            return tb_fail_bug(error, __FILE__, __LINE__);
        rows[k].entry = entry;
        rows[k].soundness = entry->head;
        rows[k].outcome = added[k].healed ? "healed" : added[k].is_new ? "new" : "seen";
        rows[k].name = tb_entry_name(&verb->history, entry, arena);
        if (!rows[k].name.ptr)
            return tb_arena_fail(arena, error);
    }
    tb_history_put_json(verb, rows, count);
    return TB_OK;
}

static enum tb_status check_arguments(const struct tb_history_verb *verb, struct tb_error *error)
{
    const struct tb_options *options = &verb->cli->options;
    if (!options->series)
        return tb_fail(error, TB_EUSAGE,
                       "没有说存进哪个系列：tongbao history add 文件 --series 系列，如 linzi",
                       "say which series it belongs to: tongbao history add FILE --series SERIES, "
                       "such as linzi");
    if (!tb_series_is_name(tb_str_of(options->series)))
        return tb_fail(error, TB_EUSAGE,
                       "系列名“%s”不行：只用小写字母、数字和 -，最多 64 个，如 linzi",
                       "a series cannot be called '%s': a-z, 0-9 and - only, at most 64, such as "
                       "linzi",
                       options->series);
    if (verb->name_count > 1 && (options->period.known || options->url))
        return tb_fail(error, TB_EUSAGE, "--period 和 --url 只用于一个文件，多个文件请分别存入",
                       "--period and --url are for one file; add several one by one");
    return TB_OK;
}

void tb_history_verb_add(struct tb_history_verb *verb)
{
    struct tb_error error = {0};
    struct addition a = {.verb = verb};
    struct tb_history_added *all =
        TB_NEW_ARRAY(verb->setup.arena, struct tb_history_added, verb->name_count);
    size_t done = 0;
    enum tb_status status = check_arguments(verb, &error);
    if (status == TB_OK)
        status = tb_arena_new(TB_HISTORY_ARENA, &a.arena, &error);
    if (status == TB_OK && !all)
        status = tb_arena_fail(verb->setup.arena, &error);
    for (size_t i = 0; i < verb->name_count && status == TB_OK; i++) {
        struct tb_error problem = {0};
        tb_arena_reset(a.arena);
        a.path = verb->names[i];
        a.is_ready = false;
        if (add_file(&a, &problem) != TB_OK) {
            tb_history_verb_told(verb, &problem, a.is_ready);
            continue;
        }
        all[done++] = a.added;
        if (verb->cli->options.format == TB_FORMAT_TEXT)
            put_text(&a);
    }
    if (status == TB_OK && verb->cli->options.format != TB_FORMAT_TEXT)
        status = put_all_json(verb, all, done, &error);
    if (status != TB_OK)
        tb_history_verb_told(verb, &error, false);
    tb_arena_free(a.arena);
}
