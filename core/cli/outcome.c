/* outcome.c - problems and the exit status. */
#include "cli/outcome.h"

#include <unistd.h>

#include "base/file.h"

static const struct {
    const char *zh, *en;
} names[TB_EXIT_END] = {
    [TB_EXIT_OK] = {"正常", "all went well"},
    [TB_EXIT_FOUND] = {"检查未通过", "checks did not pass"},
    [TB_EXIT_USAGE] = {"命令或配置有误", "wrong command line or configuration"},
    [TB_EXIT_INPUT] = {"输入无法读取", "input could not be read"},
    [TB_EXIT_PLUGIN] = {"插件出错或超限", "a plugin failed or hit a limit"},
    [TB_EXIT_NETWORK] = {"网络失败", "the network failed"},
    [TB_EXIT_OUTPUT] = {"输出无法写出", "output could not be written"},
    [TB_EXIT_CHANGED] = {"有变化", "something changed"},
};

const char *tb_exit_name(enum tb_exit status, enum tb_lang lang)
{
    return status < TB_EXIT_END ? tb_pick(lang, names[status].zh, names[status].en) : NULL;
}

/* "tongbao: file:3:7: message", and at the end of a single one the exit status. */
static void put_problem(struct tb_screen *screen, const struct tb_error *error)
{
    tb_say(screen, "tongbao: ", "tongbao: ");
    tb_put(screen, tb_str_of(error->source)); /* on one line: a name may have line ends */
    if (error->source[0] && error->line && error->column)
        tb_buf_printf(screen->out, ":%u:%u: ", error->line, error->column);
    else if (error->source[0] && error->line)
        tb_buf_printf(screen->out, ":%u: ", error->line);
    else if (error->source[0])
        tb_buf_text(screen->out, ": ");
    tb_put(screen, tb_str_of(tb_pick(screen->lang, error->zh, error->en)));
}

static struct tb_screen open_screen(const struct tb_outcome *outcome, struct tb_buf *buf)
{
    return (struct tb_screen){
        .out = buf, .lang = outcome->lang, .color = outcome->color, .width = 80};
}

/* Standard error may be closed; there is nobody left to tell. */
static void tell(struct tb_buf *buf)
{
    if (tb_fd_write(STDERR_FILENO, tb_buf_str(buf), NULL) != TB_OK)
        buf->failed = TB_ELIMIT;
    tb_buf_free(buf);
}

static void tell_problem(const struct tb_outcome *outcome, const struct tb_error *error)
{
    struct tb_buf buf = tb_buf_make(1 << 16);
    struct tb_screen screen = open_screen(outcome, &buf);
    put_problem(&screen, error);
    tb_buf_byte(&buf, '\n');
    tell(&buf);
}

void tb_outcome_remark(const struct tb_outcome *outcome, const char *zh, const char *en)
{
    struct tb_error error = {0};
    snprintf(error.zh, sizeof error.zh, "%s", zh);
    snprintf(error.en, sizeof error.en, "%s", en);
    tell_problem(outcome, &error);
}

void tb_outcome_note(struct tb_outcome *outcome, enum tb_exit status)
{
    outcome->counts[status]++;
}

/* Standard error may be closed, see tell(). */
static void tell_behind(struct tb_outcome *outcome)
{
    if (outcome->behind.len > 0)
        tell(&outcome->behind);
    outcome->behind = (struct tb_buf){0};
}

void tb_outcome_behind(struct tb_outcome *outcome, struct tb_str lines)
{
    outcome->behind = tb_buf_make(1 << 16);
    tb_buf_add(&outcome->behind, lines);
    if (outcome->told != 1)
        tell_behind(outcome);
}

void tb_outcome_add(struct tb_outcome *outcome, enum tb_exit status, const struct tb_error *error)
{
    tb_outcome_note(outcome, status);
    if (outcome->told == 1) {
        tell_problem(outcome, &outcome->waiting);
        tell_behind(outcome);
    }
    if (outcome->told >= 1)
        tell_problem(outcome, error);
    else
        outcome->waiting = *error;
    outcome->told++;
}

enum tb_exit tb_outcome_status(const struct tb_outcome *outcome)
{
    static const enum tb_exit order[] = {TB_EXIT_USAGE,   TB_EXIT_OUTPUT, TB_EXIT_INPUT,
                                         TB_EXIT_NETWORK, TB_EXIT_PLUGIN, TB_EXIT_FOUND,
                                         TB_EXIT_CHANGED};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (outcome->counts[order[i]] > 0)
            return order[i];
    return TB_EXIT_OK;
}

enum tb_exit tb_outcome_close(struct tb_outcome *outcome)
{
    enum tb_exit status = tb_outcome_status(outcome);
    struct tb_buf buf = tb_buf_make(1 << 16);
    struct tb_screen screen = open_screen(outcome, &buf);
    const char *name = tb_exit_name(status, outcome->lang);
    if (outcome->told == 1) {
        put_problem(&screen, &outcome->waiting);
        tb_say(&screen, "（退出码 %d：%s）\n", " (exit %d: %s)\n", (int)status, name);
    } else if (outcome->told > 1) {
        tb_say(&screen, "tongbao: 退出码 %d：%s（%u 处）\n", "tongbao: exit %d: %s (%u times)\n",
               (int)status, name, outcome->counts[status]);
    }
    tell(&buf);
    tell_behind(outcome);
    return status;
}
