/* image_pack.c - writes an image in the order of docs/formats/store.md. */
#include "base/utf8.h"
#include "history/align.h"
#include "history/image_layout.h"

enum {
    /* Old and new text of one block, so that each cell's old text is within the window of its new. */
    BLOCK = 30000,
    WHOLE_BLOCK = 8 << 20 /* without old text the window slides by itself */
};

/* Turns the cells' text into codes. */
static enum tb_status encode_cells(const struct tb_alphabet *alphabet, struct tb_cells *cells,
                                   struct tb_arena *arena, struct tb_error *error)
{
    struct tb_buf coded = tb_buf_make((size_t)4 * TB_IMAGE_MAX);
    for (size_t i = 0; i < cells->count; i++) {
        size_t from = coded.len;
        tb_alphabet_encode(alphabet, cells->at[i], &coded);
        cells->at[i].len = coded.len - from;
    }
    enum tb_status status = tb_buf_status(&coded, error);
    struct tb_str copy = {NULL, 0};
    if (status == TB_OK)
        copy = tb_arena_copy(arena, tb_buf_str(&coded));
    tb_buf_free(&coded);
    if (status == TB_OK && !copy.ptr)
        status = tb_arena_fail(arena, error);
    for (size_t i = 0, from = 0; i < cells->count && status == TB_OK; i++) {
        cells->at[i].ptr = copy.ptr + from;
        from += cells->at[i].len;
    }
    return status;
}

/* Rows, and with a base: what each follows, and which of its cells are the same. */
static void write_rows(const struct tb_layout *l, struct tb_buf *out)
{
    tb_put_number(out, l->cells.row_count);
    size_t expected = 0;
    for (size_t row = 0; row < l->cells.row_count && l->base; row++) {
        size_t found = l->rows[row];
        if (found == TB_NO_ROW) {
            tb_put_number(out, 0);
            expected++;
        } else {
            tb_put_number(out, 1 + tb_fold_sign((int64_t)found - (int64_t)expected));
            expected = found + 1;
        }
    }
    for (size_t row = 0; row < l->cells.row_count; row++) {
        size_t count = tb_cells_in_row(&l->cells, row);
        if (!l->base || l->rows[row] == TB_NO_ROW)
            tb_put_number(out, count);
        else
            tb_put_number(out, tb_fold_sign((int64_t)count - (int64_t)tb_cells_in_row(
                                                                 &l->base->cells, l->rows[row])));
    }
    for (size_t row = 0; row < l->cells.row_count; row++) {
        const bool *same = &l->same[l->cells.rows[row]];
        unsigned char bits = 0;
        size_t shared = tb_layout_shared(l, row);
        for (size_t i = 0; i < shared; i++) {
            bits = (unsigned char)(bits | (same[i] ? 1u << i % 8 : 0u));
            if (i % 8 == 7 || i + 1 == shared) {
                tb_buf_byte(out, (char)bits);
                bits = 0;
            }
        }
    }
}

static enum tb_status write_blocks(struct tb_layout *l, bool has_alphabet, struct tb_buf *out,
                                   struct tb_error *error)
{
    size_t most = l->base ? BLOCK : WHOLE_BLOCK;
    char end = tb_layout_cell_end(has_alphabet);
    struct tb_buf packed = tb_buf_make((size_t)4 * TB_IMAGE_MAX);
    enum tb_status status = TB_OK;
    for (size_t first = 0, count; first < l->slot_count && status == TB_OK; first += count) {
        size_t size = 0;
        for (count = 0; first + count < l->slot_count; count++) {
            const struct slot *slot = &l->slots[first + count];
            size += tb_cells_get(&l->cells, slot->row, slot->column).len +
                    tb_layout_old(l, slot->row, slot->column).len + 2;
            if (count > 0 && size > most)
                break;
        }
        status = tb_layout_dictionary(l, first, count, end, error);
        size_t from = l->text.len;
        for (size_t i = first; i < first + count; i++) {
            tb_buf_add(&l->text, tb_cells_get(&l->cells, l->slots[i].row, l->slots[i].column));
            tb_buf_byte(&l->text, end);
        }
        if (status == TB_OK)
            status = tb_buf_status(&l->text, error);
        if (status != TB_OK)
            break;
        struct tb_str text = tb_str_sub(tb_buf_str(&l->text), from, l->text.len);
        tb_buf_clear(&packed);
        status = tb_deflate(text, tb_buf_str(&l->dictionary), &packed, error);
        tb_put_number(out, count);
        tb_put_number(out, text.len);
        tb_put_number(out, packed.len);
        tb_buf_add(out, tb_buf_str(&packed));
    }
    tb_buf_free(&packed);
    return status;
}

