/* repl_commands.c - what begins with a colon in tongbao repl, and what Tab completes there. */
#include "base/closest.h"
#include "base/file.h"
#include "cli/repl.h"
#include "host/scaffold.h"

enum { CODE_MAX = 1 << 20 };

/* ---- verbs ------------------------------------------------------------------------------------------- */

/* Runs another verb on the reports of the session, and forgets how it ended but for what it told. */
static void run_verb(struct tb_repl *repl, struct tb_options options)
{
    struct tb_cli *cli = repl->session.cli;
    struct tb_options own = cli->options;
    struct tb_outcome fresh = cli->outcome;
    cli->options = options;
    tb_verb_table[options.verb].run(cli);
    tb_output_flush(&cli->output);
    (void)tb_outcome_close(&cli->outcome);
    cli->outcome = fresh;
    cli->options = own;
}

static void say_usage(struct tb_repl *repl, const char *zh, const char *en)
{
    struct tb_screen screen = tb_cli_screen(repl->session.cli);
    tb_say(&screen, "%s\n", "%s\n", tb_pick(screen.lang, zh, en));
}

/* A text with a NUL behind it, as options want it. */
static const char *terminated(struct tb_repl *repl, struct tb_str text)
{
    struct tb_str copy = tb_arena_printf(repl->session.setup->arena, "%.*s", TB_ARG(text));
    return copy.ptr ? copy.ptr : "";
}

static void check(struct tb_repl *repl, struct tb_str rest)
{
    struct tb_options options = repl->session.cli->options;
    options.verb = TB_VERB_CHECK;
    if (rest.len > 0)
        options.only[options.only_count++] = terminated(repl, rest);
    run_verb(repl, options);
}

static void diff(struct tb_repl *repl, struct tb_str rest)
{
    struct tb_options options = repl->session.cli->options;
    (void)rest;
    options.verb = TB_VERB_DIFF;
    if (options.operand_count != 2)
        say_usage(repl, ":diff 要有两份通报：tongbao repl 旧 新",
                  ":diff needs two bulletins: tongbao repl OLD NEW");
    else
        run_verb(repl, options);
}

/* ":explain RULE", ":explain 6" */
static void explain(struct tb_repl *repl, struct tb_str rest)
{
    struct tb_options options = repl->session.cli->options;
    char *operands[2] = {(char *)(uintptr_t)terminated(repl, rest), NULL}; /* only read */
    bool number = rest.len > 0 && rest.ptr[0] >= '0' && rest.ptr[0] <= '9' && rest.len < 8;
    options.verb = TB_VERB_EXPLAIN;
    options.operands = operands;
    options.operand_count = 1;
    if (rest.len == 0 || (number && repl->session.count == 0)) {
        say_usage(repl, "写 :explain 规则名，或 :explain 序号",
                  "say :explain RULE, or :explain NUMBER of an item");
        return;
    }
    if (number) {
        options.item = operands[0];
        operands[0] = repl->session.cli->options.operands[0];
    }
    run_verb(repl, options);
}

/* ---- :each and :save --------------------------------------------------------------------------------- */

/* Runs code with the expression of :each where it has "@". */
static bool run_with_each(struct tb_repl *repl, const char *code, struct tb_str name,
                          struct tb_buf *shown)
{
    struct tb_buf all = tb_buf_make(CODE_MAX);
    for (const char *at = code; *at; at++) {
        if (*at == '@')
            tb_buf_add(&all, tb_buf_str(&repl->each));
        else if (*at == '$')
            tb_buf_add(&all, name);
        else
            tb_buf_byte(&all, *at);
    }
    bool went_well = !all.failed && tb_repl_run(repl, tb_buf_str(&all), shown);
    if (!went_well && repl->session.unfinished)
        say_usage(repl, "式子没有写完", "the expression is not finished");
    tb_buf_free(&all);
    return went_well;
}

static void each(struct tb_repl *repl, struct tb_str rest)
{
    static const char code[] =
        "local found = { columns = { 'no', 'task' } } for _, item in ipairs(bulletin.items) do if "
        "(@) then found[#found + 1] = { no = item.no or '-', task = item.task or '' } end end "
        "print(#found) return found";
    if (rest.len == 0) {
        say_usage(repl, "写 :each 式子，如 :each item.result:find('下一步')",
                  "say :each EXPRESSION, such as :each item.result:find('下一步')");
        return;
    }
    tb_buf_free(&repl->each);
    repl->each = tb_buf_make(CODE_MAX);
    tb_buf_add(&repl->each, rest);
    if (!run_with_each(repl, code, TB_STR(""), NULL))
        tb_buf_clear(&repl->each);
}

