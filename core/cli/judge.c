/* judge.c - see judge.h. */
#include "cli/judge.h"

#include "base/json.h"
#include "base/list.h"
#include "cli/findings_text.h"
#include "cli/today.h"
#include "history/period.h"

static enum tb_status open_baseline(struct tb_cli *cli, struct tb_setup *setup,
                                    struct tb_judge *judge, struct tb_error *error)
{
    const char *dir = setup->workspace.dir.ptr;
    if (!dir && cli->options.baseline != TB_BASELINE_NONE)
        return tb_fail(error, TB_EUSAGE,
                       "--baseline 要有工作区来放 baseline.tsv：tongbao new workspace 可建立",
                       "--baseline needs a workspace to keep baseline.tsv in: `tongbao new "
                       "workspace` makes one");
    if (cli->options.reason && cli->options.baseline != TB_BASELINE_WRITE)
        return tb_fail(error, TB_EUSAGE, "--reason 只与 --baseline write 同用",
                       "--reason goes with --baseline write alone");
    if (cli->options.reason && strpbrk(cli->options.reason, "\t\r\n"))
        return tb_fail(error, TB_EUSAGE, "--reason 的文字里不能有制表符和换行",
                       "the text of --reason cannot hold tabs or line ends");
    enum tb_status status = TB_OK;
    if (dir)
        status = tb_baseline_read(dir, setup->arena, &judge->baseline, error);
    if (status != TB_OK)
        return status;
    judge->met = TB_NEW_ARRAY(setup->arena, bool, judge->baseline.count);
    return judge->met ? TB_OK : tb_arena_fail(setup->arena, error);
}

bool tb_judge_open(struct tb_cli *cli, struct tb_setup *setup, struct tb_judge *judge)
{
    struct tb_error error = {0};
    *judge = (struct tb_judge){.added = tb_buf_make(TB_BASELINE_MAX)};
    struct tb_day day = tb_today(&cli->options);
    snprintf(judge->today, sizeof judge->today, "%04u-%02u-%02u", (unsigned)day.year % 10000,
             day.month % 100u, day.day % 100u);
    if (open_baseline(cli, setup, judge, &error) == TB_OK)
        return true;
    tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    return false;
}

void tb_judge_close(struct tb_judge *judge)
{
    tb_buf_free(&judge->added);
}

bool tb_judge_counts(const struct tb_cli *cli, const struct tb_judge *judge)
{
    return judge->baseline.exists || cli->options.baseline != TB_BASELINE_NONE;
}

/* The fields of a line for the finding, but for the reason of the command line: what was carried keeps the
 * disposition and who said so, unless that settled it, for the figures are other ones. */
static void put_new_line(struct tb_buf *out, const struct tb_report *report,
                         const struct tb_finding *finding)
{
    static const struct tb_judgement none = {.disposition = TB_DISPOSITION_UNREVIEWED};
    char period[TB_PERIOD_NAME] = "";
    bool kept = finding->carried && finding->disposition != TB_DISPOSITION_EXPLAINED &&
                finding->disposition != TB_DISPOSITION_FALSE_ALARM;
    const struct tb_judgement *judgement = kept ? finding->judgement : &none;
    if (report->period.known && !tb_period_write(&report->period, false, period))
        period[0] = '\0';
    tb_buf_printf(out, "%s\t%s\t%.*s\t%.*s\t\t\t%s\t", finding->fingerprint,
                  tb_disposition_name(judgement->disposition), TB_ARG(judgement->reason),
                  TB_ARG(judgement->who), period);
    tb_baseline_about(report, finding, out);
    if (finding->item < report->item_count) {
        char task[TB_TASK_DIGITS + 1];
        tb_finding_task(report, &report->items[finding->item], task);
        tb_buf_printf(out, "\t%s", task);
    }
    tb_buf_byte(out, '\n');
}

/* The line that an earlier bulletin's wording of the item leads to: the item is followed back from bulletin
 * to bulletin by who matches whom (core/diff). NULL: none. */
static const struct tb_baseline_line *find_reworded(const struct tb_judge *judge,
                                                    const struct tb_report *report,
                                                    const struct tb_finding *finding,
                                                    const struct tb_past *past)
{
    uint32_t item = finding->item;
    for (; past && item < past->diff->new_report->item_count; past = past->before) {
        const struct tb_matching *matching = &past->diff->matching;
        uint32_t match = matching->of_new[item];
        if (match == TB_NONE)
            return NULL;
        item = matching->at[match].old_item;
        const struct tb_report *old_report = past->diff->old_report;
        char subject[TB_SUBJECT_DIGITS + 1];
        bool carried;
        tb_finding_subject(report, finding, old_report, &old_report->items[item], subject);
        const struct tb_baseline_line *line =
            tb_baseline_find(&judge->baseline, tb_str_of(subject), &report->period, &carried);
        if (line)
            return line;
    }
    return NULL;
}

