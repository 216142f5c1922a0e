/* tsv.c - reading knowledge files. */
#include "base/tsv.h"

struct tb_tsv tb_tsv_open(struct tb_str text, const char *source, size_t least, size_t most)
{
    if (tb_str_starts(text, TB_STR("\xEF\xBB\xBF")))
        text = tb_str_sub(text, 3, text.len);
    return (struct tb_tsv){text, source, 0, least, most};
}

static struct tb_str take_line(struct tb_tsv *tsv)
{
    const char *end = memchr(tsv->rest.ptr, '\n', tsv->rest.len);
    size_t stop = end ? (size_t)(end - tsv->rest.ptr) : tsv->rest.len;
    struct tb_str line = tb_str_sub(tsv->rest, 0, stop);
    tsv->rest = tb_str_sub(tsv->rest, end ? stop + 1 : stop, tsv->rest.len);
    tsv->line++;
    if (tb_str_ends(line, TB_STR("\r")))
        line.len--;
    return line;
}

static enum tb_status wrong_fields(const struct tb_tsv *tsv, size_t found, struct tb_error *error)
{
    enum tb_status status = tb_fail(
        error, TB_EFORMAT, "应有 %zu 至 %zu 个用制表符分隔的字段，实有 %zu 个",
        "expected %zu to %zu fields divided by tabs, found %zu", tsv->least, tsv->most, found);
    tb_fail_at(error, status, tsv->source, tsv->line, 1);
    return status;
}

enum tb_status tb_tsv_next(struct tb_tsv *tsv, struct tb_tsv_record *record, bool *more,
                           struct tb_error *error)
{
    struct tb_str line = {NULL, 0};
    while (line.len == 0 || line.ptr[0] == '#') {
        if (tsv->rest.len == 0) {
            *more = false;
            return TB_OK;
        }
        line = take_line(tsv);
    }
    struct tb_tsv_record read;
    size_t found = 1, from = 0;
    for (;; found++) {
        const char *end = memchr(line.ptr + from, '\t', line.len - from);
        size_t tab = end ? (size_t)(end - line.ptr) : line.len;
        if (found <= TB_TSV_FIELDS)
            read.field[found - 1] = tb_str_sub(line, from, tab);
        if (!end)
            break;
        from = tab + 1;
    }
    for (size_t i = found; i < TB_TSV_FIELDS; i++)
        read.field[i] = (struct tb_str){NULL, 0};
    if (found < tsv->least || found > tsv->most)
        return wrong_fields(tsv, found, error);
    if (read.field[0].len == 0) {
        tb_fail(error, TB_EFORMAT, "第一个字段为空", "the first field is empty");
        tb_fail_at(error, TB_EFORMAT, tsv->source, tsv->line, 1);
        return TB_EFORMAT;
    }
    read.count = found;
    *record = read;
    *more = true;
    return TB_OK;
}

struct tb_str tb_embedded_text(const struct tb_embedded *table, const char *name)
{
    for (; table->name; table++)
        if (strcmp(table->name, name) == 0)
            return (struct tb_str){(const char *)table->bytes, table->len};
    return (struct tb_str){NULL, 0};
}
