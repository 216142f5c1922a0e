/* fetch_settle.c - tongbao fetch --accept and --reject: what was put aside becomes a snapshot, or goes. */
#include "cli/fetch.h"
#include "history/prune.h"

enum { SETTLE_ARENA = 1024 << 20 };

/* The newest page of the source that was put aside; NULL: none. */
static const struct tb_entry *newest_of(const struct tb_history *quarantine, struct tb_str series)
{
    const struct tb_entry *best = NULL;
    for (size_t i = 0; i < quarantine->count; i++)
        if (tb_str_eq(quarantine->at[i].series, series) &&
            (!best || quarantine->at[i].sequence > best->sequence))
            best = &quarantine->at[i];
    return best;
}

static enum tb_status accept(struct tb_fetch_verb *verb, const struct tb_history *quarantine,
                             const struct tb_entry *entry, struct tb_arena *arena,
                             struct tb_error *error)
{
    struct tb_str dir = tb_past_dir(verb->setup.workspace.dir, arena);
    struct tb_history_copying how = {0};
    struct tb_history_added added;
    if (!dir.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status =
        tb_history_copy(quarantine, entry, dir.ptr, &tb_io_system, &how, arena, &added, error);
    if (status == TB_OK) {
        struct tb_screen screen = tb_cli_screen(verb->cli);
        tb_say(&screen, "已收下 %.*s@%.*s\n", "kept %.*s@%.*s\n", TB_ARG(entry->series),
               TB_ARG(entry->period_name));
    }
    return status;
}

/* Takes all of the source's pages out of the quarantine, the newest first: others build on older ones. */
static enum tb_status drop(const char *dir, const struct tb_history *quarantine,
                           struct tb_str series, struct tb_arena *arena, struct tb_error *error)
{
    struct tb_ref *refs = TB_NEW_ARRAY(arena, struct tb_ref, quarantine->count);
    size_t count = 0, packed;
    if (!refs)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < quarantine->count; i++) {
        struct tb_str name = tb_entry_name(quarantine, &quarantine->at[i], arena);
        if (!name.ptr)
            return tb_arena_fail(arena, error);
        if (!tb_str_eq(quarantine->at[i].series, series))
            continue;
        enum tb_status status = tb_ref_parse(name, &refs[count++], error);
        if (status != TB_OK)
            return status;
    }
    return tb_history_prune(dir, &tb_io_system, refs, count, arena, &packed, error);
}

/* The source starts afresh: the next run asks for everything. */
static enum tb_status forget(struct tb_fetch_verb *verb, struct tb_str name, bool accepted,
                             struct tb_arena *arena, struct tb_error *error)
{
    struct tb_str dir = tb_fetch_dir(verb->setup.workspace.dir, arena);
    struct tb_source_memory memory;
    bool news;
    if (!dir.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status = tb_source_read(dir.ptr, name, arena, &memory, error);
    if (status != TB_OK)
        return status;
    memory = tb_source_next(&memory, accepted ? TB_EVENT_KEPT : TB_EVENT_NOTHING, TB_STR(""),
                            verb->now, &news);
    return tb_source_write(dir.ptr, name, &memory, arena, error);
}

static enum tb_status settle(struct tb_fetch_verb *verb, const char *dir, struct tb_str name,
                             struct tb_arena *arena, struct tb_error *error)
{
    struct tb_history quarantine;
    bool accepting = verb->cli->options.accept;
    enum tb_status status = tb_history_open(dir, arena, &quarantine, error);
    const struct tb_entry *entry = status == TB_OK ? newest_of(&quarantine, name) : NULL;
    if (status == TB_OK && !entry)
        return tb_fail(error, TB_EUSAGE, "来源“%.*s”没有搁置的网页",
                       "nothing of the source '%.*s' was put aside", TB_ARG(name));
    if (status == TB_OK && accepting)
        status = accept(verb, &quarantine, entry, arena, error);
    if (status == TB_OK)
        status = drop(dir, &quarantine, name, arena, error);
    if (status == TB_OK)
        status = forget(verb, name, accepting, arena, error);
    if (status == TB_OK && !accepting) {
        struct tb_screen screen = tb_cli_screen(verb->cli);
        tb_say(&screen, "已丢弃 %.*s 搁置的网页\n", "dropped what was put aside of %.*s\n",
               TB_ARG(name));
    }
    return status;
}

void tb_fetch_settle(struct tb_fetch_verb *verb)
{
    struct tb_error error = {0};
    struct tb_arena *arena = NULL;
    enum tb_status status = tb_arena_new(SETTLE_ARENA, &arena, &error);
    struct tb_str dir = {NULL, 0};
    if (status == TB_OK)
        dir = tb_quarantine_dir(verb->setup.workspace.dir, arena);
    if (status == TB_OK && !dir.ptr)
        status = tb_arena_fail(arena, &error);
    if (status == TB_OK && verb->cli->options.accept && verb->cli->options.reject)
        status = tb_fail(&error, TB_EUSAGE, "--accept 和 --reject 只能用一个",
                         "--accept and --reject exclude each other");
    for (size_t i = 0; i < verb->source_count && status == TB_OK; i++)
        status = settle(verb, dir.ptr, verb->sources[i]->name, arena, &error);
    if (status != TB_OK)
        tb_outcome_add(&verb->cli->outcome,
                       status == TB_EUSAGE ? TB_EXIT_USAGE
                       : status == TB_EIO  ? TB_EXIT_OUTPUT
                                           : TB_EXIT_INPUT,
                       &error);
    tb_arena_free(arena);
}
