/* options.c - the option table and its parser. */
#include "cli/options.h"

#include <unistd.h>

#include "base/closest.h"
#include "cli/period.h"
#include "cli/verbs.h"

#define ONLY(verb) (1u << TB_VERB_##verb)
#define ALL_VERBS ((1u << TB_VERB_END) - 1)
#define WITH_REPORTS (ONLY(CHECK) | ONLY(SHOW) | ONLY(EXPORT) | ONLY(RUN) | ONLY(REPL))
#define WITH_PLUGINS                                                                               \
    (ONLY(CHECK) | ONLY(EXPLAIN) | ONLY(EXPORT) | ONLY(RUN) | ONLY(REPL) | ONLY(PLUGINS) |         \
     ONLY(TEST) | ONLY(DOCTOR))

const struct tb_option tb_option_table[TB_OPTION_END] = {
    {TB_OPTION_FORMAT, 0, "format", "text|json|ndjson|tsv|junit",
     ALL_VERBS & ~(ONLY(HELP) | ONLY(REPL) | ONLY(NEW) | ONLY(EXPORT)),
     "输出形式：给人看的文字，或给程序的 JSON；tsv 只用于 extract，junit 只用于 test",
     "form of the output: text for people, JSON for programs; tsv with extract, junit with test"},
    {TB_OPTION_ALL, 0, "all", NULL, ONLY(CHECK) | ONLY(DIFF), "逐条列出，不把同类合并成一行",
     "everything on its own, nothing folded into counts"},
    {TB_OPTION_SUMMARY, 0, "summary", NULL, ONLY(CHECK), "只要各规则、各通报的问题数，不列问题",
     "only how many findings there are, by rule and report; none of them"},
    {TB_OPTION_FAIL_ON, 0, "fail-on", "info|note|warning|error", ONLY(CHECK),
     "有这一级或更重的问题时以退出码 1 结束",
     "exit with status 1 when a finding is this severe or more"},
    {TB_OPTION_EXIT_CODE, 0, "exit-code", NULL, ONLY(DIFF), "有变化时以退出码 10 结束",
     "exit with status 10 when something changed"},
    {TB_OPTION_PREVIOUS, 0, "previous", "REPORT", ONLY(CHECK) | ONLY(EXPORT),
     "上一期的通报，供比较两期的检查；历史里的快照自己会找上一期",
     "the bulletin of the period before, for checks that compare; a snapshot finds its own"},
    {TB_OPTION_BASELINE, 0, "baseline", "write|strict|import", ONLY(CHECK),
     "write：把新问题记进 baseline.tsv；strict：有新问题或没写理由的，以 1 "
     "结束；import：把导出的工作簿里填的核实意见、处理结论、单位反馈记回来",
     "write: note new findings in baseline.tsv; strict: exit with 1 when there are new ones, or "
     "some without a reason; import: note what people wrote into the exported workbook"},
    {TB_OPTION_REASON, 0, "reason", "TEXT", ONLY(CHECK), "--baseline write 记下的理由",
     "the reason that --baseline write notes"},
    {TB_OPTION_ONLY, 0, "only", "RULE", ONLY(CHECK), "只用这条规则（可多次）",
     "only this check (may be repeated)"},
    {TB_OPTION_BARE, 0, "bare", NULL, ONLY(EXTRACT), "没有单位的数也要",
     "numbers without a unit too"},
    {TB_OPTION_SEARCH, 0, "search", "WORD", ONLY(HELP), "在命令、选项和检查里找这个词",
     "what verbs, options and checks have to do with this word"},
    {TB_OPTION_LIST, 0, "list", "FILE", WITH_REPORTS,
     "再从 FILE（- 为标准输入）读通报：每行一个路径，或 {\"name\":…,\"text\":…}",
     "more reports out of FILE (-: standard input): a path a line, or {\"name\":…,\"text\":…}"},
    {TB_OPTION_SHARD, 0, "shard", "K/N", WITH_REPORTS,
     "只处理 N 份中的第 K 份；哪份通报归哪份只看它的名字",
     "only share K of N; which share a report falls to depends on its name alone"},
    {TB_OPTION_CODE, 'e', "code", "CODE", ONLY(RUN), "不用脚本文件，运行这一行 Lua",
     "a line of Lua to run in place of a script"},
    {TB_OPTION_ITEM, 0, "item", "NO", ONLY(EXPLAIN), "通报里的哪一项：印出的序号",
     "which item of the report: the number printed"},
    {TB_OPTION_TO, 0, "to", "NAME", ONLY(EXPORT), "用哪个导出：tongbao plugins 列出",
     "which export: tongbao plugins lists them"},
    {TB_OPTION_WITH, 0, "with", "LIST", ONLY(EXPORT),
     "交给导出的还有：findings 检查出的问题，changes 与上期相比的变化（逗号分隔），none "
     "都不要；不写则由导出决定",
     "what the export is given too: findings of the checks, changes since the period before "
     "(with a comma between), or none; else the export decides"},
    {TB_OPTION_WHY, 0, "why", NULL, ONLY(SHOW),
     "表格是怎样找到的：编码、分列、标题、表头，以及略过了什么",
     "how the table was found: encoding, columns, title, header, and what was left out"},
    {TB_OPTION_MERGE, 0, "merge", NULL, WITH_REPORTS,
     "把所列的文件合成一份通报（各单位分头报送的），不一致之处都列出",
     "read all of them as one bulletin, as units hand in theirs; what does not agree is listed"},
    {TB_OPTION_PLAN, 0, "plan", "REPORT", WITH_REPORTS,
     "和 --merge 一起用：对照这份计划或上期通报，列出没有报送的任务",
     "with --merge: hold them against this plan or earlier bulletin and list what is missing"},
    {TB_OPTION_STRICT, 0, "strict", NULL, ONLY(TEST), "每个检查都要有该指出的用例和不该指出的用例",
     "every check must have a case that finds something and one that does not"},
    {TB_OPTION_WATCH, 0, "watch", NULL, ONLY(CHECK) | ONLY(TEST),
     "工作区的文件（check：或通报）一有改动就再运行，按 Ctrl-C 结束",
     "run again whenever a file of the workspace (check: or a report) changes, until Ctrl-C"},
    {TB_OPTION_SERIES, 0, "series", "SERIES", ONLY(HISTORY),
     "系列的名字：小写字母、数字和 -，如 linzi",
     "name of the series: a-z, 0-9 and -, such as linzi"},
    {TB_OPTION_URL, 0, "url", "URL", ONLY(HISTORY), "history add：这份通报的网址",
     "history add: where the bulletin was published"},
    {TB_OPTION_OUTPUT, 'o', "output", "FILE", ONLY(HISTORY) | ONLY(EXPORT) | ONLY(PLUGINS),
     "写到这里；不写则为标准输出（repair、plugins docs、export 几份通报：文件夹）",
     "where to write; else standard output (repair, plugins docs, export of several reports: a "
     "folder)"},
    {TB_OPTION_DEEP, 0, "deep", NULL, ONLY(HISTORY), "history verify：逐份恢复并核对",
     "history verify: restore every snapshot and compare its hash"},
    {TB_OPTION_YEAR, 0, "year", "YYYY",
     WITH_REPORTS | ONLY(EXTRACT) | ONLY(EXPLAIN) | ONLY(HISTORY), "通报的年份，不看标题",
     "the year of the report, whatever its title says"},
    {TB_OPTION_PERIOD, 0, "period", "PERIOD", WITH_REPORTS | ONLY(EXPLAIN) | ONLY(HISTORY),
     "通报的时段：2021Q3、2021Q1-3、2021H1、2021M08、2021M01-08、2021；history add 还可写 "
     "2021plan，即全年计划",
     "its period: 2021Q3, 2021Q1-3, 2021H1, 2021M08, 2021M01-08, 2021; for history add also "
     "2021plan, the plan of the year"},
    {TB_OPTION_NOW, 0, "now", "DATE", WITH_REPORTS | ONLY(EXPLAIN) | ONLY(HISTORY),
     "把这一天当作今天，例如 2021-10-31", "the day taken for today, such as 2021-10-31"},
    {TB_OPTION_JOBS, 0, "jobs", "N", WITH_REPORTS & ~(ONLY(RUN) | ONLY(REPL)),
     "同时处理几份通报，结果不变",
     "how many reports are worked on at a time; the output is the same"},
    {TB_OPTION_DIRECTORY, 'C', "directory", "DIR", ALL_VERBS & ~ONLY(HELP), "工作区所在的文件夹",
     "the folder of the workspace"},
    {TB_OPTION_SET, 0, "set", "NAME=VALUE", ALL_VERBS & ~ONLY(HELP),
     "盖过 tongbao.lua 里的一项设置，如 limits.cpu=5",
     "overrule a setting of tongbao.lua, such as limits.cpu=5"},
    {TB_OPTION_IN_PROCESS, 0, "in-process", NULL, WITH_PLUGINS,
     "调试插件用：在本进程里运行，不加锁也不限时",
     "for debugging plugins: run them in this process, unlocked, no limits"},
    {TB_OPTION_UNLOCKED, 0, "unlocked", NULL, WITH_PLUGINS, "内核不能加锁时也运行工作区的插件",
     "run the workspace's plugins even where the kernel cannot lock them in"},
    {TB_OPTION_LANG, 0, "lang", "zh|en", ALL_VERBS, "文字用中文还是英文", "language of texts"},
    {TB_OPTION_COLOR, 0, "color", "auto|always|never", ALL_VERBS, "颜色（auto：在终端上才用）",
     "colours (auto: on a terminal)"},
    {TB_OPTION_QUIET, 'q', "quiet", NULL, ALL_VERBS, "少说：只留结果", "say less: results only"},
    {TB_OPTION_VERBOSE, 'v', "verbose", NULL, ALL_VERBS, "多说：细节和来历",
     "say more: details and where they come from"},
    {TB_OPTION_HELP, 'h', "help", NULL, ALL_VERBS, "这一页", "this page"},
    {TB_OPTION_VERSION, 0, "version", NULL, ALL_VERBS, "版本", "the version"},
};