/* The check and its cases as the worker words them: the items at hand are the first cases. */
static const char check_code[] = "print(('-- Kept from a session: points at every item for which "
                                 "this is true.\\nreturn check {\\n  id = "
                                 "%q,\\n  severity = \"note\",\\n  title = %q,\\n  each_item = "
                                 "function(item, opt, flag)\\n    if "
                                 "%s then\\n      flag { at = item, message = %q }\\n    end\\n  "
                                 "end,\\n}'):format('$', [==[@]==], "
                                 "[==[@]==], [==[@]==]))";
static const char cases_code[] = "local yes, no for _, item in ipairs(bulletin.items) do if (@) "
                                 "then yes = yes or item else no = no or "
                                 "item end end local function cells(item) local parts = {} for _, "
                                 "name in ipairs { 'task', 'target', "
                                 "'units', 'result' } do local text = item:text(name) if text then "
                                 "parts[#parts + 1] = name .. ' = ' .. "
                                 "('%q'):format(text):gsub('\\\\\\n', '\\\\n') end end return '{ ' "
                                 ".. table.concat(parts, ',\\n      ') .. ' }' end "
                                 "print('return {') if yes then print('  { name = ' .. "
                                 "('%q'):format('item ' .. (yes.no or '-') .. ' of ' .. "
                                 "tostring(bulletin)) .. ',\\n    item = ' .. cells(yes) .. ',\\n  "
                                 "  expect = { { item = 1 } } },') end "
                                 "if no then print('  { name = ' .. ('%q'):format('not item ' .. "
                                 "(no.no or '-')) .. ',\\n    item = ' .. "
                                 "cells(no) .. ',\\n    expect = {} },') end print('}')";

static void save(struct tb_repl *repl, struct tb_str rest)
{
    struct tb_setup *setup = repl->session.setup;
    struct tb_cli *cli = repl->session.cli;
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_error error = {0};
    struct tb_buf check_text = tb_buf_make(CODE_MAX), cases = tb_buf_make(CODE_MAX);
    size_t blank = tb_str_find(rest, TB_STR(" "), 0);
    struct tb_str name =
        blank == SIZE_MAX ? TB_STR("") : tb_str_trim(tb_str_sub(rest, blank, rest.len));
    enum tb_status status = TB_OK;
    if (!tb_str_starts(rest, TB_STR("check ")) || name.len == 0) {
        say_usage(repl, "写 :save check 名字", "say :save check NAME");
    } else if (repl->each.len == 0) {
        say_usage(repl, "先用 :each 式子 找出要指出的项，再存为检查",
                  "first find the items with :each EXPRESSION, then keep it as a check");
    } else if (!setup->workspace.dir.ptr) {
        say_usage(repl, "这里和上级文件夹都不是工作区：tongbao new workspace 可建立",
                  "neither this folder nor one above it is a workspace: `tongbao new workspace` "
                  "makes one");
    } else if (!tb_plugin_is_id(name)) {
        say_usage(repl, "名字只能用小写字母、数字和“-”",
                  "a name has lower-case letters, digits and '-'");
    } else if (run_with_each(repl, check_code, name, &check_text) &&
               run_with_each(repl, cases_code, name, &cases)) {
        const struct tb_scaffold_file files[] = {{"cases.lua", tb_buf_str(&cases)},
                                                 {"check.lua", tb_buf_str(&check_text)}};
        struct tb_str folder =
            tb_arena_printf(setup->arena, "%s/plugins/checks", setup->workspace.dir.ptr);
        if (!folder.ptr)
            status = tb_arena_fail(setup->arena, &error);
        else
            status = tb_scaffold_write(folder.ptr, name, files, 2, setup->arena, &error);
        if (status == TB_OK)
            tb_say(&screen, "已存为 plugins/checks/%.*s；tongbao test %.*s 运行它的用例\n",
                   "kept as plugins/checks/%.*s; tongbao test %.*s runs its cases\n", TB_ARG(name),
                   TB_ARG(name));
        else
            tb_say(&screen, "%s: %s\n", "%s: %s\n", error.source,
                   tb_pick(screen.lang, error.zh, error.en));
    }
    tb_buf_free(&check_text);
    tb_buf_free(&cases);
}

/* ---- the commands -------------------------------------------------------------------------------------- */

static void help(struct tb_repl *repl, struct tb_str rest);

static void quit(struct tb_repl *repl, struct tb_str rest)
{
    (void)rest;
    repl->ended = true;
}

