/* watch.c - see watch.h. Times and sizes are asked for three times a second: no more is needed for files
 * that a person edits, and it works on every file system. */
#include "cli/watch.h"

#include <signal.h>
#include <sys/stat.h>

#include "base/folder.h"
#include "base/list.h"
#include "cli/setup.h"

enum { LOOK_MAX = 16 << 20 /* bytes for one look */, DEEPEST = 4, PAUSE_MS = 300 };

struct seen {
    struct tb_str path;
    struct timespec changed;
    off_t size;
};

/* The files of a workspace at one time, in a fixed order. */
struct look {
    struct tb_arena *arena;
    struct seen *at;
    size_t count, room;
};

static void see(struct look *look, const char *path, unsigned depth)
{
    struct stat about;
    struct tb_folder folder = {0};
    if (stat(path, &about) != 0)
        return;
    if (S_ISREG(about.st_mode)) {
        struct seen *seen = TB_LIST_ADD(look->arena, look);
        if (seen)
            *seen = (struct seen){tb_arena_copy(look->arena, tb_str_of(path)), about.st_mtim,
                                  about.st_size};
    }
    if (!S_ISDIR(about.st_mode) || depth == 0 ||
        tb_folder_read(path, look->arena, &folder, NULL) != TB_OK)
        return;
    for (size_t i = 0; i < folder.count; i++) {
        struct tb_str inner = tb_path_join(look->arena, path, folder.names[i].ptr);
        if (inner.ptr)
            see(look, inner.ptr, depth - 1);
    }
}

static enum tb_status look_at(const struct tb_cli *cli, const char *dir, struct look *out,
                              struct tb_error *error)
{
    static const char *const names[] = {"tongbao.lua", "plugins", "lexicon", "profiles"};
    struct look look = {0};
    enum tb_status status = tb_arena_new(LOOK_MAX, &look.arena, error);
    if (status != TB_OK)
        return status;
    for (size_t i = 0; *dir && i < sizeof names / sizeof *names; i++) {
        struct tb_str path = tb_path_join(look.arena, dir, names[i]);
        if (path.ptr)
            see(&look, path.ptr, DEEPEST);
    }
    for (size_t i = 0; cli->options.verb == TB_VERB_CHECK && i < cli->options.operand_count; i++)
        see(&look, cli->options.operands[i], DEEPEST);
    *out = look;
    return TB_OK;
}

static bool is_same(const struct seen *a, const struct seen *b)
{
    return a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

/* The first file that is not as it was; ptr NULL: none. */
static struct tb_str find_change(const struct look *before, const struct look *now)
{
    for (size_t i = 0; i < before->count || i < now->count; i++) {
        if (i == before->count)
            return now->at[i].path;
        if (i == now->count)
            return before->at[i].path;
        int order = tb_str_compare(before->at[i].path, now->at[i].path);
        if (order != 0)
            return order < 0 ? before->at[i].path : now->at[i].path;
        if (!is_same(&before->at[i], &now->at[i]))
            return now->at[i].path;
    }
    return (struct tb_str){NULL, 0};
}

/* Waits until something has changed, and says what; *look is what there is then. False: it is to end. */
static bool wait_for_change(struct tb_cli *cli, const char *dir, struct look *look)
{
    const struct timespec pause = {0, PAUSE_MS * 1000000L};
    struct tb_screen screen = tb_cli_screen(cli);
    sigset_t ends, old;
    struct tb_str changed = {NULL, 0};
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, &old);
    bool ended = false;
    while (!ended && !changed.ptr) {
        struct look now;
        ended = sigtimedwait(&ends, NULL, &pause) > 0;
        if (ended || look_at(cli, dir, &now, NULL) != TB_OK)
            continue;
        changed = find_change(look, &now);
        if (changed.ptr) {
            tb_say(&screen, "\n-- ", "\n-- ");
            bool inside = tb_str_starts(changed, tb_str_of(dir)) && *dir;
            tb_put(&screen, tb_str_sub(changed, inside ? strlen(dir) + 1 : 0, changed.len));
            tb_say(&screen, " 有改动\n", " has changed\n");
        }
        tb_arena_free(look->arena);
        *look = now;
    }
    sigprocmask(SIG_SETMASK, &old, NULL);
    return !ended;
}

/* The workspace's folder, in an arena of its own; ptr NULL: told. A workspace whose files are wrong can be
 * watched only from when it was right. */
static struct tb_str find_workspace(struct tb_cli *cli, struct tb_arena *arena)
{
    struct tb_setup setup;
    struct tb_error error = {0};
    struct tb_str dir = {NULL, 0};
    if (tb_setup_open(cli, &setup)) {
        if (setup.workspace.dir.ptr)
            dir = tb_arena_copy(arena, setup.workspace.dir);
        else if (cli->options.verb == TB_VERB_CHECK)
            dir = TB_STR(""); /* the reports alone */
        else if (tb_fail(&error, TB_EUSAGE, "--watch 要有工作区：tongbao new workspace 可建立",
                         "--watch needs a workspace: `tongbao new workspace` makes one") != TB_OK)
            tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    }
    tb_setup_close(&setup);
    return dir;
}

void tb_watch(struct tb_cli *cli, void (*run)(struct tb_cli *cli, void *user), void *user)
{
    struct tb_outcome fresh = cli->outcome;
    struct tb_arena *arena = NULL;
    struct tb_error error = {0};
    struct look look = {0};
    struct tb_str dir = {NULL, 0};
    enum tb_status status = tb_arena_new(1 << 16, &arena, &error);
    if (status == TB_OK)
        dir = find_workspace(cli, arena);
    if (dir.ptr)
        status = look_at(cli, dir.ptr, &look, &error);
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    for (bool again = dir.ptr && status == TB_OK; again && !cli->output.failed;) {
        run(cli, user);
        tb_output_flush(&cli->output);
        enum tb_exit ended = tb_outcome_close(&cli->outcome);
        cli->outcome = fresh;
        again = wait_for_change(cli, dir.ptr, &look);
        if (!again)
            tb_outcome_note(&cli->outcome, ended);
    }
    tb_arena_free(look.arena);
    tb_arena_free(arena);
}
