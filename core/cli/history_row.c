/* history_row.c - one snapshot as it is printed. */
#include "cli/history.h"
#include "cli/words.h"
#include "model/report_json.h"

static int by_time(const void *a, const void *b)
{
    const struct tb_history_row *x = a, *y = b;
    int order = tb_str_compare(x->entry->series, y->entry->series);
    return order ? order : tb_entry_compare(x->entry, y->entry);
}

struct tb_history_row *tb_history_rows(struct tb_history_verb *verb, const bool *chosen,
                                       size_t *count)
{
    const struct tb_history *history = &verb->history;
    struct tb_arena *arena = verb->setup.arena;
    struct tb_history_row *rows = TB_NEW_ARRAY(arena, struct tb_history_row, history->count + 1);
    *count = 0;
    for (size_t i = 0; i < history->count && rows; i++) {
        if (!chosen[i])
            continue;
        struct tb_history_row *row = &rows[(*count)++];
        row->entry = &history->at[i];
        row->soundness = row->entry->head;
        row->name = tb_entry_name(history, row->entry, arena);
        if (!row->name.ptr)
            return NULL;
    }
    if (*count > 1)
        qsort(rows, *count, sizeof *rows, by_time);
    return rows;
}

size_t tb_history_row_progress(const struct tb_history_row *row, enum tb_progress progress)
{
    size_t sum = 0;
    for (int label = 0; label <= TB_LABEL_END; label++)
        if (tb_progress_of((enum tb_label)label) == progress)
            sum += row->labels[label];
    return sum;
}

const char *tb_soundness_word(enum tb_soundness soundness, enum tb_lang lang)
{
    static const char *const zh[TB_SOUNDNESS_END] = {"完好", "有一个字节损坏，仍可读出", "已损坏",
                                                     "所依据的那一份已损坏或不在",
                                                     "由更新的版本写成"};
    static const char *const en[TB_SOUNDNESS_END] = {
        "sound", "one byte is damaged, it can still be read", "damaged",
        "what it builds on is damaged or missing", "written by a newer version"};
    if ((unsigned)soundness >= TB_SOUNDNESS_END)
        return "";
    return lang == TB_LANG_ZH ? zh[soundness] : en[soundness];
}

/* --- JSON --------------------------------------------------------------------------------------- */

static void put_int(struct tb_json *json, const char *key, uint64_t value)
{
    tb_json_key(json, key);
    tb_json_int(json, (int64_t)value);
}

static void put_text(struct tb_json *json, const char *key, const char *value)
{
    tb_json_key(json, key);
    tb_json_text(json, value);
}

static void put_properties(struct tb_json *json, const struct tb_snapshot *snapshot)
{
    tb_json_key(json, "properties");
    tb_json_object(json);
    for (size_t i = 0; i < snapshot->property_count; i++) {
        struct tb_property property = snapshot->properties[i];
        if (tb_str_eq(property.name, TB_STR("series")) ||
            tb_str_eq(property.name, TB_STR("period")))
            continue;
        tb_json_key_str(json, property.name);
        tb_json_str(json, property.value);
    }
    tb_json_close(json);
}

static void put_read(struct tb_json *json, const struct tb_history_row *row)
{
    tb_json_key(json, "title");
    tb_json_str(json, row->was_read ? row->title : (struct tb_str){0});
    tb_json_key(json, "items");
    if (row->was_read)
        tb_json_int(json, (int64_t)row->items);
    else
        tb_json_null(json);
    tb_json_key(json, "statuses");
    if (!row->was_read) {
        tb_json_null(json);
        return;
    }
    tb_json_object(json);
    for (int label = 0; label < TB_LABEL_END; label++)
        put_int(json, tb_label_name((enum tb_label)label), row->labels[label]);
    put_int(json, "none", row->labels[TB_LABEL_END]);
    tb_json_close(json);
}

static void put_row(struct tb_json *json, const struct tb_history_row *row, bool is_line)
{
    const struct tb_entry *entry = row->entry;
    const struct tb_snapshot *snapshot = &entry->snapshot;
    bool known = entry->head == TB_SOUND || entry->head == TB_MENDABLE;
    char hash[2 * sizeof snapshot->sha256 + 1] = "";
    for (size_t i = 0; i < sizeof snapshot->sha256; i++)
        snprintf(hash + 2 * i, 3, "%02x", snapshot->sha256[i]);
    tb_json_object(json);
    if (is_line)
        put_text(json, "type", "snapshot");
    tb_json_key(json, "name");
    tb_json_str(json, row->name);
    tb_json_key(json, "series");
    tb_json_str(json, entry->series);
    tb_json_key(json, "period");
    tb_json_period(json, &entry->period);
    put_text(json, "role", entry->is_plan ? "plan" : "report");
    put_int(json, "sequence", entry->sequence);
    put_int(json, "revision", entry->revision);
    put_text(json, "soundness", tb_soundness_name(row->soundness));
    put_text(json, "outcome", row->outcome);
    tb_json_key(json, "bytes");
    if (known)
        tb_json_int(json, (int64_t)snapshot->size);
    else
        tb_json_null(json);
    put_int(json, "stored_bytes", entry->file_size);
    tb_json_key(json, "base");
    if (known && snapshot->base != 0)
        tb_json_int(json, snapshot->base);
    else
        tb_json_null(json);
    put_text(json, "sha256", known ? hash : NULL);
    put_int(json, "seen_again", entry->seen);
    tb_json_key(json, "last_seen");
    tb_json_str(json, entry->last_seen);
    put_properties(json, snapshot);
    put_read(json, row);
    tb_json_close(json);
}

static void put_summary(struct tb_json *json, const struct tb_history_row *rows, size_t count)
{
    uint64_t bytes = 0, stored = 0, of[TB_SOUNDNESS_END] = {0};
    for (size_t i = 0; i < count; i++) {
        bytes += rows[i].entry->snapshot.size;
        stored += rows[i].entry->file_size;
        of[rows[i].soundness]++;
    }
    put_int(json, "snapshots", count);
    put_int(json, "bytes", bytes);
    put_int(json, "stored_bytes", stored);
    for (int i = 0; i < TB_SOUNDNESS_END; i++)
        put_int(json, tb_soundness_name((enum tb_soundness)i), of[i]);
}

void tb_history_put_json(struct tb_history_verb *verb, const struct tb_history_row *rows,
                         size_t count)
{
    struct tb_output *output = &verb->cli->output;
    bool lines = verb->cli->options.format == TB_FORMAT_NDJSON;
    struct tb_json json = tb_json_make(&output->buf, !lines);
    if (!lines) {
        tb_json_object(&json);
        put_text(&json, "schema", "tongbao.history/1");
        tb_json_key(&json, "snapshots");
        tb_json_array(&json);
    }
    for (size_t i = 0; i < count; i++) {
        put_row(&json, &rows[i], lines);
        if (lines)
            tb_buf_byte(&output->buf, '\n');
        tb_output_drain(&output->buf, output);
    }
    if (lines) {
        tb_json_object(&json);
        put_text(&json, "type", "summary");
    } else {
        tb_json_close(&json);
        tb_json_key(&json, "summary");
        tb_json_object(&json);
    }
    put_summary(&json, rows, count);
    while (json.depth > 0)
        tb_json_close(&json);
    tb_buf_byte(&output->buf, '\n');
}