struct parser {
    struct tb_options *out;
    struct tb_error *error;
    const char *period; /* read at the end: it may need --year */
    bool help;
    uint64_t given; /* bits 1 << index into the table */
};

static enum tb_status bad_choice(struct parser *parser, const struct tb_option *option,
                                 const char *value)
{
    return tb_fail(parser->error, TB_EUSAGE, "--%s 的值“%s”不对，应为以下之一：%s",
                   "--%s does not take '%s', expected one of %s", option->name, value,
                   option->argument);
}

static enum tb_status bad_value(struct parser *parser, const struct tb_option *option,
                                const char *value, const char *example)
{
    return tb_fail(parser->error, TB_EUSAGE, "--%s 的值“%s”不对，应像 %s 这样",
                   "--%s does not take '%s', expected something like %s", option->name, value,
                   example);
}

/* The index of `value` among the choices "a|b|c"; SIZE_MAX: none. */
static size_t find_choice(const char *choices, const char *value)
{
    struct tb_str rest = tb_str_of(choices);
    for (size_t index = 0;; index++) {
        size_t end = tb_str_find(rest, TB_STR("|"), 0);
        struct tb_str choice = tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end);
        if (tb_str_eq(choice, tb_str_of(value)))
            return index;
        if (end == SIZE_MAX)
            return SIZE_MAX;
        rest = tb_str_sub(rest, end + 1, rest.len);
    }
}

