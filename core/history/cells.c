/* cells.c - see cells.h. */
#include "history/cells.h"

static size_t count_byte(struct tb_str bytes, char wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.len; i++)
        count += bytes.ptr[i] == wanted;
    return count;
}

char tb_cells_delimiter(struct tb_str bytes)
{
    size_t rows = count_byte(bytes, '\n') + 1;
    if (count_byte(bytes, '\t') > 0)
        return '\t';
    return count_byte(bytes, ',') >= 2 * rows ? ',' : '\0';
}

enum tb_status tb_cells_new(const uint32_t *counts, size_t row_count, struct tb_arena *arena,
                            struct tb_cells *out, struct tb_error *error)
{
    struct tb_cells cells = {.row_count = row_count};
    for (size_t i = 0; i < row_count; i++)
        cells.count += counts[i];
    cells.at = TB_NEW_ARRAY(arena, struct tb_str, cells.count);
    cells.rows = TB_NEW_ARRAY(arena, size_t, row_count + 1);
    if (!cells.at || !cells.rows)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < row_count; i++)
        cells.rows[i + 1] = cells.rows[i] + counts[i];
    *out = cells;
    return TB_OK;
}

enum tb_status tb_cells_split(struct tb_str bytes, char delimiter, struct tb_arena *arena,
                              struct tb_cells *out, struct tb_error *error)
{
    size_t rows = count_byte(bytes, '\n') + 1;
    size_t count = rows + (delimiter ? count_byte(bytes, delimiter) : 0);
    if (count > TB_CELLS_MAX)
        return tb_fail(error, TB_ELIMIT, "文件的行或单元格超过 %d 个",
                       "the file has more than %d lines or cells", (int)TB_CELLS_MAX);
    struct tb_cells cells = {.at = TB_NEW_ARRAY(arena, struct tb_str, count),
                             .rows = TB_NEW_ARRAY(arena, size_t, rows + 1)};
    if (!cells.at || !cells.rows)
        return tb_arena_fail(arena, error);
    size_t from = 0;
    for (size_t i = 0; i <= bytes.len; i++) {
        bool row_ends = i == bytes.len || bytes.ptr[i] == '\n';
        if (!row_ends && !(delimiter && bytes.ptr[i] == delimiter))
            continue;
        cells.at[cells.count++] = (struct tb_str){bytes.ptr ? bytes.ptr + from : "", i - from};
        from = i + 1;
        if (row_ends)
            cells.rows[++cells.row_count] = cells.count;
    }
    *out = cells;
    return TB_OK;
}
