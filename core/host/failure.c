/* failure.c - see failure.h. */
#include "host/failure.h"

#include "base/buf.h"
#include "host/lua_words.h"
#include "lua/record.h"

/* One message in two languages, written side by side. */
struct message {
    struct tb_buf zh, en;
};

static void say(struct message *message, const char *zh, const char *en, ...) TB_PRINTF(2, 4)
    TB_PRINTF(3, 4);
static void say(struct message *message, const char *zh, const char *en, ...)
{
    va_list args;
    va_start(args, en);
    tb_buf_vprintf(&message->zh, zh, args);
    va_end(args);
    va_start(args, en);
    tb_buf_vprintf(&message->en, en, args);
    va_end(args);
}

/* What the failure says of itself; in one language where it comes from Lua. */
static void add_own(struct message *message, const struct tb_failure *failure)
{
    if (tb_str_eq(failure->zh, failure->en))
        tb_lua_words_put(&message->zh, failure->zh);
    else
        tb_buf_add(&message->zh, failure->zh);
    tb_buf_add(&message->en, failure->en);
}

static void say_cause(struct message *message, const struct tb_limits *limits,
                      const struct tb_failure *failure)
{
    switch (failure->cause) {
    case TB_CAUSE_CPU:
        say(message, "运行超过 %u 毫秒的时限", "it ran longer than its limit of %u ms",
            limits->cpu_ms);
        break;
    case TB_CAUSE_WALL:
        say(message, "%u 毫秒内没有结果", "there was no result within %u ms", limits->wall_ms);
        break;
    case TB_CAUSE_MEMORY:
        say(message, "占用内存超过 %zu MiB 的上限",
            "it used more than its limit of %zu MiB of memory", limits->memory >> 20);
        break;
    case TB_CAUSE_RECURSION:
        say(message, "函数调用嵌套过深", "its function calls are nested too deep");
        break;
    case TB_CAUSE_FINDINGS:
        say(message, "发现超过 %u 条的上限", "it made more than its limit of %u findings",
            limits->findings);
        break;
    case TB_CAUSE_OUTPUT:
        say(message, "输出过多", "it wrote more than a plugin may");
        break;
    case TB_CAUSE_ERROR:
        say(message, "出错：", "error: ");
        break;
    case TB_CAUSE_DECLARATION:
        say(message, "文件不是有效的插件：", "the file is not a valid plugin: ");
        break;
    case TB_CAUSE_CRASH:
        say(message, "Lua 解释器崩溃（信号 %d）", "the Lua interpreter crashed (signal %d)",
            failure->signal);
        break;
    case TB_CAUSE_SYSCALL:
        say(message, "试图进行被禁止的系统调用", "it tried a forbidden system call");
        break;
    case TB_CAUSE_UNLOCKED:
        say(message, "本机内核没有系统调用过滤；确要运行请加 --unlocked",
            "this kernel has no system call filter; to run it all the same, add --unlocked");
        break;
    case TB_CAUSE_FILE:
        say(message, "文件无法使用：", "its files cannot be used: ");
        break;
    case TB_CAUSE_GRANT:
        say(message, "它要求的没有授权", "what it asks for is not granted");
        break;
    case TB_CAUSE_PROTOCOL:
    case TB_CAUSE_NONE:
    case TB_CAUSE_END:
    default:
        say(message, "其进程送回的数据无效", "what its process sent was not valid");
    }
    if (failure->zh.ptr && failure->en.ptr) {
        bool after_colon = failure->cause == TB_CAUSE_ERROR ||
                           failure->cause == TB_CAUSE_DECLARATION ||
                           failure->cause == TB_CAUSE_FILE;
        if (!after_colon)
            say(message, "：", ": ");
        add_own(message, failure);
    }
}

/* " (each_item, item 12, check.lua line 7)"; nothing where it is not known. */
static void say_place(struct message *message, const struct tb_report *report,
                      const struct tb_failure *failure)
{
    if (failure->hook >= TB_HOOK_END || failure->cause == TB_CAUSE_GRANT)
        return;
    say(message, "（%s", " (%s", tb_hook_name(failure->hook));
    if (report && failure->item < report->item_count) {
        struct tb_str no = report->items[failure->item].no;
        if (no.ptr)
            say(message, "，第 %.*s 项", ", item %.*s", TB_ARG(no));
        else
            say(message, "，第 %u 行任务", ", row %u", failure->item + 1);
    }
    if (failure->line && failure->source.ptr)
        say(message, "，%.*s 第 %u 行", ", %.*s line %u", TB_ARG(failure->source), failure->line);
    else if (failure->line)
        say(message, "，第 %u 行", ", line %u", failure->line);
    say(message, "）", ")");
}

static bool add_figure(struct tb_arena *arena, struct tb_figure *figure, const char *name,
                       struct tb_str text)
{
    figure->name = tb_str_of(name);
    figure->text = tb_arena_copy(arena, text);
    return figure->text.ptr;
}

