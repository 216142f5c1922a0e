/*
 * embed.h - the knowledge files (lexicon/ *.tsv, templates/) that the build makes part of the program: one
 * table per layer, ended by a NULL name. The bytes are constant and live as long as the program.
 */
#ifndef TB_BASE_EMBED_H
#define TB_BASE_EMBED_H

#include <stddef.h>

struct tb_embedded {
    const char *name;           /* file name without folder and ending: "headers" */
    const unsigned char *bytes; /* UTF-8 */
    size_t len;
};

extern const struct tb_embedded tb_ingest_knowledge[];
extern const struct tb_embedded tb_extract_knowledge[];
extern const struct tb_embedded tb_profiles_knowledge[]; /* extract/profiles/ */
extern const struct tb_embedded tb_diff_knowledge[];
extern const struct tb_embedded tb_host_knowledge[]; /* host/templates/ */

#endif