/* A whole number from 1 to `most`; 0: it is not. */
static unsigned read_number(const char *text, unsigned most)
{
    unsigned value = 0;
    for (; *text >= '0' && *text <= '9' && value <= most; text++)
        value = value * 10 + (unsigned)(*text - '0');
    return *text || value > most ? 0 : value;
}

/* "K/N", 1 to N of at most 9999. */
static bool read_share(const char *text, unsigned *share, unsigned *shares)
{
    char first[8] = "";
    const char *slash = strchr(text, '/');
    if (!slash || slash - text >= (ptrdiff_t)sizeof first)
        return false;
    memcpy(first, text, (size_t)(slash - text));
    *share = read_number(first, 9999);
    *shares = read_number(slash + 1, 9999);
    return *share > 0 && *share <= *shares;
}

/* Options whose value is one of a list; the order is that of their table entry. */
static enum tb_status set_choice(struct parser *parser, const struct tb_option *option,
                                 const char *value)
{
    size_t choice = find_choice(option->argument, value);
    if (choice == SIZE_MAX)
        return bad_choice(parser, option, value);
    if (option->id == TB_OPTION_FORMAT) {
        parser->out->format = (enum tb_format)choice;
    } else if (option->id == TB_OPTION_LANG) {
        parser->out->has_lang = true;
        parser->out->lang = choice == 0 ? TB_LANG_ZH : TB_LANG_EN;
    } else if (option->id == TB_OPTION_COLOR) {
        parser->out->color = (enum tb_color_choice)choice;
    } else if (option->id == TB_OPTION_BASELINE) {
        parser->out->baseline = TB_BASELINE_WRITE + choice;
    } else {
        parser->out->has_fail_on = true;
        parser->out->fail_on = (enum tb_severity)choice;
    }
    return TB_OK;
}

