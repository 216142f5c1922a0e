/*
 * alphabet.h - text in the characters it is made of: the 199 commonest take one byte, the others two.
 * A Han character takes three bytes in UTF-8, so deflate's window of 32 KiB sees half as much again
 * of such a text, and its literals are whole characters.
 *
 * Code 0 is the end of a cell. Codes below 200 are one byte; code 200 + n is the byte 200 + n / 256
 * and the byte n % 256. Codes are given once and never change, so what was coded with an alphabet
 * reads the same when it has grown.
 */
#ifndef TB_HISTORY_ALPHABET_H
#define TB_HISTORY_ALPHABET_H

#include "base/arena.h"
#include "base/buf.h"
#include "history/deflate.h"

enum { TB_ALPHABET_SHORT = 200, TB_ALPHABET_MAX = TB_ALPHABET_SHORT + 56 * 256 };

struct tb_alphabet;

/* An alphabet with no character but the end of a cell. */
enum tb_status tb_alphabet_new(struct tb_arena *arena, struct tb_alphabet **out,
                               struct tb_error *error) TB_NODISCARD;
size_t tb_alphabet_count(const struct tb_alphabet *alphabet);

/* Adds the characters of `text` (valid UTF-8, without \n) that are not there yet: into an empty
 * alphabet the commonest first, later ones in the order of their numbers. Appends them to `out` as
 * tb_alphabet_read reads them. *fits is false, and nothing changed, when they would be too many. */
enum tb_status tb_alphabet_extend(struct tb_alphabet *alphabet, struct tb_str text, bool *fits,
                                  struct tb_buf *out, struct tb_error *error) TB_NODISCARD;

/* Adds characters that tb_alphabet_extend wrote; sets reader->bad when they are none. */
enum tb_status tb_alphabet_read(struct tb_alphabet *alphabet, struct tb_reader *reader,
                                struct tb_error *error) TB_NODISCARD;

/* Forgets the characters from code `count` on: what a damaged image added. */
void tb_alphabet_cut(struct tb_alphabet *alphabet, size_t count);

/* Appends the codes of `cell`, all of whose characters must be known, without an end. */
void tb_alphabet_encode(const struct tb_alphabet *alphabet, struct tb_str cell, struct tb_buf *out);

/* Appends the UTF-8 of coded text; false: it holds what is no code. */
bool tb_alphabet_decode(const struct tb_alphabet *alphabet, struct tb_str coded,
                        struct tb_buf *out);

#endif
