/*
 * claims.h - clause by clause: what the target asks for (demands), what the result says (claims), and
 * which claims speak of the same thing as which demand. Finer than parts, which are only divided
 * where the writer marked it.
 *
 * Two clauses speak of one thing when they share half of the character pairs of the shorter one,
 * words that name no particular thing (lexicon/generic.tsv) left out. A clause that names nothing goes
 * with the one before it in its sentence. Where both sides are divided into parts, claims answer
 * demands of their own part only.
 */
#ifndef TB_EXTRACT_CLAIMS_H
#define TB_EXTRACT_CLAIMS_H

#include "extract/parts.h"
#include "extract/phrases.h"

/* The words of lexicon/generic.tsv, and of the workspace's files of that name. */
enum tb_status tb_generic_words_new(const struct tb_lexicon_file *extra, size_t extra_count,
                                    struct tb_arena *arena, struct tb_phrases **out,
                                    struct tb_error *error) TB_NODISCARD;

/* Fills the demands and claims of `item`, whose parts have been read from the same two sides (the states of
 * `result` too). False: arena full. A cell of more than 256 clauses is not a bulletin's: it has none. */
bool tb_claims_read(const struct tb_prose_rules *rules, const struct tb_phrases *generic,
                    const struct tb_side_text *target, const struct tb_side_text *result,
                    struct tb_item *item, struct tb_arena *arena);

#endif