/* An option that may be given several times. */
static enum tb_status add_value(struct parser *parser, const struct tb_option *option,
                                const char *value, const char **values, size_t *count, size_t most)
{
    if (*count == most)
        return tb_fail(parser->error, TB_EUSAGE, "--%s 太多，最多 %zu 个",
                       "too many --%s, at most %zu", option->name, most);
    values[(*count)++] = value;
    return TB_OK;
}

static enum tb_status set_value(struct parser *parser, const struct tb_option *option,
                                const char *value)
{
    struct tb_options *out = parser->out;
    if (tb_str_find(tb_str_of(option->argument), TB_STR("|"), 0) != SIZE_MAX)
        return set_choice(parser, option, value);
    if (option->id == TB_OPTION_DIRECTORY) {
        out->directory = value;
    } else if (option->id == TB_OPTION_REASON) {
        out->reason = value;
    } else if (option->id == TB_OPTION_SEARCH) {
        out->search = value;
    } else if (option->id == TB_OPTION_LIST) {
        out->list = value;
    } else if (option->id == TB_OPTION_SHARD) {
        if (!read_share(value, &out->shard, &out->shards))
            return bad_value(parser, option, value, "1/4");
    } else if (option->id == TB_OPTION_CODE) {
        out->code = value;
    } else if (option->id == TB_OPTION_ITEM) {
        out->item = value;
    } else if (option->id == TB_OPTION_PREVIOUS) {
        out->previous = value;
    } else if (option->id == TB_OPTION_WITH) {
        out->with = value;
    } else if (option->id == TB_OPTION_PLAN) {
        out->plan = value;
    } else if (option->id == TB_OPTION_SERIES) {
        out->series = value;
    } else if (option->id == TB_OPTION_URL) {
        out->url = value;
    } else if (option->id == TB_OPTION_TO) {
        out->to = value;
    } else if (option->id == TB_OPTION_OUTPUT) {
        out->output = value;
    } else if (option->id == TB_OPTION_SET) {
        return add_value(parser, option, value, out->sets, &out->set_count, TB_SETS_MAX);
    } else if (option->id == TB_OPTION_ONLY) {
        return add_value(parser, option, value, out->only, &out->only_count, TB_ONLY_MAX);
    } else if (option->id == TB_OPTION_PERIOD) {
        parser->period = value;
    } else if (option->id == TB_OPTION_JOBS) {
        out->jobs = read_number(value, 256);
        if (out->jobs == 0)
            return bad_value(parser, option, value, "4 (1…256)");
    } else if (option->id == TB_OPTION_YEAR) {
        out->year = (int)read_number(value, 9999);
        if (out->year < 1900)
            return bad_value(parser, option, value, "2021");
    } else if (option->id == TB_OPTION_NOW && !tb_day_read(tb_str_of(value), &out->now)) {
        return bad_value(parser, option, value, "2021-10-31");
    }
    return TB_OK;
}

static void set_flag(struct parser *parser, enum tb_option_id id)
{
    struct tb_options *out = parser->out;
    out->all = out->all || id == TB_OPTION_ALL;
    out->exit_code = out->exit_code || id == TB_OPTION_EXIT_CODE;
    out->summary = out->summary || id == TB_OPTION_SUMMARY;
    out->bare = out->bare || id == TB_OPTION_BARE;
    out->watch = out->watch || id == TB_OPTION_WATCH;
    out->merge = out->merge || id == TB_OPTION_MERGE;
    out->why = out->why || id == TB_OPTION_WHY;
    out->strict = out->strict || id == TB_OPTION_STRICT;
    out->deep = out->deep || id == TB_OPTION_DEEP;
    out->quiet = out->quiet || id == TB_OPTION_QUIET;
    out->verbose = out->verbose || id == TB_OPTION_VERBOSE;
    out->in_process = out->in_process || id == TB_OPTION_IN_PROCESS;
    out->unlocked = out->unlocked || id == TB_OPTION_UNLOCKED;
    out->version = out->version || id == TB_OPTION_VERSION;
    parser->help = parser->help || id == TB_OPTION_HELP;
}

