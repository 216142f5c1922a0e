/*
 * words.h - a list of texts to look for, made ready once: a text is then walked once, however long
 * the list is. This file does not use Lua; any_of.h is how plugins have it.
 */
#ifndef TB_LUA_WORDS_H
#define TB_LUA_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct tb_words;

enum { TB_WORDS_MOST = 10000 };

/* The bytes that `count` texts take, at most TB_WORDS_MOST. None is empty, all are UTF-8. */
size_t tb_words_size(const struct tb_str *texts, size_t count);

/* Makes them ready in `memory`, which has that size and is aligned for any type. The texts are
 * copied. */
const struct tb_words *tb_words_make(void *memory, const struct tb_str *texts, size_t count);

/* The next place from `*from` on where one of them stands, the longest of those that begin there:
 * `*from` and `*to` are set to it. False: there is none. Linear in the text. */
bool tb_words_next(const struct tb_words *words, struct tb_str text, size_t *from, size_t *to);

/* The longest that begins at `at`, and the longest that ends there: its length; 0: none does. */
size_t tb_words_at(const struct tb_words *words, struct tb_str text, size_t at);
size_t tb_words_before(const struct tb_words *words, struct tb_str text, size_t at);

#endif
