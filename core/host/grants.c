/* grants.c - see grants.h. */
#include "host/grants.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "base/replace.h"
#include "base/tsv.h"

static const char heading[] = "# What plugins may do, granted by `tongbao plugins grant`: subject, "
                              "hash of its content, rights.\n";

static bool is_word(struct tb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7F || s.ptr[i] == ',')
            return false;
    return s.len > 0 && s.ptr[0] != '#' && s.ptr[0] != ' ' && s.ptr[s.len - 1] != ' ';
}

static bool is_hash(struct tb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.ptr[i] >= '0' && s.ptr[i] <= '9') || (s.ptr[i] >= 'a' && s.ptr[i] <= 'f')))
            return false;
    return s.len == 64;
}

static int by_bytes(const void *a, const void *b)
{
    return tb_str_compare(*(const struct tb_str *)a, *(const struct tb_str *)b);
}

static int by_subject(const void *a, const void *b)
{
    const struct tb_grant *x = a, *y = b;
    return tb_str_compare(x->subject, y->subject);
}

/* Orders the rights and leaves each once. */
static void tidy(struct tb_grant *grant)
{
    qsort(grant->rights, grant->right_count, sizeof *grant->rights, by_bytes);
    size_t kept = 0;
    for (size_t i = 0; i < grant->right_count; i++)
        if (kept == 0 || !tb_str_eq(grant->rights[kept - 1], grant->rights[i]))
            grant->rights[kept++] = grant->rights[i];
    grant->right_count = kept;
}

/* "history, host a.example"; false: not a list of rights. */
static bool read_rights(struct tb_str list, struct tb_grant *grant)
{
    for (size_t from = 0; from <= list.len;) {
        size_t comma = tb_str_find(list, TB_STR(", "), from);
        size_t to = comma == SIZE_MAX ? list.len : comma;
        struct tb_str right = tb_str_sub(list, from, to);
        if (!is_word(right) || grant->right_count == TB_GRANT_RIGHTS)
            return false;
        grant->rights[grant->right_count++] = right;
        if (comma == SIZE_MAX)
            break;
        from = comma + 2;
    }
    tidy(grant);
    return true;
}

struct grant_list {
    struct tb_grant *at;
    size_t count, room;
};

static enum tb_status read_lines(struct tb_str text, const char *path, struct tb_arena *arena,
                                 struct grant_list *list, struct tb_error *error)
{
    struct tb_tsv tsv = tb_tsv_open(text, path, 3, 3);
    struct tb_tsv_record record;
    bool more;
    enum tb_status status;
    while ((status = tb_tsv_next(&tsv, &record, &more, error)) == TB_OK && more) {
        struct tb_grant *grant = TB_LIST_ADD(arena, list);
        if (!grant)
            return tb_arena_fail(arena, error);
        grant->subject = record.field[0];
        if (is_word(grant->subject) && is_hash(record.field[1]) &&
            read_rights(record.field[2], grant)) {
            memcpy(grant->hash, record.field[1].ptr, 64);
            continue;
        }
        tb_fail(error, TB_EUSAGE, "不是授权记录；请删去这一行，再用 tongbao plugins grant 授权",
                "is no grant; delete the line and grant again with `tongbao plugins grant`");
        return tb_fail_at(error, TB_EUSAGE, path, tsv.line, 1);
    }
    if (status == TB_EFORMAT && error)
        error->status = TB_EUSAGE;
    return status == TB_EFORMAT ? TB_EUSAGE : status;
}

