/* history_restore.c - tongbao history restore SNAPSHOT [-o FILE]: the original bytes. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/history.h"

static enum tb_status find_one(struct tb_history_verb *verb, const struct tb_entry **out,
                               struct tb_error *error)
{
    const struct tb_entry **found = NULL;
    struct tb_ref ref;
    size_t count = 0;
    if (verb->name_count > 1)
        return tb_fail(error, TB_EUSAGE, "一次只取回一份，多出了“%s”",
                       "one snapshot at a time, '%s' is too much", verb->names[1]);
    enum tb_status status = tb_ref_parse(tb_str_of(verb->names[0]), &ref, error);
    if (status == TB_OK)
        status = tb_history_find(&verb->history, &ref, verb->setup.arena, &found, &count, error);
    if (status == TB_OK && count > 1)
        status = tb_fail(error, TB_EUSAGE, "“%s”指 %zu 份，请只写一份",
                         "'%s' means %zu snapshots, name one", verb->names[0], count);
    if (status == TB_OK)
        *out = found[0];
    return status;
}

static enum tb_status fail_file(const char *path, const char *operation, int cause,
                                struct tb_error *error)
{
    tb_fail(error, TB_EIO, "%s 失败：%s", "%s failed: %s", operation, strerror(cause));
    return tb_fail_at(error, TB_EIO, path, 0, 0);
}

/* Synced, so that a full disk that is noticed late is still noticed. */
enum tb_status tb_history_write_file(const char *path, struct tb_str bytes, struct tb_error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail_file(path, "open", errno, error);
    enum tb_status status = tb_fd_write(fd, bytes, error);
    if (status != TB_OK)
        tb_fail_at(error, status, path, 0, 0);
    /* EINVAL, EROFS: a pipe or a device, which has nothing to sync. */
    if (status == TB_OK && fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
        status = fail_file(path, "fsync", errno, error);
    if (close(fd) != 0 && status == TB_OK)
        status = fail_file(path, "close", errno, error);
    return status;
}

void tb_history_verb_restore(struct tb_history_verb *verb)
{
    const char *path = verb->cli->options.output;
    const struct tb_entry *entry = NULL;
    struct tb_error error = {0};
    struct tb_arena *arena = NULL;
    struct tb_str bytes;
    bool mended = false;
    enum tb_status status = find_one(verb, &entry, &error);
    if (status == TB_OK)
        status = tb_arena_new(TB_HISTORY_ARENA, &arena, &error);
    if (status == TB_OK)
        status = tb_history_restore(&verb->history, entry, arena, &bytes, &mended, &error);
    if (status != TB_OK) {
        tb_history_verb_told(verb, &error, false);
        tb_arena_free(arena);
        return;
    }
    if (mended)
        tb_outcome_remark(&verb->cli->outcome,
                          "历史文件里有一个字节损坏，读出时已改正；详见 tongbao history verify",
                          "a damaged byte in the history was put right in reading; see tongbao "
                          "history verify");
    if (!path || strcmp(path, "-") == 0)
        tb_buf_add(&verb->cli->output.buf, bytes);
    else if (tb_history_write_file(path, bytes, &error) != TB_OK)
        tb_history_verb_told(verb, &error, true);
    tb_arena_free(arena);
}
