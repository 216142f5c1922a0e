/*
 * bundle.h - the bundled plugins as the build puts them into the program (core/bundle): their Lua files
 * as they are written, for messages, and what Lua made of them. Constant, and no pointers, so that a
 * start need not touch it. Empty where a build leaves them in their folder (TB_BUNDLE=OFF).
 */
#ifndef TB_HOST_BUNDLE_H
#define TB_HOST_BUNDLE_H

#include <stddef.h>
#include <stdint.h>

/* One file, ordered by its path; places and lengths in tb_bundle_bytes. */
struct tb_bundled_file {
    uint32_t path; /* "plugins/checks/NAME/check.lua" and a NUL */
    uint32_t text, text_len;
    uint32_t code, code_len; /* length 0: cases.lua, which is compiled when it is loaded */
};

extern const unsigned char tb_bundle_bytes[];
extern const struct tb_bundled_file tb_bundle[];
extern const size_t tb_bundle_count;

#endif
