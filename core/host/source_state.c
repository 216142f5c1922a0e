/* source_state.c - see source_state.h. */
#include "host/source_state.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/replace.h"
#include "base/tsv.h"

enum { FILE_MAX = 64 << 10, COUNT_MAX = 1000000 };

static const char *const names[] = {"new",     "changed",     "unchanged", "recovered",
                                    "waiting", "deferred",    "suspect",   "failing",
                                    "blocked", "quarantined", "gone"};
_Static_assert(sizeof names / sizeof *names == TB_SOURCE_STATE_END, "a name for each");

const char *tb_source_state_name(enum tb_source_state state)
{
    return state < TB_SOURCE_STATE_END ? names[state] : "?";
}

/* --- what follows from what --------------------------------------------------------------------- */

/* A state that somebody had to be told of. */
static bool is_trouble(enum tb_source_state state)
{
    return state == TB_SOURCE_FAILING || state == TB_SOURCE_BLOCKED || state == TB_SOURCE_GONE ||
           state == TB_SOURCE_QUARANTINED;
}

static enum tb_source_state state_after(const struct tb_source_memory *before,
                                        enum tb_source_event event, uint32_t failures)
{
    bool patient = failures < TB_SOURCE_PATIENCE && !is_trouble(before->state);
    switch (event) {
    case TB_EVENT_KEPT_FIRST:
        return TB_SOURCE_NEW;
    case TB_EVENT_KEPT:
        return TB_SOURCE_CHANGED;
    case TB_EVENT_SAME:
        return before->known && is_trouble(before->state) ? TB_SOURCE_RECOVERED
                                                          : TB_SOURCE_UNCHANGED;
    case TB_EVENT_NOTHING:
        return TB_SOURCE_WAITING;
    case TB_EVENT_LATER:
        return TB_SOURCE_DEFERRED;
    case TB_EVENT_TRANSIENT:
        return patient ? TB_SOURCE_SUSPECT : TB_SOURCE_FAILING;
    case TB_EVENT_MISSING:
        return patient ? TB_SOURCE_SUSPECT : TB_SOURCE_GONE;
    case TB_EVENT_GONE:
        return TB_SOURCE_GONE;
    case TB_EVENT_BLOCKED:
        return TB_SOURCE_BLOCKED;
    case TB_EVENT_BAD:
        return TB_SOURCE_QUARANTINED;
    case TB_EVENT_HARD:
    case TB_EVENT_END:
    default:
        return TB_SOURCE_FAILING;
    }
}

struct tb_source_memory tb_source_next(const struct tb_source_memory *before,
                                       enum tb_source_event event, struct tb_str reason,
                                       int64_t now, bool *news)
{
    struct tb_source_memory after = *before;
    bool failed = event == TB_EVENT_TRANSIENT || event == TB_EVENT_MISSING ||
                  event == TB_EVENT_HARD || event == TB_EVENT_GONE;
    if (failed && after.failures < COUNT_MAX)
        after.failures++;
    else if (event != TB_EVENT_LATER && !failed)
        after.failures = 0;
    after.state = state_after(before, event, after.failures);
    after.known = true;
    after.checked = now;
    bool other = !before->known || after.state != before->state;
    if (other)
        after.since = now;
    bool same_trouble = !other && tb_str_eq(reason, before->reason);
    if (after.state == TB_SOURCE_NEW || after.state == TB_SOURCE_CHANGED ||
        after.state == TB_SOURCE_RECOVERED)
        *news = true;
    else
        *news =
            is_trouble(after.state) && (!same_trouble || now - before->told >= TB_SOURCE_REMIND);
    /* A source that was put off or is waiting has not forgotten what was told of it. */
    after.told = *news ? now : before->told;
    after.reason = failed || is_trouble(after.state) ? reason : TB_STR("");
    if (event != TB_EVENT_LATER)
        after.not_before = 0;
    return after;
}

/* --- the file ----------------------------------------------------------------------------------- */

static bool read_number(struct tb_str text, int64_t *out)
{
    int64_t value = 0;
    if (text.len == 0 || text.len > 15)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (text.ptr[i] - '0');
    }
    *out = value;
    return true;
}

