/* past.c - see past.h. */
#include "host/past.h"

#include "base/folder.h"

struct tb_str tb_past_dir(struct tb_str workspace_dir, struct tb_arena *arena)
{
    return tb_path_join(arena, workspace_dir.ptr, "history");
}

enum tb_status tb_past_open(struct tb_str workspace_dir, struct tb_arena *arena,
                            struct tb_history *out, struct tb_error *error)
{
    struct tb_str dir = tb_past_dir(workspace_dir, arena);
    return dir.ptr ? tb_history_open(dir.ptr, arena, out, error) : tb_arena_fail(arena, error);
}

enum tb_status tb_past_load(const struct tb_history *history, const struct tb_entry *entry,
                            const struct tb_past_reader *reader, struct tb_arena *arena,
                            struct tb_report **out, struct tb_error *error)
{
    struct tb_str bytes, name = tb_entry_name(history, entry, arena);
    struct tb_load_options options = reader->options;
    struct tb_report *report;
    if (!name.ptr)
        return tb_arena_fail(arena, error);
    if (!options.period.known && options.year == 0) {
        options.period = entry->period;
        options.year = entry->period.from.year;
    }
    enum tb_status status = tb_history_restore(history, entry, arena, &bytes, NULL, error);
    if (status != TB_OK)
        return status;
    status = tb_load(reader->ingest, name, bytes, &options, arena, &report, error);
    if (status == TB_OK && reader->extract)
        status = tb_extract_report(reader->extract, report, arena, error);
    if (status == TB_OK)
        *out = report;
    else if (error && !error->source[0])
        tb_fail_at(error, status, name.ptr, error->line, error->column);
    return status;
}