static const struct tb_option *find_option(struct tb_str name, char letter)
{
    for (size_t i = 0; i < TB_OPTION_END; i++)
        if (letter ? tb_option_table[i].letter == letter
                   : tb_str_eq(tb_str_of(tb_option_table[i].name), name))
            return &tb_option_table[i];
    return NULL;
}

static enum tb_status unknown_option(struct parser *parser, struct tb_str name)
{
    struct tb_closest_search search = tb_closest_start(name);
    for (size_t i = 0; i < TB_OPTION_END; i++)
        tb_closest_try(&search, tb_str_of(tb_option_table[i].name));
    if (search.best.ptr)
        return tb_fail(parser->error, TB_EUSAGE, "没有选项 --%.*s，是不是想用 --%.*s？",
                       "there is no option --%.*s, did you mean --%.*s?", TB_ARG(name),
                       TB_ARG(search.best));
    return tb_fail(parser->error, TB_EUSAGE, "没有选项 --%.*s，tongbao help 列出所有选项",
                   "there is no option --%.*s, see tongbao help", TB_ARG(name));
}

/* "--name", "--name=value" or "--name value"; takes the value off the front of *rest. */
static enum tb_status read_long(struct parser *parser, const char *argument, char ***rest)
{
    struct tb_str name = tb_str_of(argument + 2);
    size_t equals = tb_str_find(name, TB_STR("="), 0);
    if (equals != SIZE_MAX)
        name = tb_str_sub(name, 0, equals);
    const struct tb_option *option = find_option(name, 0);
    if (!option)
        return unknown_option(parser, name);
    parser->given |= UINT64_C(1) << (option - tb_option_table);
    if (!option->argument && equals != SIZE_MAX)
        return tb_fail(parser->error, TB_EUSAGE, "--%s 后面不带值", "--%s takes no value",
                       option->name);
    if (!option->argument) {
        set_flag(parser, option->id);
        return TB_OK;
    }
    const char *value = equals != SIZE_MAX ? argument + 2 + equals + 1 : *(*rest)++;
    if (!value)
        return tb_fail(parser->error, TB_EUSAGE, "--%s 后面要写 %s", "--%s needs %s after it",
                       option->name, option->argument);
    return set_value(parser, option, value);
}

/* "-qv", "-C DIR" or "-CDIR". */
static enum tb_status read_letters(struct parser *parser, const char *argument, char ***rest)
{
    for (const char *at = argument + 1; *at; at++) {
        const struct tb_option *option = find_option((struct tb_str){0}, *at);
        if (!option)
            return tb_fail(parser->error, TB_EUSAGE, "没有选项“%s”，tongbao help 列出所有选项",
                           "there is no option '%s', see tongbao help", argument);
        parser->given |= UINT64_C(1) << (option - tb_option_table);
        if (!option->argument) {
            set_flag(parser, option->id);
            continue;
        }
        const char *value = at[1] ? at + 1 : *(*rest)++;
        if (!value)
            return tb_fail(parser->error, TB_EUSAGE, "-%c 后面要写 %s", "-%c needs %s after it",
                           option->letter, option->argument);
        return set_value(parser, option, value);
    }
    return TB_OK;
}

static enum tb_status unknown_verb(struct tb_error *error, const char *name)
{
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (size_t i = 0; i < TB_VERB_END; i++)
        tb_closest_try(&search, tb_str_of(tb_verb_table[i].name));
    if (access(name, F_OK) == 0)
        return tb_fail(error, TB_EUSAGE, "先写命令再写文件：tongbao check %s",
                       "a verb comes before the file: tongbao check %s", name);
    if (search.best.ptr)
        return tb_fail(error, TB_EUSAGE, "没有命令“%s”，是不是想用 %.*s？",
                       "there is no verb '%s', did you mean %.*s?", name, TB_ARG(search.best));
    return tb_fail(error, TB_EUSAGE, "没有命令“%s”，tongbao help 列出所有命令",
                   "there is no verb '%s', see tongbao help", name);
}