static bool take(struct tb_source_memory *memory, struct tb_str key, struct tb_str value)
{
    const struct {
        const char *key;
        int64_t *number;
        struct tb_str *text;
    } fields[] = {
        {"since", &memory->since, NULL},     {"checked", &memory->checked, NULL},
        {"told", &memory->told, NULL},       {"not-before", &memory->not_before, NULL},
        {"seen-at", &memory->seen_at, NULL}, {"reason", NULL, &memory->reason},
        {"url", NULL, &memory->url},         {"sha256", NULL, &memory->sha256},
        {"etag", NULL, &memory->etag},       {"last-modified", NULL, &memory->modified},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!tb_str_eq(key, tb_str_of(fields[i].key)))
            continue;
        if (fields[i].text)
            *fields[i].text = value;
        return fields[i].text || read_number(value, fields[i].number);
    }
    bool is_seen = tb_str_eq(key, TB_STR("seen"));
    if (is_seen || tb_str_eq(key, TB_STR("failures"))) {
        int64_t count = 0;
        bool read = read_number(value, &count) && count <= COUNT_MAX;
        *(is_seen ? &memory->seen : &memory->failures) = read ? (uint32_t)count : 0;
        return read;
    }
    for (int i = 0; i < TB_SOURCE_STATE_END; i++)
        if (tb_str_eq(key, TB_STR("state")) && tb_str_eq(value, tb_str_of(names[i]))) {
            memory->state = (enum tb_source_state)i;
            memory->known = true;
            return true;
        }
    return false;
}

static struct tb_str path_of(const char *dir, struct tb_str name, struct tb_arena *arena)
{
    return tb_arena_printf(arena, "%s/%.*s.tsv", dir, TB_ARG(name));
}

static struct tb_source_memory empty(void)
{
    struct tb_str none = TB_STR("");
    return (struct tb_source_memory){
        .reason = none, .url = none, .sha256 = none, .etag = none, .modified = none};
}

enum tb_status tb_source_read(const char *dir, struct tb_str name, struct tb_arena *arena,
                              struct tb_source_memory *out, struct tb_error *error)
{
    struct tb_str path = path_of(dir, name, arena), text;
    struct tb_source_memory memory = empty();
    if (!path.ptr)
        return tb_arena_fail(arena, error);
    if (!tb_is_file(path.ptr)) {
        *out = memory;
        return TB_OK;
    }
    enum tb_status status = tb_file_read(path.ptr, FILE_MAX, arena, &text, error);
    if (status != TB_OK)
        return status;
    struct tb_tsv tsv = tb_tsv_open(text, path.ptr, 2, 2);
    struct tb_tsv_record record;
    bool more = true, good = true;
    while (more && good) {
        good = tb_tsv_next(&tsv, &record, &more, NULL) == TB_OK;
        if (good && more)
            good = take(&memory, record.field[0], record.field[1]);
    }
    *out = good && memory.known ? memory : empty();
    return TB_OK;
}

static void put_text(struct tb_buf *out, const char *key, struct tb_str value)
{
    if (value.len == 0)
        return;
    tb_buf_printf(out, "%s\t", key);
    for (size_t i = 0; i < value.len; i++) /* one line, whatever a server wrote */
        tb_buf_byte(out, (unsigned char)value.ptr[i] < ' ' ? ' ' : value.ptr[i]);
    tb_buf_byte(out, '\n');
}

static void put_number(struct tb_buf *out, const char *key, int64_t value)
{
    if (value > 0)
        tb_buf_printf(out, "%s\t%lld\n", key, (long long)value);
}

enum tb_status tb_source_write(const char *dir, struct tb_str name,
                               const struct tb_source_memory *memory, struct tb_arena *arena,
                               struct tb_error *error)
{
    struct tb_buf out = tb_buf_make(FILE_MAX);
    struct tb_str path = path_of(dir, name, arena);
    if (!path.ptr)
        return tb_arena_fail(arena, error);
    tb_buf_text(&out, "# written by tongbao fetch; times are seconds since 1970 UTC\n");
    put_text(&out, "state", tb_str_of(tb_source_state_name(memory->state)));
    put_number(&out, "failures", memory->failures);
    put_number(&out, "since", memory->since);
    put_number(&out, "checked", memory->checked);
    put_number(&out, "told", memory->told);
    put_number(&out, "not-before", memory->not_before);
    put_number(&out, "seen", memory->seen);
    put_number(&out, "seen-at", memory->seen_at);
    put_text(&out, "reason", memory->reason);
    put_text(&out, "url", memory->url);
    put_text(&out, "sha256", memory->sha256);
    put_text(&out, "etag", memory->etag);
    put_text(&out, "last-modified", memory->modified);
    enum tb_status status = tb_buf_status(&out, error);
    if (status == TB_OK)
        status = tb_file_replace(path.ptr, tb_buf_str(&out), error);
    tb_buf_free(&out);
    return status;
}
