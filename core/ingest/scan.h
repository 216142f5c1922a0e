/*
 * scan.h - the places in a text that end a cell or a line, or make a cell need a closer look: the
 * delimiter, line feed, carriage return, '<', '&', and '"' where quotes count. They are found for 64
 * bytes at once, by AVX2 where the machine has it, so that the bytes of plain cells are never looked
 * at one by one.
 */
#ifndef TB_INGEST_SCAN_H
#define TB_INGEST_SCAN_H

#include "base/str.h"

enum { TB_SCAN_BLOCKS = 64 }; /* blocks of 64 bytes whose bits are kept at a time */

struct tb_stops {
    char delimiter; /* ASCII */
    bool quotes;
};

struct tb_scan {
    struct tb_stops stops;
    struct tb_str text; /* TB_PADDING readable bytes behind it */
    size_t base;        /* where the block of `bits` begins */
    uint64_t bits;      /* places of that block not yet given out */
    size_t block, blocks;
    uint64_t ahead[TB_SCAN_BLOCKS];
};

/* From byte `from` of the text on. */
void tb_scan_start(struct tb_scan *scan, struct tb_stops stops, struct tb_str text, size_t from);

/* Fills `ahead` from the next block on; false at the end of the text. */
bool tb_scan_more(struct tb_scan *scan);

/* The next place; text.len at the end. */
static inline size_t tb_scan_next(struct tb_scan *scan)
{
    while (scan->bits == 0) {
        scan->base += 64;
        if (++scan->block >= scan->blocks && !tb_scan_more(scan))
            return scan->text.len;
        scan->bits = scan->ahead[scan->block];
    }
    size_t at = scan->base + (size_t)__builtin_ctzll(scan->bits);
    scan->bits &= scan->bits - 1;
    return at;
}

/* The bits of one block of 64 bytes: the vector way and the plain one, which must agree. */
uint64_t tb_scan_block_plain(struct tb_stops stops, const char *block);
#if defined(__x86_64__)
uint64_t tb_scan_block_avx2(struct tb_stops stops,
                            const char *block); /* only where the machine has AVX2 */
#endif

#endif