static enum tb_status compare_with_base(struct tb_layout *l, struct tb_arena *arena,
                                        struct tb_error *error)
{
    l->same = TB_NEW_ARRAY(arena, bool, l->cells.count);
    if (!l->same)
        return tb_arena_fail(arena, error);
    if (!l->base)
        return TB_OK;
    enum tb_status status = tb_align(&l->base->cells, &l->cells, arena, &l->rows, error);
    for (size_t row = 0; row < l->cells.row_count && status == TB_OK; row++) {
        size_t shared = tb_layout_shared(l, row), start = l->cells.rows[row];
        for (size_t i = 0; i < shared; i++)
            l->same[start + i] = tb_str_eq(l->cells.at[start + i], tb_layout_old(l, row, i));
    }
    return status;
}

/* The start of the image: how it is written and the characters that are new. */
static enum tb_status write_head(const struct tb_image *base, struct tb_str bytes, char delimiter,
                                 struct tb_arena *arena, struct tb_buf *out,
                                 struct tb_alphabet **alphabet, bool *fits, struct tb_error *error)
{
    bool is_text = tb_utf8_valid(bytes) == bytes.len;
    *alphabet = base ? base->alphabet : NULL;
    *fits = !base || (base->delimiter == delimiter && (is_text || !base->has_alphabet));
    if (!*fits || (base && !base->has_alphabet))
        return TB_OK;
    struct tb_buf list = tb_buf_make((size_t)5 * TB_ALPHABET_MAX);
    enum tb_status status = TB_OK;
    bool holds = is_text;
    if (!base && is_text)
        status = tb_alphabet_new(arena, alphabet, error);
    if (status == TB_OK && is_text)
        status = tb_alphabet_extend(*alphabet, bytes, &holds, &list, error);
    if (!base) {
        tb_buf_byte(out, holds);
        tb_buf_byte(out, delimiter);
        *alphabet = holds ? *alphabet : NULL;
    }
    *fits = !base || holds;
    tb_buf_add(out, tb_buf_str(&list));
    tb_buf_free(&list);
    return status;
}

/* Everything but the cells' text, packed on its own. */
static enum tb_status write_structure(struct tb_str structure, struct tb_buf *out,
                                      struct tb_error *error)
{
    struct tb_buf packed = tb_buf_make((size_t)4 * TB_IMAGE_MAX);
    enum tb_status status = tb_deflate(structure, TB_STR(""), &packed, error);
    tb_put_number(out, structure.len);
    tb_put_number(out, packed.len);
    tb_buf_add(out, tb_buf_str(&packed));
    tb_buf_free(&packed);
    return status;
}

enum tb_status tb_image_pack(const struct tb_image *base, struct tb_str bytes,
                             struct tb_arena *arena, struct tb_buf *out, bool *fits,
                             struct tb_error *error)
{
    if (bytes.len > TB_IMAGE_MAX)
        return tb_fail(error, TB_ELIMIT, "文件超过 %d MiB 的上限", "the file is larger than %d MiB",
                       TB_IMAGE_MAX >> 20);
    struct tb_layout l;
    struct tb_alphabet *alphabet;
    struct tb_buf structure = tb_buf_make((size_t)4 * TB_IMAGE_MAX);
    char delimiter = tb_cells_delimiter(bytes);
    tb_layout_start(&l, base);
    enum tb_status status =
        write_head(base, bytes, delimiter, arena, &structure, &alphabet, fits, error);
    if (status == TB_OK && *fits) {
        status = tb_cells_split(bytes, delimiter, arena, &l.cells, error);
        if (status == TB_OK && alphabet)
            status = encode_cells(alphabet, &l.cells, arena, error);
        if (status == TB_OK)
            status = compare_with_base(&l, arena, error);
        if (status == TB_OK)
            status = tb_layout_list(&l, arena, error);
        if (status == TB_OK)
            write_rows(&l, &structure);
        if (status == TB_OK)
            status = tb_buf_status(&structure, error);
        if (status == TB_OK)
            status = write_structure(tb_buf_str(&structure), out, error);
        if (status == TB_OK)
            status = write_blocks(&l, alphabet != NULL, out, error);
        if (status == TB_OK)
            status = tb_buf_status(out, error);
    }
    tb_buf_free(&structure);
    tb_layout_end(&l);
    return status;
}
