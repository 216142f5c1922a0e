/* fetch_timer.c - tongbao fetch --print-timer: what makes a machine fetch by itself. */
#include <limits.h>
#include <stdlib.h>

#include "cli/fetch.h"

/* A path within quotes of a shell or a unit file. */
static void put_quoted(struct tb_buf *out, const char *path)
{
    tb_buf_byte(out, '"');
    for (; *path; path++) {
        if (strchr("\"\\$`%", *path))
            tb_buf_byte(out, *path == '%' ? '%' : '\\');
        tb_buf_byte(out, *path);
    }
    tb_buf_byte(out, '"');
}

void tb_fetch_put_timer(struct tb_fetch_verb *verb)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    struct tb_buf command = tb_buf_make(4 * PATH_MAX);
    char dir[PATH_MAX];
    struct tb_error error = {0};
    struct tb_str workspace = verb->setup.workspace.dir;
    if (!workspace.ptr || !realpath(workspace.ptr, dir)) {
        tb_fail(&error, TB_EUSAGE, "这里没有工作区；可用 -C 指明",
                "there is no workspace here; -C names one");
        tb_outcome_add(&verb->cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    struct tb_str program = verb->setup.dirs.program;
    char path[PATH_MAX + 16];
    (void)snprintf(path, sizeof path, "%s/tongbao", program.ptr ? program.ptr : "/usr/bin");
    put_quoted(&command, path);
    tb_buf_text(&command, " -C ");
    put_quoted(&command, dir);
    tb_buf_text(&command, " fetch --all --quiet");
    struct tb_str line = tb_buf_str(&command);
    tb_say(&screen, "# systemd：存为 ~/.config/systemd/user/tongbao.service\n",
           "# systemd: save as ~/.config/systemd/user/tongbao.service\n");
    tb_say(&screen, "[Unit]\nDescription=%s\n\n[Service]\nType=oneshot\nExecStart=%.*s\n\n",
           "[Unit]\nDescription=%s\n\n[Service]\nType=oneshot\nExecStart=%.*s\n\n", "tongbao fetch",
           TB_ARG(line));
    tb_say(&screen,
           "# 存为 ~/.config/systemd/user/tongbao.timer，然后 systemctl --user enable --now "
           "tongbao.timer\n",
           "# save as ~/.config/systemd/user/tongbao.timer, then systemctl --user enable --now "
           "tongbao.timer\n");
    tb_say(&screen, "[Timer]\nOnCalendar=%s\nRandomizedDelaySec=1h\nPersistent=true\n\n",
           "[Timer]\nOnCalendar=%s\nRandomizedDelaySec=1h\nPersistent=true\n\n",
           "*-*-* 08:00:00 Asia/Shanghai");
    tb_say(&screen, "[Install]\nWantedBy=%s\n\n", "[Install]\nWantedBy=%s\n\n", "timers.target");
    tb_say(&screen, "# 或用 cron：\n", "# or with cron:\n");
    tb_say(&screen, "17 8 * * * %.*s\n", "17 8 * * * %.*s\n", TB_ARG(line));
    tb_buf_free(&command);
}
