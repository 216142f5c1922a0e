/* copy.c - from one history to another. */
#include "history/store.h"

enum tb_status tb_history_copy(const struct tb_history *from, const struct tb_entry *entry,
                               const char *dir, const struct tb_io *io,
                               const struct tb_history_copying *how, struct tb_arena *arena,
                               struct tb_history_added *out, struct tb_error *error)
{
    const struct tb_snapshot *snapshot = &entry->snapshot;
    struct tb_property properties[TB_SNAPSHOT_PROPERTIES];
    struct tb_history_new new = {
        .series = how->series.ptr ? how->series : entry->series,
        .period = entry->period_name,
        .properties = properties,
        .any_revision = how->any_revision,
        .seen = entry->seen,
        .last_seen = entry->last_seen,
    };
    for (size_t i = 0; i < snapshot->property_count; i++)
        if (!tb_str_eq(snapshot->properties[i].name, TB_STR("series")) &&
            !tb_str_eq(snapshot->properties[i].name, TB_STR("period")))
            properties[new.property_count++] = snapshot->properties[i];
    enum tb_status status = tb_history_restore(from, entry, arena, &new.bytes, NULL, error);
    if (status == TB_OK)
        status = tb_history_add(dir, io, &new, arena, out, error);
    return status;
}
