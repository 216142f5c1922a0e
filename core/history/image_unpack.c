/* image_unpack.c - reads an image; every number and every byte of it may be wrong. */
#include "base/file.h"
#include "history/align.h"
#include "history/image_layout.h"

static enum tb_status fail_damaged(struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "快照内容已损坏", "the snapshot's content is damaged");
}

static enum tb_status read_head(struct tb_reader *reader, const struct tb_image *base,
                                struct tb_arena *arena, struct tb_image *out,
                                struct tb_error *error)
{
    if (base) {
        out->has_alphabet = base->has_alphabet;
        out->delimiter = base->delimiter;
        out->alphabet = base->alphabet;
    } else {
        struct tb_str head = tb_get_bytes(reader, 2);
        if (reader->bad || (unsigned char)head.ptr[0] > 1 || head.ptr[1] == '\n')
            return fail_damaged(error);
        out->has_alphabet = head.ptr[0] == 1;
        out->delimiter = head.ptr[1];
        out->alphabet = NULL;
        enum tb_status status =
            out->has_alphabet ? tb_alphabet_new(arena, &out->alphabet, error) : TB_OK;
        if (status != TB_OK)
            return status;
    }
    return out->has_alphabet ? tb_alphabet_read(out->alphabet, reader, error) : TB_OK;
}

/* Which row of the base each row follows. */
static void read_references(struct tb_reader *reader, struct tb_layout *l, size_t row_count)
{
    size_t expected = 0, most = l->base->cells.row_count;
    for (size_t row = 0; row < row_count && !reader->bad; row++) {
        uint64_t written = tb_get_number(reader, (uint64_t)4 * TB_CELLS_MAX);
        if (written == 0) {
            l->rows[row] = TB_NO_ROW;
            expected++;
            continue;
        }
        int64_t found = (int64_t)expected + tb_unfold_sign(written - 1);
        if (found < 0 || (uint64_t)found >= most) {
            reader->bad = true;
            break;
        }
        l->rows[row] = (size_t)found;
        expected = (size_t)found + 1;
    }
}

static void read_counts(struct tb_reader *reader, const struct tb_layout *l, uint32_t *counts,
                        size_t row_count)
{
    size_t total = 0;
    for (size_t row = 0; row < row_count && !reader->bad; row++) {
        int64_t count = (int64_t)tb_get_number(reader, (uint64_t)4 * TB_CELLS_MAX);
        if (l->base && l->rows[row] != TB_NO_ROW)
            count = tb_unfold_sign((uint64_t)count) +
                    (int64_t)tb_cells_in_row(&l->base->cells, l->rows[row]);
        if (count < 1 || count > TB_CELLS_MAX || (total += (size_t)count) > TB_CELLS_MAX)
            reader->bad = true;
        else
            counts[row] = (uint32_t)count;
    }
}

static void read_same(struct tb_reader *reader, struct tb_layout *l)
{
    for (size_t row = 0; row < l->cells.row_count && l->base && !reader->bad; row++) {
        size_t shared = tb_layout_shared(l, row), start = l->cells.rows[row];
        struct tb_str bits = tb_get_bytes(reader, (shared + 7) / 8);
        for (size_t i = 0; i < shared && !reader->bad; i++) {
            l->same[start + i] = (unsigned char)bits.ptr[i / 8] >> i % 8 & 1;
            if (l->same[start + i])
                l->cells.at[start + i] = tb_layout_old(l, row, i);
        }
    }
}

static enum tb_status read_rows(struct tb_reader *reader, struct tb_layout *l,
                                struct tb_arena *arena, struct tb_error *error)
{
    size_t row_count = (size_t)tb_get_number(reader, TB_CELLS_MAX);
    if (reader->bad || row_count == 0)
        return fail_damaged(error);
    uint32_t *counts = TB_NEW_ARRAY(arena, uint32_t, row_count);
    l->rows = TB_NEW_ARRAY(arena, size_t, row_count);
    if (!counts || !l->rows)
        return tb_arena_fail(arena, error);
    if (l->base)
        read_references(reader, l, row_count);
    read_counts(reader, l, counts, row_count);
    if (reader->bad)
        return fail_damaged(error);
    enum tb_status status = tb_cells_new(counts, row_count, arena, &l->cells, error);
    if (status != TB_OK)
        return status;
    l->same = TB_NEW_ARRAY(arena, bool, l->cells.count);
    if (!l->same)
        return tb_arena_fail(arena, error);
    read_same(reader, l);
    if (reader->bad || reader->at != reader->bytes.len)
        return fail_damaged(error);
    return tb_layout_list(l, arena, error);
}

