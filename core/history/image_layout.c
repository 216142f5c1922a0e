/* image_layout.c - see image_layout.h. */
#include "history/image_layout.h"

#include "history/align.h"

void tb_layout_start(struct tb_layout *l, const struct tb_image *base)
{
    *l = (struct tb_layout){.base = base,
                            .text = tb_buf_make((size_t)4 * TB_IMAGE_MAX),
                            .dictionary = tb_buf_make((size_t)4 * TB_IMAGE_MAX)};
}

void tb_layout_end(struct tb_layout *l)
{
    tb_buf_free(&l->text);
    tb_buf_free(&l->dictionary);
}

struct tb_str tb_layout_old(const struct tb_layout *l, size_t row, size_t column)
{
    if (!l->base || l->rows[row] == TB_NO_ROW)
        return (struct tb_str){NULL, 0};
    return tb_cells_get(&l->base->cells, l->rows[row], column);
}

size_t tb_layout_shared(const struct tb_layout *l, size_t row)
{
    if (!l->base || l->rows[row] == TB_NO_ROW)
        return 0;
    size_t mine = tb_cells_in_row(&l->cells, row);
    size_t theirs = tb_cells_in_row(&l->base->cells, l->rows[row]);
    return mine < theirs ? mine : theirs;
}

enum tb_status tb_layout_list(struct tb_layout *l, struct tb_arena *arena, struct tb_error *error)
{
    size_t columns = 0;
    for (size_t row = 0; row < l->cells.row_count; row++)
        if (tb_cells_in_row(&l->cells, row) > columns)
            columns = tb_cells_in_row(&l->cells, row);
    size_t *starts = TB_NEW_ARRAY(arena, size_t, columns + 1);
    l->slots = TB_NEW_ARRAY(arena, struct slot, l->cells.count);
    if (!starts || !l->slots)
        return tb_arena_fail(arena, error);
    for (size_t row = 0; row < l->cells.row_count; row++)
        for (size_t i = l->cells.rows[row]; i < l->cells.rows[row + 1]; i++)
            starts[i - l->cells.rows[row] + 1] += !l->same[i];
    for (size_t column = 0; column < columns; column++)
        starts[column + 1] += starts[column];
    l->slot_count = starts[columns];
    for (size_t row = 0; row < l->cells.row_count; row++)
        for (size_t i = l->cells.rows[row]; i < l->cells.rows[row + 1]; i++) {
            size_t column = i - l->cells.rows[row];
            if (!l->same[i])
                l->slots[starts[column]++] = (struct slot){row, column};
        }
    return TB_OK;
}

enum tb_status tb_layout_dictionary(struct tb_layout *l, size_t first, size_t count, char end,
                                    struct tb_error *error)
{
    size_t old = 0;
    for (size_t i = first; i < first + count; i++) {
        struct tb_str cell = tb_layout_old(l, l->slots[i].row, l->slots[i].column);
        old += cell.ptr ? cell.len + 1 : 0;
    }
    size_t earlier = old < TB_DEFLATE_WINDOW ? TB_DEFLATE_WINDOW - old : 0;
    struct tb_str text = tb_buf_str(&l->text);
    tb_buf_clear(&l->dictionary);
    if (text.len > 0)
        tb_buf_add(&l->dictionary,
                   tb_str_sub(text, text.len > earlier ? text.len - earlier : 0, text.len));
    for (size_t i = first; i < first + count; i++) {
        struct tb_str cell = tb_layout_old(l, l->slots[i].row, l->slots[i].column);
        if (cell.ptr) {
            tb_buf_add(&l->dictionary, cell);
            tb_buf_byte(&l->dictionary, end);
        }
    }
    return tb_buf_status(&l->dictionary, error);
}
