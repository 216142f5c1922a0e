/* options.c - the parser of the command line. */
#include "cli/options.h"

#include <unistd.h>

#include "base/closest.h"
#include "cli/period.h"
#include "cli/verbs.h"

struct parser {
    struct tb_options *out;
    struct tb_error *error;
    const char *period; /* read at the end: it may need --year */
    bool help;
    uint64_t given; /* bits 1 << index into the table */
};

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

static enum tb_status unknown_choice(struct parser *parser, const struct tb_option *option,
                                     const char *value)
{
    struct tb_closest_search search = tb_closest_start(tb_str_of(value));
    struct tb_str rest = tb_str_of(option->argument);
    while (rest.len > 0) {
        size_t end = tb_str_find(rest, TB_STR("|"), 0);
        end = end == SIZE_MAX ? rest.len : end;
        tb_closest_try(&search, tb_str_sub(rest, 0, end));
        rest = tb_str_sub(rest, end < rest.len ? end + 1 : end, rest.len);
    }
    if (search.best.ptr)
        return tb_fail(parser->error, TB_EUSAGE, "--%s 的值“%s”不对，是不是 %.*s？",
                       "--%s does not take '%s', did you mean %.*s?", option->name, value,
                       TB_ARG(search.best));
    return tb_fail(parser->error, TB_EUSAGE, "--%s 的值“%s”不对，应为以下之一：%s",
                   "--%s does not take '%s', expected one of %s", option->name, value,
                   option->argument);
}

/* Options whose value is one of a list; the order is that of their table entry. */
static enum tb_status set_choice(struct parser *parser, const struct tb_option *option,
                                 const char *value)
{
    size_t choice = find_choice(option->argument, value);
    if (choice == SIZE_MAX)
        return unknown_choice(parser, option, value);
    if (option->id == TB_OPTION_FORMAT) {
        parser->out->format = (enum tb_format)choice;
    } else if (option->id == TB_OPTION_LANG) {
        parser->out->has_lang = true;
        parser->out->lang = choice == 0 ? TB_LANG_ZH : TB_LANG_EN;
    } else if (option->id == TB_OPTION_COLOR) {
        parser->out->color = (enum tb_color_choice)choice;
    } else if (option->id == TB_OPTION_BASELINE) {
        parser->out->baseline = TB_BASELINE_WRITE + (unsigned)choice;
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
    const struct {
        enum tb_option_id id;
        const char **text;
    } texts[] = {
        {TB_OPTION_DIRECTORY, &out->directory},
        {TB_OPTION_REASON, &out->reason},
        {TB_OPTION_SEARCH, &out->search},
        {TB_OPTION_LIST, &out->list},
        {TB_OPTION_CODE, &out->code},
        {TB_OPTION_ITEM, &out->item},
        {TB_OPTION_PREVIOUS, &out->previous},
        {TB_OPTION_WITH, &out->with},
        {TB_OPTION_PLAN, &out->plan},
        {TB_OPTION_SERIES, &out->series},
        {TB_OPTION_URL, &out->url},
        {TB_OPTION_TO, &out->to},
        {TB_OPTION_OUTPUT, &out->output},
        {TB_OPTION_RECORD, &out->record},
        {TB_OPTION_OFFLINE, &out->offline},
        {TB_OPTION_PERIOD, &parser->period},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].id == option->id)
            *texts[i].text = value;
    if (option->id == TB_OPTION_SHARD) {
        if (!read_share(value, &out->shard, &out->shards))
            return bad_value(parser, option, value, "1/4");
    } else if (option->id == TB_OPTION_SET) {
        return add_value(parser, option, value, out->sets, &out->set_count, TB_SETS_MAX);
    } else if (option->id == TB_OPTION_ONLY) {
        return add_value(parser, option, value, out->only, &out->only_count, TB_ONLY_MAX);
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
    const struct {
        enum tb_option_id id;
        bool *flag;
    } flags[] = {{TB_OPTION_ALL, &out->all},           {TB_OPTION_EXIT_CODE, &out->exit_code},
                 {TB_OPTION_SUMMARY, &out->summary},   {TB_OPTION_BARE, &out->bare},
                 {TB_OPTION_PEOPLE, &out->people},     {TB_OPTION_NO_PEOPLE, &out->no_people},
                 {TB_OPTION_WATCH, &out->watch},       {TB_OPTION_MERGE, &out->merge},
                 {TB_OPTION_WHY, &out->why},           {TB_OPTION_STRICT, &out->strict},
                 {TB_OPTION_DEEP, &out->deep},         {TB_OPTION_QUIET, &out->quiet},
                 {TB_OPTION_VERBOSE, &out->verbose},   {TB_OPTION_IN_PROCESS, &out->in_process},
                 {TB_OPTION_UNLOCKED, &out->unlocked}, {TB_OPTION_DRY_RUN, &out->dry_run},
                 {TB_OPTION_YES, &out->yes},           {TB_OPTION_ACCEPT, &out->accept},
                 {TB_OPTION_REJECT, &out->reject},     {TB_OPTION_PRINT_TIMER, &out->print_timer},
                 {TB_OPTION_VERSION, &out->version},   {TB_OPTION_HELP, &parser->help}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flags[i].id == id)
            *flags[i].flag = true;
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