/* Divides a block's text among its cells; false: it has more or fewer. */
static bool divide(struct tb_layout *l, struct tb_str text, size_t first, size_t count,
                   bool has_alphabet)
{
    size_t slot = first, from = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (has_alphabet && (unsigned char)text.ptr[at] >= TB_ALPHABET_SHORT) {
            at++; /* the second byte of a code */
            continue;
        }
        if (text.ptr[at] != tb_layout_cell_end(has_alphabet))
            continue;
        if (slot == first + count)
            return false;
        l->cells.at[l->cells.rows[l->slots[slot].row] + l->slots[slot].column] =
            tb_str_sub(text, from, at);
        slot++;
        from = at + 1;
    }
    return slot == first + count && from == text.len;
}

static enum tb_status read_blocks(struct tb_reader *reader, struct tb_layout *l, bool has_alphabet,
                                  struct tb_arena *arena, struct tb_error *error)
{
    size_t count;
    for (size_t first = 0; first < l->slot_count; first += count) {
        count = (size_t)tb_get_number(reader, l->slot_count - first);
        size_t size = (size_t)tb_get_number(reader, (uint64_t)4 * TB_IMAGE_MAX);
        struct tb_str packed = tb_get_bytes(
                          reader, (size_t)tb_get_number(reader, (uint64_t)4 * TB_IMAGE_MAX)),
                      text;
        if (reader->bad || count == 0)
            return fail_damaged(error);
        enum tb_status status =
            tb_layout_dictionary(l, first, count, tb_layout_cell_end(has_alphabet), error);
        if (status == TB_OK)
            status = tb_inflate(packed, tb_buf_str(&l->dictionary), size, arena, &text, error);
        if (status != TB_OK)
            return status;
        if (!divide(l, text, first, count, has_alphabet))
            return fail_damaged(error);
        tb_buf_add(&l->text, text);
        status = tb_buf_status(&l->text, error);
        if (status != TB_OK)
            return status;
    }
    return reader->at == reader->bytes.len ? TB_OK : fail_damaged(error);
}

enum tb_status tb_image_unpack(const struct tb_image *base, struct tb_str packed,
                               struct tb_arena *arena, struct tb_image *out, struct tb_error *error)
{
    struct tb_reader reader = {.bytes = packed};
    size_t size = (size_t)tb_get_number(&reader, (uint64_t)4 * TB_IMAGE_MAX);
    struct tb_str inner =
        tb_get_bytes(&reader, (size_t)tb_get_number(&reader, (uint64_t)4 * TB_IMAGE_MAX));
    struct tb_reader structure = {0};
    if (reader.bad)
        return fail_damaged(error);
    enum tb_status status = tb_inflate(inner, TB_STR(""), size, arena, &structure.bytes, error);
    if (status != TB_OK)
        return status;
    struct tb_image image = {0};
    struct tb_layout l;
    size_t known = base && base->alphabet ? tb_alphabet_count(base->alphabet) : 0;
    tb_layout_start(&l, base);
    status = read_head(&structure, base, arena, &image, error);
    if (status == TB_OK)
        status = read_rows(&structure, &l, arena, error);
    if (status == TB_OK)
        status = read_blocks(&reader, &l, image.has_alphabet, arena, error);
    tb_layout_end(&l);
    if (status != TB_OK && known > 0)
        tb_alphabet_cut(base->alphabet, known);
    if (status != TB_OK)
        return status;
    image.cells = l.cells;
    *out = image;
    return TB_OK;
}

enum tb_status tb_image_bytes(const struct tb_image *image, size_t size, struct tb_arena *arena,
                              struct tb_str *out, struct tb_error *error)
{
    struct tb_buf bytes = tb_buf_make((size_t)TB_IMAGE_MAX + TB_PADDING);
    bool good = true;
    for (size_t row = 0; row < image->cells.row_count && good; row++) {
        if (row > 0)
            tb_buf_byte(&bytes, '\n');
        for (size_t i = image->cells.rows[row]; i < image->cells.rows[row + 1] && good; i++) {
            if (i > image->cells.rows[row])
                tb_buf_byte(&bytes, image->delimiter);
            if (image->has_alphabet)
                good = tb_alphabet_decode(image->alphabet, image->cells.at[i], &bytes);
            else
                tb_buf_add(&bytes, image->cells.at[i]);
        }
    }
    good = good && bytes.len == size;
    static const char padding[TB_PADDING];
    tb_buf_add(&bytes, (struct tb_str){padding, TB_PADDING});
    enum tb_status status = tb_buf_status(&bytes, error);
    if (status == TB_OK && !good)
        status = fail_damaged(error);
    struct tb_str copy = {NULL, 0};
    if (status == TB_OK)
        copy = tb_arena_copy(arena, tb_buf_str(&bytes));
    tb_buf_free(&bytes);
    if (status == TB_OK && !copy.ptr)
        return tb_arena_fail(arena, error);
    if (status == TB_OK)
        *out = (struct tb_str){copy.ptr, size};
    return status;
}
