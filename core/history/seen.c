/* seen.c - see seen.h. */
#include "history/seen.h"

#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/tsv.h"

static uint32_t checksum(uint32_t sequence, uint32_t times, struct tb_str time)
{
    char text[256];
    int len = snprintf(text, sizeof text, "%u\t%u\t%.*s", sequence, times, TB_ARG(time));
    return tb_crc32((struct tb_str){text, len < (int)sizeof text ? (size_t)len : sizeof text - 1});
}

static bool read_decimal(struct tb_str s, int base, uint32_t *out)
{
    uint32_t value = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
        if (digit >= base || __builtin_mul_overflow(value, (uint32_t)base, &value) ||
            __builtin_add_overflow(value, (uint32_t)digit, &value))
            return false;
    }
    *out = value;
    return s.len > 0;
}

static void apply(const struct tb_tsv_record *record, struct tb_entry *entries, size_t count)
{
    uint32_t sequence, times, stored;
    if (record->count != 4 || !read_decimal(record->field[0], 10, &sequence) ||
        !read_decimal(record->field[1], 10, &times) ||
        !read_decimal(record->field[3], 16, &stored) ||
        stored != checksum(sequence, times, record->field[2]))
        return;
    for (size_t i = 0; i < count; i++)
        if (entries[i].sequence == sequence) {
            entries[i].seen = times;
            entries[i].last_seen = record->field[2];
        }
}

void tb_seen_take(struct tb_str text, struct tb_entry *entries, size_t count)
{
    struct tb_tsv tsv = tb_tsv_open(text, "", 1, TB_TSV_FIELDS);
    struct tb_tsv_record record;
    bool more = true;
    while (more)
        /* A line that is no record is a note lost, not an error. */
        if (tb_tsv_next(&tsv, &record, &more, NULL) == TB_OK && more)
            apply(&record, entries, count);
}

enum tb_status tb_seen_read(const char *path, struct tb_entry *entries, size_t count,
                            struct tb_arena *arena, struct tb_error *error)
{
    struct tb_str file = tb_path_join(arena, path, "seen.tsv"), text;
    if (!file.ptr)
        return tb_arena_fail(arena, error);
    if (access(file.ptr, F_OK) != 0)
        return TB_OK;
    enum tb_status status = tb_file_read(file.ptr, TB_SEEN_MAX, arena, &text, error);
    if (status == TB_OK)
        tb_seen_take(text, entries, count);
    return status == TB_EIO ? TB_OK : status; /* notes lost hide no snapshot */
}

void tb_seen_put(const struct tb_entry *entries, size_t count, struct tb_buf *out)
{
    bool headed = false;
    for (size_t i = 0; i < count; i++) {
        struct tb_str time = entries[i].last_seen.len ? entries[i].last_seen : TB_STR("-");
        if (entries[i].seen == 0)
            continue;
        if (!headed)
            tb_buf_text(out, "# Times the bytes of a snapshot came again: sequence, times, last "
                             "time, CRC-32 of these.\n");
        headed = true;
        tb_buf_printf(out, "%u\t%u\t%.*s\t%08x\n", entries[i].sequence, entries[i].seen,
                      TB_ARG(time), checksum(entries[i].sequence, entries[i].seen, time));
    }
}

enum tb_status tb_seen_write(const struct tb_io *io, const char *path,
                             const struct tb_entry *entries, size_t count, struct tb_error *error)
{
    struct tb_buf out = tb_buf_make(TB_SEEN_MAX);
    tb_seen_put(entries, count, &out);
    enum tb_status status = tb_buf_status(&out, error);
    if (status == TB_OK)
        status = tb_io_commit(io, path, "seen.tsv", tb_buf_str(&out), true, error);
    tb_buf_free(&out);
    return status;
}