static const struct {
    const char *name;
    void (*run)(struct tb_repl *repl, struct tb_str rest);
    const char *arguments, *zh, *en;
} commands[] = {
    {":check", check, "[RULE]", "检查这些通报", "checks the bulletins"},
    {":diff", diff, "", "比较两份通报", "compares the two bulletins"},
    {":explain", explain, "RULE|NO", "解释一条规则或一项", "explains a rule or an item"},
    {":each", each, "EXPR", "列出式子为真的项，item 是当前项",
     "lists the items for which it is true, item is the one in hand"},
    {":save", save, "check NAME", "把 :each 的式子存为检查和用例",
     "keeps what :each was given as a check with cases"},
    {":help", help, "", "这一页", "this page"},
    {":quit", quit, "", "结束", "ends"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void help(struct tb_repl *repl, struct tb_str rest)
{
    struct tb_screen screen = tb_cli_screen(repl->session.cli);
    (void)rest;
    tb_say(&screen, "bulletin、reports[1]…、item(6)：和 tongbao run 里一样\n",
           "bulletin, reports[1]…, item(6): as in tongbao run\n");
    for (size_t i = 0; i < COMMANDS; i++) {
        char name[40];
        snprintf(name, sizeof name, "%s %s", commands[i].name, commands[i].arguments);
        tb_say(&screen, "  %-18s %s\n", "  %-18s %s\n", name,
               tb_pick(screen.lang, commands[i].zh, commands[i].en));
    }
}

void tb_repl_command(struct tb_repl *repl, struct tb_str line)
{
    struct tb_screen screen = tb_cli_screen(repl->session.cli);
    size_t blank = tb_str_find(line, TB_STR(" "), 0);
    struct tb_str name = tb_str_sub(line, 0, blank == SIZE_MAX ? line.len : blank);
    struct tb_str rest = tb_str_trim(tb_str_sub(line, name.len, line.len));
    struct tb_closest_search search = tb_closest_start(name);
    for (size_t i = 0; i < COMMANDS; i++) {
        if (tb_str_eq(name, tb_str_of(commands[i].name))) {
            commands[i].run(repl, rest);
            return;
        }
        tb_closest_try(&search, tb_str_of(commands[i].name));
    }
    if (search.best.ptr)
        tb_say(&screen, "没有 %.*s，是不是想用 %.*s？\n", "there is no %.*s, did you mean %.*s?\n",
               TB_ARG(name), TB_ARG(search.best));
    else
        tb_say(&screen, "没有 %.*s，:help 列出所有命令\n",
               "there is no %.*s, :help lists what there is\n", TB_ARG(name));
}

/* ---- completion ------------------------------------------------------------------------------------------ */

static bool is_name_byte(char c)
{
    return c == '_' || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static void offer(struct tb_buf *names, struct tb_str word, struct tb_str name)
{
    if (!tb_str_starts(name, word))
        return;
    tb_buf_byte(names, '\n'); /* as a fence, for the search */
    tb_buf_add(names, name);
    tb_buf_byte(names, '\n');
    size_t len = name.len + 2;
    struct tb_str all = tb_buf_str(names);
    struct tb_str fenced = tb_str_sub(all, all.len - len, all.len);
    bool known =
        tb_str_find(tb_str_sub(all, 0, all.len - len), tb_str_sub(fenced, 1, len), 0) != SIZE_MAX;
    names->len -= len;
    if (known)
        return;
    tb_buf_add(names, name);
    tb_buf_byte(names, '\n');
}

/* Names of checks, where the plugins can be read. */
static void offer_rules(struct tb_repl *repl, struct tb_str word, struct tb_buf *names)
{
    struct tb_setup *setup = repl->session.setup;
    struct tb_cli *cli = repl->session.cli;
    struct tb_outcome quiet = cli->outcome;
    if (setup->plugins.count == 0 && !tb_setup_plugins(cli, setup))
        setup->plugins.count = 0;
    cli->outcome = quiet;
    for (size_t i = 0; i < setup->plugins.count; i++)
        if (setup->plugins.at[i].kind == TB_PLUGIN_CHECK)
            offer(names, word, setup->plugins.at[i].file.id);
}

void tb_repl_complete(void *user, struct tb_str line, size_t *from, struct tb_buf *names)
{
    struct tb_repl *repl = user;
    bool command = tb_str_starts(line, TB_STR(":"));
    size_t at = line.len;
    while (at > 0 && (is_name_byte(line.ptr[at - 1]) && (command || line.ptr[at - 1] != '-')))
        at--;
    if (command && at == 1)
        at = 0;
    struct tb_str word = tb_str_sub(line, at, line.len);
    *from = at;
    if (command && at == 0) {
        for (size_t i = 0; i < COMMANDS; i++)
            offer(names, word, tb_str_of(commands[i].name));
        return;
    }
    if (command &&
        (tb_str_starts(line, TB_STR(":check ")) || tb_str_starts(line, TB_STR(":explain ")))) {
        offer_rules(repl, word, names);
        return;
    }
    bool member = at > 0 && (line.ptr[at - 1] == '.' || line.ptr[at - 1] == ':');
    const char *name;
    for (size_t i = 0; (name = tb_script_name(member, i)) != NULL; i++)
        offer(names, word, tb_str_of(name));
}