/* Whether the verb knows the options that were given. */
static enum tb_status check_verb(const struct parser *parser)
{
    enum tb_verb verb = parser->out->verb;
    for (size_t i = 0; i < TB_OPTION_END; i++)
        if ((parser->given >> i & 1) && !(tb_option_table[i].verbs >> verb & 1))
            return tb_fail(parser->error, TB_EUSAGE,
                           "%s 没有选项 --%s，tongbao help %s 列出它的选项",
                           "%s has no option --%s, see tongbao help %s", tb_verb_table[verb].name,
                           tb_option_table[i].name, tb_verb_table[verb].name);
    return TB_OK;
}

/* The first operand is the verb; --help makes it the topic of help. */
static enum tb_status take_verb(struct parser *parser)
{
    struct tb_options *out = parser->out;
    if (out->operand_count == 0) {
        out->verb = TB_VERB_HELP;
        if (parser->help || out->version)
            return TB_OK;
        return tb_fail(parser->error, TB_EUSAGE, "没有写命令，tongbao help 列出所有命令",
                       "no verb was given, see tongbao help");
    }
    out->verb = tb_verb_find(tb_str_of(out->operands[0]));
    if (out->verb == TB_VERB_END) {
        out->verb = TB_VERB_HELP;
        return unknown_verb(parser->error, out->operands[0]);
    }
    if (parser->help) {
        out->verb = TB_VERB_HELP;
        out->operand_count = 1;
        return TB_OK;
    }
    out->operands++;
    out->operand_count--;
    if (out->operand_count > tb_verb_table[out->verb].most)
        return tb_fail(parser->error, TB_EUSAGE, "多余的参数“%s”：tongbao %s 最多带 %u 个",
                       "argument '%s' is too much: tongbao %s takes at most %u",
                       out->operands[tb_verb_table[out->verb].most], tb_verb_table[out->verb].name,
                       tb_verb_table[out->verb].most);
    return check_verb(parser);
}

static enum tb_status read_period(struct parser *parser)
{
    struct tb_options *out = parser->out;
    struct tb_str text = tb_str_of(parser->period);
    if (out->verb == TB_VERB_HISTORY && tb_str_ends(text, TB_STR("plan"))) {
        out->is_plan = true;
        text.len -= strlen("plan");
    }
    if (!parser->period || (out->is_plan && text.len == 0 && out->year == 0) ||
        (tb_period_read(text, out->year, &out->period) &&
         !(out->is_plan && out->period.kind != TB_PERIOD_YEAR)))
        return TB_OK;
    const struct tb_option *option = &tb_option_table[0];
    while (option->id != TB_OPTION_PERIOD)
        option++;
    return bad_value(parser, option, parser->period, "2021Q3");
}

enum tb_status tb_options_parse(int argc, char **argv, struct tb_options *out,
                                struct tb_error *error)
{
    struct parser parser = {.out = out, .error = error};
    enum tb_status status = TB_OK;
    *out = (struct tb_options){.verb = TB_VERB_HELP, .operands = argv + 1};
    char **rest = argc > 0 ? argv + 1 : argv;
    while (*rest && status == TB_OK) {
        char *argument = *rest++;
        if (strcmp(argument, "--") == 0) {
            for (; *rest; out->passed++)
                out->operands[out->operand_count++] = *rest++;
        } else if (argument[0] == '-' && argument[1] == '-') {
            status = read_long(&parser, argument, &rest);
        } else if (argument[0] == '-' && argument[1]) {
            status = read_letters(&parser, argument, &rest);
        } else {
            out->operands[out->operand_count++] = argument;
        }
    }
    if (status == TB_OK)
        status = take_verb(&parser);
    if (status == TB_OK)
        status = read_period(&parser);
    if (status == TB_OK && out->format == TB_FORMAT_TSV && out->verb != TB_VERB_EXTRACT)
        status = tb_fail(error, TB_EUSAGE, "--format tsv 只用于 tongbao extract",
                         "--format tsv is for tongbao extract alone");
    if (status == TB_OK && out->format == TB_FORMAT_JUNIT && out->verb != TB_VERB_TEST)
        status = tb_fail(error, TB_EUSAGE, "--format junit 只用于 tongbao test",
                         "--format junit is for tongbao test alone");
    return status;
}
