/*
 * image_layout.h - what packing and unpacking an image share: which cells are written, in which order,
 * and what their text is packed against. Used by image_pack.c and image_unpack.c alone.
 */
#ifndef TB_HISTORY_IMAGE_LAYOUT_H
#define TB_HISTORY_IMAGE_LAYOUT_H

#include "history/image.h"

/* The cells of an image with what is known of each from the base. */
struct tb_layout {
    const struct tb_image *base; /* NULL: none */
    struct tb_cells cells;
    size_t *rows; /* the row of the base that each row follows, or TB_NO_ROW */
    bool *same;   /* of each cell: it is the base's */
    struct slot {
        size_t row, column;
    } * slots; /* the cells whose text is written, column by column */
    size_t slot_count;
    struct tb_buf text;       /* of all blocks so far */
    struct tb_buf dictionary; /* of the current one */
};

/* Starts with empty buffers; the end frees them. */
void tb_layout_start(struct tb_layout *layout, const struct tb_image *base);
void tb_layout_end(struct tb_layout *layout);

/* The base's text of a cell; ptr NULL: it has none. */
struct tb_str tb_layout_old(const struct tb_layout *layout, size_t row, size_t column);

/* Cells of the row that the base's row has too: those that can be the same. */
size_t tb_layout_shared(const struct tb_layout *layout, size_t row);

/* Lists the cells that are not the same, column by column: texts of one kind stand together. */
enum tb_status tb_layout_list(struct tb_layout *layout, struct tb_arena *arena,
                              struct tb_error *error) TB_NODISCARD;

/* Puts into layout->dictionary what the block of `count` slots from `first` is packed against: the
 * text of the blocks before it, then the old text of just these cells, together as much as the window
 * holds. Each cell ends with `end`. */
enum tb_status tb_layout_dictionary(struct tb_layout *layout, size_t first, size_t count, char end,
                                    struct tb_error *error) TB_NODISCARD;

/* What a cell's text ends with in a block: the code 0, or the byte \n where there are no codes. */
static inline char tb_layout_cell_end(bool has_alphabet)
{
    return has_alphabet ? '\0' : '\n';
}

#endif
