/*
 * fold.h - the form in which headers and titles are compared: white space removed, full-width
 * letters, digits and marks as ASCII, every dash and wave as '-'.
 */
#ifndef TB_INGEST_FOLD_H
#define TB_INGEST_FOLD_H

#include "base/str.h"

enum { TB_FOLDED = 512 }; /* bytes of folded text that are looked at; what follows is cut */

struct tb_folded {
    char bytes[TB_FOLDED];
    size_t len;
};

void tb_fold(struct tb_str text, struct tb_folded *out);

static inline struct tb_str tb_folded_str(const struct tb_folded *folded)
{
    return (struct tb_str){folded->bytes, folded->len};
}

/* Takes the bytes from..to out. */
void tb_fold_cut(struct tb_folded *folded, size_t from, size_t to);

/* True for white space of any script that such texts hold: ASCII, U+00A0, U+2000..U+200B, U+3000,
 * U+FEFF. */
bool tb_is_blank(uint32_t code);

/* True where the text holds nothing but white space. */
bool tb_all_blank(struct tb_str text);

#endif