/* A line for the parent: the number of the baseline's line, or "-", and behind a tab the line to write where
 * the finding has none of its own. */
void tb_judge_finding(const struct tb_judge *judge, const struct tb_report *report,
                      const struct tb_past *past, struct tb_finding *finding,
                      struct tb_tally *tally, struct tb_buf *seen)
{
    bool carried;
    const struct tb_baseline_line *line = tb_baseline_find(
        &judge->baseline, tb_str_of(finding->fingerprint), &report->period, &carried);
    if (!line && judge->baseline.count > 0) {
        line = find_reworded(judge, report, finding, past);
        carried = line != NULL;
    }
    tb_baseline_judge(line, carried, tb_str_of(judge->today), finding);
    tally->by_state[finding->state]++;
    if (finding->state == TB_STATE_NEW)
        tally->fresh[finding->severity]++;
    else if (line && line->judgement.reason.len == 0)
        tally->bare++;
    /* What a plugin failed at is nothing to be judged. */
    if (!judge->baseline.path.ptr || tb_str_eq(finding->rule, TB_STR("plugin-failed")))
        return;
    if (line)
        tb_buf_printf(seen, "%zu\t", (size_t)(line - judge->baseline.at));
    else
        tb_buf_text(seen, "-\t");
    if (!line || carried)
        put_new_line(seen, report, finding);
    else
        tb_buf_byte(seen, '\n');
}

/* Notes a line to write. */
static void add_line(struct tb_judge *judge, struct tb_setup *setup, struct tb_str line)
{
    struct {
        struct tb_str *at;
        size_t count, room;
    } list = {judge->written, judge->written_count, judge->written_room};
    struct tb_str *kept = TB_LIST_ADD(setup->arena, &list);
    if (kept)
        *kept = tb_arena_copy(setup->arena, line);
    if (!kept || !kept->ptr) {
        judge->added.failed = TB_ENOMEM;
        return;
    }
    judge->written = list.at;
    judge->written_count = list.count;
    judge->written_room = list.room;
}

void tb_judge_take(struct tb_judge *judge, struct tb_setup *setup, struct tb_str seen)
{
    while (seen.len > 0) {
        size_t end = tb_str_find(seen, TB_STR("\n"), 0), tab = tb_str_find(seen, TB_STR("\t"), 0);
        size_t index = 0;
        for (size_t i = 0; i < tab && seen.ptr[i] != '-'; i++)
            index = index * 10 + (size_t)(seen.ptr[i] - '0');
        if (seen.ptr[0] != '-' && index < judge->baseline.count)
            judge->met[index] = true;
        if (tab + 1 < end)
            add_line(judge, setup, tb_str_sub(seen, tab + 1, end));
        seen = tb_str_sub(seen, end + 1, seen.len);
    }
}

/* ---- what is said of the file ---- */

static bool is_expired(const struct tb_judge *judge, size_t index)
{
    return judge->met[index] &&
           tb_judgement_expired(&judge->baseline.at[index].judgement, tb_str_of(judge->today));
}

static size_t count_fixed(const struct tb_judge *judge)
{
    size_t count = 0;
    for (size_t i = 0; i < judge->baseline.count; i++)
        count += !judge->met[i];
    return count;
}

static void put_line(struct tb_screen *screen, const struct tb_baseline_line *line, const char *zh,
                     const char *en)
{
    tb_say(screen, "  baseline.tsv:%u: %s%s ", "  baseline.tsv:%u: %s%s ", line->line,
           tb_pick(screen->lang, zh, en), tb_pick(screen->lang, "：", ":"));
    tb_put(screen, line->about.len > 0 ? line->about : line->fingerprint);
    tb_buf_byte(screen->out, '\n');
}

void tb_judge_put_text(struct tb_screen *screen, const struct tb_judge *judge, bool verbose)
{
    size_t fixed = count_fixed(judge);
    for (size_t i = 0; i < judge->baseline.count; i++)
        if (is_expired(judge, i))
            put_line(screen, &judge->baseline.at[i], "已到期，重新计为新问题",
                     "past its day, counts as new again");
    if (fixed == 0)
        return;
    tb_say(screen, "baseline.tsv 中有 %zu 条在这次的通报里不再出现%s\n",
           "%zu lines of baseline.tsv are not found in these reports%s\n", fixed,
           verbose ? "" : tb_pick(screen->lang, "（-v 列出）", " (-v lists them)"));
    for (size_t i = 0; i < judge->baseline.count && verbose; i++)
        if (!judge->met[i])
            put_line(screen, &judge->baseline.at[i], "不再出现", "not found");
}

