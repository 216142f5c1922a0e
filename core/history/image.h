/*
 * image.h - the original bytes of a snapshot and their packed form: whole (a keyframe), or as what
 * changed since another image. Packing may guess and choose; unpacking follows what is written and
 * trusts none of it. docs/formats/store.md gives the form byte by byte.
 */
#ifndef TB_HISTORY_IMAGE_H
#define TB_HISTORY_IMAGE_H

#include "history/alphabet.h"
#include "history/cells.h"

enum { TB_IMAGE_MAX = 64 << 20 }; /* bytes of an original */

/* What an image is made of, for packing the next one against it. */
struct tb_image {
    bool has_alphabet;            /* else the cells are plain bytes */
    char delimiter;               /* '\0': none */
    struct tb_alphabet *alphabet; /* grows with every image of a chain; NULL: none */
    struct tb_cells cells;        /* coded */
};

/* Appends the packed form of `bytes` to `out`: against `base`, whose alphabet is extended, or whole
 * where it is NULL. *fits is false, and nothing useful written, when the bytes cannot be packed
 * against this base (another delimiter, other encoding, too many characters): pack them whole then.
 * TB_ELIMIT: more than TB_IMAGE_MAX bytes or the arena is full. */
enum tb_status tb_image_pack(const struct tb_image *base, struct tb_str bytes,
                             struct tb_arena *arena, struct tb_buf *out, bool *fits,
                             struct tb_error *error) TB_NODISCARD;

/* The image that `packed` holds, in `arena`; `base` as for packing, and must live as long. TB_EFORMAT:
 * it is damaged; the base's alphabet is then as before. */
enum tb_status tb_image_unpack(const struct tb_image *base, struct tb_str packed,
                               struct tb_arena *arena, struct tb_image *out,
                               struct tb_error *error) TB_NODISCARD;

/* The original bytes, which must be `size` many, in `arena`, TB_PADDING zero bytes behind them. */
enum tb_status tb_image_bytes(const struct tb_image *image, size_t size, struct tb_arena *arena,
                              struct tb_str *out, struct tb_error *error) TB_NODISCARD;

#endif
