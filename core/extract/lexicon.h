/*
 * lexicon.h - reading one lexicon: first the workspace's files of its name, then the built-in one, so
 * that of equal patterns the workspace's counts.
 */
#ifndef TB_EXTRACT_LEXICON_H
#define TB_EXTRACT_LEXICON_H

#include "base/tsv.h"
#include "extract/extract.h"
#include "extract/phrases.h"

/* Takes one line into `to`. TB_EFORMAT (with its message, the place is added): the line is wrong. */
typedef enum tb_status (*tb_lexicon_take)(void *to, const struct tb_tsv_record *line,
                                          struct tb_error *error);

/* Hands every line of the lexicon `name` to `take`. `fields`: how many a line has without the source,
 * which may be left out. A wrong line is an error with file and line: TB_EUSAGE in a workspace's file,
 * TB_EFORMAT in ours. */
enum tb_status tb_lexicon_read(const char *name, size_t fields, const struct tb_lexicon_file *extra,
                               size_t extra_count, tb_lexicon_take take, void *to,
                               struct tb_error *error) TB_NODISCARD;

/* The same for one file, whose lines have `least` to `most` fields, the source among them. `ours`: it is
 * built in. */
enum tb_status tb_lexicon_read_file(const struct tb_lexicon_file *file, size_t least, size_t most,
                                    bool ours, tb_lexicon_take take, void *to,
                                    struct tb_error *error) TB_NODISCARD;

/* Reads a lexicon of words into *out, made in `arena`: lines of a class and a pattern, where a phrase's value is
 * the place of its class in `classes`; with `class_count` 0 of a pattern alone, whose value is 0. */
enum tb_status tb_lexicon_phrases(const char *name, const char *const *classes,
                                  uint32_t class_count, const struct tb_lexicon_file *extra,
                                  size_t extra_count, struct tb_arena *arena,
                                  struct tb_phrases **out, struct tb_error *error) TB_NODISCARD;

/* The error of a line whose field has a value that is none of those known. */
enum tb_status tb_lexicon_unknown(struct tb_error *error, const char *field, struct tb_str value);

#endif