/* "stale" or "expired": the lines of that kind. */
static void put_lines(struct tb_json *json, const char *key, const struct tb_judge *judge,
                      bool expired)
{
    tb_json_key(json, key);
    tb_json_array(json);
    for (size_t i = 0; i < judge->baseline.count; i++) {
        const struct tb_baseline_line *line = &judge->baseline.at[i];
        if (expired ? !is_expired(judge, i) : judge->met[i])
            continue;
        tb_json_object(json);
        tb_json_key(json, "fingerprint");
        tb_json_str(json, line->fingerprint);
        tb_json_key(json, "line");
        tb_json_int(json, line->line);
        tb_json_key(json, "period");
        tb_json_str(json,
                    line->judgement.period.len > 0 ? line->judgement.period : (struct tb_str){0});
        tb_json_key(json, "about");
        tb_json_str(json, line->about.len > 0 ? line->about : (struct tb_str){0});
        tb_json_close(json);
    }
    tb_json_close(json);
}

void tb_judge_put_json(struct tb_json *json, const struct tb_judge *judge,
                       const struct tb_tally *tally)
{
    for (int i = 0; i < TB_STATE_END; i++) {
        uint64_t count = i == TB_STATE_FIXED ? count_fixed(judge) : tally->by_state[i];
        tb_json_key(json, tb_state_name((enum tb_state)i));
        tb_json_int(json, (int64_t)count);
    }
    put_lines(json, "stale", judge, false);
    put_lines(json, "expired", judge, true);
}

/* ---- write and strict ---- */

static int by_text(const void *left, const void *right)
{
    return tb_str_compare(*(const struct tb_str *)left, *(const struct tb_str *)right);
}

/* The line with the reason of the command line, where it has none of its own: behind two tabs. */
static void put_with_reason(struct tb_buf *out, struct tb_str line, const char *reason)
{
    size_t at = tb_str_find(line, TB_STR("\t"), 0);
    at = tb_str_find(line, TB_STR("\t"), at + 1) + 1;
    tb_buf_add(out, tb_str_sub(line, 0, at));
    if (line.ptr[at] == '\t')
        tb_buf_text(out, reason);
    tb_buf_add(out, tb_str_sub(line, at, line.len));
    tb_buf_byte(out, '\n');
}

/* New lines in the order of the fingerprints, each once, so that equal runs write equal files. */
static enum tb_status write_lines(struct tb_cli *cli, struct tb_judge *judge, size_t *added,
                                  struct tb_error *error)
{
    const char *reason = cli->options.reason ? cli->options.reason : "";
    *added = 0;
    if (judge->written_count > 1)
        qsort(judge->written, judge->written_count, sizeof *judge->written, by_text);
    for (size_t i = 0; i < judge->written_count; i++) {
        struct tb_str line = judge->written[i];
        size_t tab = tb_str_find(line, TB_STR("\t"), 0);
        if (i > 0 && tb_str_starts(judge->written[i - 1], tb_str_sub(line, 0, tab + 1)))
            continue;
        put_with_reason(&judge->added, line, reason);
        ++*added;
    }
    enum tb_status status = tb_buf_status(&judge->added, error);
    if (status == TB_OK && (*added > 0 || !judge->baseline.exists))
        status = tb_baseline_append(&judge->baseline, tb_buf_str(&judge->added), error);
    return status;
}

/* The baseline with what was returned: in the lines there are, and new ones for findings of this run that
 * had none. */
static enum tb_status write_returned(struct tb_judge *judge, size_t *count, struct tb_error *error)
{
    struct tb_buf all = tb_buf_make(TB_BASELINE_MAX);
    struct tb_baseline changed = judge->baseline;
    struct tb_str rest = judge->baseline.exists ? judge->baseline.text : TB_STR("");
    *count = 0;
    while (rest.len > 0) {
        size_t end = tb_str_find(rest, TB_STR("\n"), 0);
        struct tb_str line = tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end);
        size_t tab = tb_str_find(line, TB_STR("\t"), 0);
        struct tb_returned *said =
            tab == SIZE_MAX ? NULL : tb_returned_find(&judge->returned, tb_str_sub(line, 0, tab));
        if (said)
            tb_returned_put(&all, line, said);
        else
            tb_buf_add(&all, line);
        tb_buf_byte(&all, '\n');
        *count += said != NULL;
        if (said)
            said->used = true;
        rest = tb_str_sub(rest, end == SIZE_MAX ? rest.len : end + 1, rest.len);
    }
    for (size_t i = 0; i < judge->written_count; i++) {
        struct tb_str line = judge->written[i];
        struct tb_returned *said = tb_returned_find(
            &judge->returned, tb_str_sub(line, 0, tb_str_find(line, TB_STR("\t"), 0)));
        if (!said || said->used)
            continue;
        tb_returned_put(&judge->added, line, said);
        tb_buf_byte(&judge->added, '\n');
        said->used = true;
        ++*count;
    }
    changed.text = tb_buf_str(&all);
    enum tb_status status = tb_buf_status(&all, error);
    if (status == TB_OK)
        status = tb_buf_status(&judge->added, error);
    if (status == TB_OK && *count > 0)
        status = tb_baseline_append(&changed, tb_buf_str(&judge->added), error);
    tb_buf_free(&all);
    return status;
}