static bool add_figures(const struct tb_run *run, const struct tb_failure *failure,
                        struct tb_arena *arena, struct tb_finding *finding)
{
    const struct tb_plugin *plugin = &run->plugins->at[failure->plugin];
    struct tb_figure *figures = TB_NEW_ARRAY(arena, struct tb_figure, 5);
    struct tb_str line = tb_arena_printf(arena, "%u", failure->line);
    uint32_t count = 0;
    if (!figures || !line.ptr)
        return false;
    bool made = add_figure(arena, &figures[count++], "plugin", plugin->file.id);
    made = made &&
           add_figure(arena, &figures[count++], "cause", tb_str_of(tb_cause_name(failure->cause)));
    made = made &&
           add_figure(arena, &figures[count++], "hook", tb_str_of(tb_hook_name(failure->hook)));
    if (made && failure->line)
        made = add_figure(arena, &figures[count++], "line", line);
    if (made && failure->last)
        made = add_figure(arena, &figures[count++], "dropped", TB_STR("yes"));
    finding->figures = figures;
    finding->figure_count = count;
    return made;
}

bool tb_failure_finding(const struct tb_run *run, const struct tb_failure *failure,
                        struct tb_arena *arena, struct tb_finding *out)
{
    enum { ROOM = 4 * TB_RECORD_MESSAGE_MAX };
    struct message message = {tb_buf_make(ROOM), tb_buf_make(ROOM)};
    const struct tb_plugin *plugin = &run->plugins->at[failure->plugin];
    const struct tb_report *report =
        failure->report < run->report_count ? run->reports[failure->report] : NULL;
    struct tb_limits limits = tb_run_limits(run, plugin->bundled);
    if (report || (failure->report != TB_NONE && failure->cause != TB_CAUSE_GRANT))
        say(&message, "插件 %.*s 没有完成", "plugin %.*s did not finish", TB_ARG(plugin->file.id));
    else if (failure->cause == TB_CAUSE_GRANT)
        say(&message, "插件 %.*s 没有运行", "plugin %.*s was not run", TB_ARG(plugin->file.id));
    else
        say(&message, "插件 %.*s 未能载入", "plugin %.*s could not be loaded",
            TB_ARG(plugin->file.id));
    say_place(&message, report, failure);
    say(&message, "：", ": ");
    say_cause(&message, &limits, failure);
    if (report)
        say(&message, "；它对本报告的发现未计入，其他插件的结果完整",
            "; what it found in this report is left out, the other plugins' results are complete");
    if (failure->last)
        say(&message, "；这已是第 %d 次，其余通报不再运行它",
            "; this is time number %d, so it is not run on the reports that follow",
            (int)TB_STRIKES);
    *out = (struct tb_finding){.rule = TB_STR("plugin-failed"),
                               .severity = TB_SEVERITY_ERROR,
                               .report = report ? failure->report : 0,
                               .item = report && failure->item < report->item_count ? failure->item
                                                                                    : TB_NONE,
                               .span = {.column = TB_NO_COLUMN},
                               .zh = tb_arena_copy(arena, tb_buf_str(&message.zh)),
                               .en = tb_arena_copy(arena, tb_buf_str(&message.en)),
                               .confidence = 1};
    bool made = message.zh.failed == TB_OK && message.en.failed == TB_OK && out->zh.ptr &&
                out->en.ptr && add_figures(run, failure, arena, out);
    tb_buf_free(&message.zh);
    tb_buf_free(&message.en);
    return made;
}

bool tb_failure_of_script(const struct tb_run *run, const struct tb_failure *failure,
                          struct tb_arena *arena, struct tb_str *zh, struct tb_str *en)
{
    enum { ROOM = 4 * TB_RECORD_MESSAGE_MAX };
    struct message message = {tb_buf_make(ROOM), tb_buf_make(ROOM)};
    const struct tb_plugin_file *file = &run->plugins->at[failure->plugin].file;
    struct tb_limits limits = tb_run_limits(run, false);
    if (failure->cause == TB_CAUSE_ERROR && failure->zh.ptr && failure->en.ptr) {
        add_own(&message, failure); /* begins with the place */
    } else {
        say(&message, "%.*s:", "%.*s:", TB_ARG(file->path));
        if (failure->line)
            say(&message, "%u:", "%u:", failure->line);
        say(&message, " ", " ");
        say_cause(&message, &limits, failure);
    }
    *zh = tb_arena_copy(arena, tb_buf_str(&message.zh));
    *en = tb_arena_copy(arena, tb_buf_str(&message.en));
    bool made = message.zh.failed == TB_OK && message.en.failed == TB_OK && zh->ptr && en->ptr;
    tb_buf_free(&message.zh);
    tb_buf_free(&message.en);
    return made;
}
