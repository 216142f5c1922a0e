/* returned.c - see returned.h. */
#include "host/returned.h"

#include <stdlib.h>

#include "base/list.h"
#include "base/tsv.h"
#include "base/utf8.h"

enum { FINGERPRINT, DISPOSITION, REASON, REPLY, COLUMNS, DIGITS = 16 };

/* The words of returned.tsv: what a title or a choice means; ptr NULL: nothing. */
static struct tb_str meaning_of(struct tb_str word)
{
    struct tb_tsv tsv =
        tb_tsv_open(tb_embedded_text(tb_host_knowledge, "returned"), "returned.tsv", 2, 3);
    struct tb_tsv_record record;
    bool more;
    while (tb_tsv_next(&tsv, &record, &more, NULL) == TB_OK && more)
        if (tb_str_eq(record.field[0], word))
            return record.field[1];
    return (struct tb_str){0};
}

static struct tb_str cell_text(const struct tb_row *row, uint32_t column)
{
    if (column < row->left || column - row->left >= row->count)
        return TB_STR("");
    const struct tb_cell *cell = &row->cells[column - row->left];
    return cell->text ? tb_str_trim((struct tb_str){cell->text, cell->text_len}) : TB_STR("");
}

/* Where the columns stand, when this row is their header. */
static bool read_header(const struct tb_row *row, uint32_t columns[COLUMNS])
{
    static const char *const names[COLUMNS] = {"fingerprint", "disposition", "reason", "reply"};
    uint32_t found[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        found[i] = UINT32_MAX;
    for (uint32_t c = row->left; c < row->left + row->count; c++) {
        struct tb_str text = cell_text(row, c);
        struct tb_str meaning =
            text.len > 0 && text.len < 64 ? meaning_of(text) : (struct tb_str){0};
        for (int i = 0; meaning.ptr && i < COLUMNS; i++)
            if (tb_str_eq(meaning, tb_str_of(names[i])))
                found[i] = c;
    }
    if (found[FINGERPRINT] == UINT32_MAX || found[DISPOSITION] == UINT32_MAX)
        return false;
    memcpy(columns, found, sizeof found);
    return true;
}

static bool is_fingerprint(struct tb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
              (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
            return false;
    return text.len == DIGITS;
}

/* The text on one line: control characters become blanks. ptr NULL: no memory. */
static struct tb_str flat(struct tb_arena *arena, struct tb_str text)
{
    char *out = tb_arena_alloc(arena, text.len + 1);
    if (!out)
        return (struct tb_str){0};
    for (size_t i = 0; i < text.len; i++)
        out[i] = (unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F ? ' ' : text.ptr[i];
    return tb_str_trim((struct tb_str){out, text.len});
}

static enum tb_status read_disposition(const struct tb_row *row, struct tb_str text,
                                       enum tb_disposition *out, struct tb_error *error)
{
    struct tb_str meaning = meaning_of(text);
    *out = TB_DISPOSITION_UNREVIEWED;
    if (text.len == 0 || tb_disposition_parse(meaning.ptr ? meaning : text, out))
        return TB_OK;
    return tb_fail(
        error, TB_EUSAGE,
        "工作簿“%.*s”第 %u 行：处理结论应为 未核实 属实 已说明 误报 已询问 之一，实为“%.*s”",
        "workbook, sheet '%.*s', row %u: expected unreviewed, confirmed, explained, "
        "false_alarm or asked, found '%.*s'",
        TB_ARG(row->part), row->number, TB_ARG(text));
}

static int by_fingerprint(const void *left, const void *right)
{
    const struct tb_returned *a = left, *b = right;
    return tb_str_compare(a->fingerprint, b->fingerprint);
}

static enum tb_status add_row(const struct tb_row *row, const uint32_t columns[COLUMNS],
                              struct tb_arena *arena, struct tb_returned_list *list,
                              struct tb_error *error)
{
    struct tb_returned said = {.fingerprint = flat(arena, cell_text(row, columns[FINGERPRINT])),
                               .reason = flat(arena, cell_text(row, columns[REASON])),
                               .reply = flat(arena, cell_text(row, columns[REPLY]))};
    if (!said.fingerprint.ptr || !said.reason.ptr || !said.reply.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status =
        read_disposition(row, cell_text(row, columns[DISPOSITION]), &said.disposition, error);
    bool says =
        said.disposition != TB_DISPOSITION_UNREVIEWED || said.reason.len > 0 || said.reply.len > 0;
    if (status != TB_OK || !says || tb_returned_find(list, said.fingerprint))
        return status;
    struct tb_returned *kept = TB_LIST_ADD(arena, list);
    if (!kept)
        return tb_arena_fail(arena, error);
    *kept = said;
    return TB_OK;
}

enum tb_status tb_returned_read(const struct tb_grid *grid, struct tb_arena *arena,
                                struct tb_returned_list *list, bool *found, struct tb_error *error)
{
    uint32_t columns[COLUMNS] = {0};
    struct tb_str part = {0};
    enum tb_status status = TB_OK;
    *found = false;
    for (size_t i = 0; i < grid->count && status == TB_OK; i++) {
        const struct tb_row *row = &grid->rows[i];
        if (read_header(row, columns)) {
            *found = true;
            part = row->part;
        } else if (*found && tb_str_eq(row->part, part) &&
                   is_fingerprint(cell_text(row, columns[FINGERPRINT]))) {
            status = add_row(row, columns, arena, list, error);
        }
    }
    if (status == TB_OK && list->count > 1)
        qsort(list->at, list->count, sizeof *list->at, by_fingerprint);
    return status;
}

struct tb_returned *tb_returned_find(const struct tb_returned_list *list, struct tb_str fingerprint)
{
    for (size_t i = 0; i < list->count; i++)
        if (tb_str_eq(list->at[i].fingerprint, fingerprint))
            return &list->at[i];
    return NULL;
}

/* fingerprint, disposition, reason, who, until, reply, period, and what stands behind */
void tb_returned_put(struct tb_buf *out, struct tb_str line, const struct tb_returned *returned)
{
    enum { IS_DISPOSITION = 1, IS_REASON, IS_REPLY = 5, FIELDS = 8 };
    for (size_t field = 0; field < FIELDS; field++) {
        size_t tab = tb_str_find(line, TB_STR("\t"), 0);
        size_t len = tab == SIZE_MAX || field == FIELDS - 1 ? line.len : tab;
        struct tb_str own = tb_str_sub(line, 0, len);
        line = tb_str_sub(line, len < line.len ? len + 1 : len, line.len);
        if (field > 0)
            tb_buf_byte(out, '\t');
        if (field == IS_DISPOSITION)
            tb_buf_text(out, tb_disposition_name(returned->disposition));
        else if (field == IS_REASON)
            tb_buf_add(out, returned->reason);
        else if (field == IS_REPLY)
            tb_buf_add(out, returned->reply);
        else
            tb_buf_add(out, own);
    }
}