static void finish_import(struct tb_cli *cli, struct tb_judge *judge)
{
    struct tb_error error = {0};
    struct tb_screen screen = tb_cli_screen(cli);
    size_t count, unused = 0;
    screen.lang = cli->outcome.lang;
    if (write_returned(judge, &count, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_OUTPUT, &error);
        return;
    }
    for (size_t i = 0; i < judge->returned.count; i++)
        unused += !judge->returned.at[i].used;
    if (cli->options.format != TB_FORMAT_TEXT || cli->options.quiet)
        return;
    tb_say(&screen, "已记入 baseline.tsv %zu 条\n", "noted %zu findings in baseline.tsv\n", count);
    if (unused > 0)
        tb_say(&screen, "%zu 条的问题这次没有查出，没有记入\n",
               "%zu are of findings that this run does not have; they are not noted\n", unused);
}

bool tb_judge_import(struct tb_cli *cli, struct tb_setup *setup, const struct tb_inputs *inputs,
                     struct tb_judge *judge)
{
    struct tb_error error = {0};
    bool found = cli->options.baseline != TB_BASELINE_IMPORT, here;
    enum tb_status status = TB_OK;
    for (size_t i = 0;
         cli->options.baseline == TB_BASELINE_IMPORT && i < inputs->count && status == TB_OK; i++) {
        struct tb_report *report;
        status = tb_inputs_load_plain(inputs, i, setup->arena, &report, &error);
        if (status == TB_OK)
            status = tb_returned_read(&report->grid, setup->arena, &judge->returned, &here, &error);
        found = found || (status == TB_OK && here);
    }
    if (status == TB_OK && !found)
        status = tb_fail(&error, TB_EUSAGE,
                         "没有找到有“指纹”和“处理结论”两列的工作表：--baseline import 读的是 "
                         "tongbao export --to xlsx 写出的工作簿",
                         "no sheet has the columns Fingerprint and Disposition: --baseline import "
                         "reads the workbook that `tongbao export --to xlsx` writes");
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_INPUT, &error);
    return status == TB_OK;
}

static void finish_strict(struct tb_cli *cli, const struct tb_tally *tally)
{
    struct tb_error error = {0};
    unsigned long long fresh = tally->by_state[TB_STATE_NEW], bare = tally->bare;
    if (fresh > 0) {
        tb_fail(&error, TB_EBUG,
                "%llu 个问题不在 baseline.tsv 里或已到期（--baseline write 可记入）",
                "%llu findings are not in baseline.tsv or past their day (--baseline write notes "
                "them)",
                fresh);
        tb_outcome_add(&cli->outcome, TB_EXIT_FOUND, &error);
    }
    if (bare > 0) {
        tb_fail(&error, TB_EBUG, "baseline.tsv 里有 %llu 个问题没有写理由（第三个字段）",
                "%llu findings have no reason in baseline.tsv (the third field)", bare);
        tb_outcome_add(&cli->outcome, TB_EXIT_FOUND, &error);
    }
}

void tb_judge_finish(struct tb_cli *cli, struct tb_judge *judge, const struct tb_tally *tally)
{
    struct tb_error error = {0};
    struct tb_screen screen = tb_cli_screen(cli);
    size_t added;
    screen.lang = cli->outcome.lang;
    if (cli->options.baseline == TB_BASELINE_STRICT)
        finish_strict(cli, tally);
    if (cli->options.baseline == TB_BASELINE_IMPORT)
        finish_import(cli, judge);
    if (cli->options.baseline != TB_BASELINE_WRITE)
        return;
    if (write_lines(cli, judge, &added, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_OUTPUT, &error);
    else if (cli->options.format == TB_FORMAT_TEXT && !cli->options.quiet)
        tb_say(&screen, "已记入 baseline.tsv %zu 条\n", "noted %zu findings in baseline.tsv\n",
               added);
}