static enum tb_status read_list(const char *state_dir, struct tb_arena *arena,
                                struct grant_list *list, struct tb_error *error)
{
    struct tb_str path = tb_path_join(arena, state_dir, "grants.tsv"), text;
    if (!path.ptr)
        return tb_arena_fail(arena, error);
    if (access(path.ptr, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return TB_OK;
    enum tb_status status = tb_file_read(path.ptr, TB_GRANTS_MAX, arena, &text, error);
    if (status == TB_OK)
        status = read_lines(text, path.ptr, arena, list, error);
    return status;
}

enum tb_status tb_grants_read(const char *state_dir, struct tb_arena *arena, struct tb_grants *out,
                              struct tb_error *error)
{
    struct grant_list list = {0};
    enum tb_status status = read_list(state_dir, arena, &list, error);
    if (status != TB_OK)
        return status;
    if (list.count > 1)
        qsort(list.at, list.count, sizeof *list.at, by_subject);
    *out = (struct tb_grants){list.at, list.count};
    return TB_OK;
}

bool tb_grants_allow(const struct tb_grants *grants, struct tb_str subject, const char hash[65],
                     struct tb_str right)
{
    for (size_t i = 0; i < grants->count; i++) {
        const struct tb_grant *grant = &grants->at[i];
        if (!tb_str_eq(grant->subject, subject) || strcmp(grant->hash, hash) != 0)
            continue;
        for (size_t j = 0; j < grant->right_count; j++)
            if (tb_str_eq(grant->rights[j], right))
                return true;
    }
    return false;
}

/* The list with the grant put in and earlier ones of its subject left out, as the bytes of the file. */
static void write_list(struct grant_list *list, const struct tb_grant *put, struct tb_buf *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!tb_str_eq(list->at[i].subject, put->subject))
            list->at[kept++] = list->at[i];
    if (put->right_count > 0)
        list->at[kept++] = *put;
    qsort(list->at, kept, sizeof *list->at, by_subject);
    tb_buf_text(out, heading);
    for (size_t i = 0; i < kept; i++) {
        tb_buf_add(out, list->at[i].subject);
        tb_buf_printf(out, "\t%s\t", list->at[i].hash);
        for (size_t j = 0; j < list->at[i].right_count; j++) {
            tb_buf_text(out, j ? ", " : "");
            tb_buf_add(out, list->at[i].rights[j]);
        }
        tb_buf_byte(out, '\n');
    }
}

static enum tb_status replace_list(const char *state_dir, const struct tb_grant *put,
                                   struct tb_arena *arena, struct tb_error *error)
{
    struct grant_list list = {0};
    enum tb_status status = read_list(state_dir, arena, &list, error);
    if (status != TB_OK)
        return status;
    struct tb_str path = tb_path_join(arena, state_dir, "grants.tsv");
    if (!path.ptr || !TB_LIST_ADD(arena, &list))
        return tb_arena_fail(arena, error);
    list.count--;
    struct tb_buf bytes = tb_buf_make(TB_GRANTS_MAX);
    write_list(&list, put, &bytes);
    status = tb_buf_status(&bytes, error);
    if (status == TB_OK)
        status = tb_file_replace(path.ptr, tb_buf_str(&bytes), error);
    tb_buf_free(&bytes);
    return status;
}

enum tb_status tb_grants_put(const char *state_dir, struct tb_str subject, const char hash[65],
                             const struct tb_str *rights, size_t right_count,
                             struct tb_arena *arena, struct tb_error *error)
{
    struct tb_grant grant = {.subject = subject, .right_count = right_count};
    bool valid = is_word(subject) && is_hash(tb_str_of(hash)) && right_count <= TB_GRANT_RIGHTS;
    for (size_t i = 0; i < right_count && valid; i++) {
        valid = is_word(rights[i]);
        grant.rights[i] = rights[i];
    }
    if (!valid)
        return tb_fail(error, TB_EUSAGE,
                       "不能授权给“%.*s”：名称或权限为空、含逗号或控制字符，或超过 %d 项",
                       "cannot grant to '%.*s': a name or right is empty, holds a comma or control "
                       "character, or there are more than %d",
                       TB_ARG(subject), (int)TB_GRANT_RIGHTS);
    memcpy(grant.hash, hash, 64);
    tidy(&grant);
    enum tb_status status = tb_folder_make(state_dir, error);
    if (status != TB_OK)
        return status;
    struct tb_str path = tb_path_join(arena, state_dir, "grants.lock");
    if (!path.ptr)
        return tb_arena_fail(arena, error);
    int lock = open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    while (lock >= 0 && flock(lock, LOCK_EX) != 0)
        if (errno != EINTR) {
            int cause = errno;
            close(lock);
            errno = cause;
            lock = -1;
        }
    if (lock < 0) {
        status = tb_fail(error, TB_EIO, "无法锁定：%s", "cannot be locked: %s", strerror(errno));
        tb_fail_at(error, status, path.ptr, 0, 0);
        return status;
    }
    status = replace_list(state_dir, &grant, arena, error);
    close(lock);
    return status;
}
