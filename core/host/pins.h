/*
 * pins.h - pins.tsv of a workspace: what people decided about pairs, statuses and matches of items
 * (docs/formats/pins.md).
 */
#ifndef TB_HOST_PINS_H
#define TB_HOST_PINS_H

#include "extract/pins.h"

/* Reads the file's text, UTF-8; everything points into it or lives in `arena`. TB_EUSAGE, with file
 * and line: something in it is not as it should be. */
enum tb_status tb_pins_read(const char *path, struct tb_str text, struct tb_arena *arena,
                            struct tb_pins *out, struct tb_error *error) TB_NODISCARD;

#endif
