/* scan.c - finding the structural bytes of a text. */
#include "ingest/scan.h"

uint64_t tb_scan_block_plain(struct tb_stops stops, const char *block)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++) {
        char c = block[i];
        if (c == stops.delimiter || c == '\n' || c == '\r' || c == '<' || c == '&' ||
            (c == '"' && stops.quotes))
            bits |= (uint64_t)1 << i;
    }
    return bits;
}

static void fill_plain(struct tb_stops stops, const char *from, size_t blocks, uint64_t *out)
{
    for (size_t i = 0; i < blocks; i++)
        out[i] = tb_scan_block_plain(stops, from + 64 * i);
}

#if defined(__x86_64__)
#include <immintrin.h>

struct stops256 {
    __m256i table, delimiter;
};

/* One look-up by the low half of a byte gives the only wanted byte with that half, which is then
 * compared. A half that no wanted byte has gives 1, whose own half gives 0; bytes from 80 on give 0,
 * which they are not. The delimiter may share its half with another one: it is compared beside. */
__attribute__((target("avx2"))) static inline struct stops256 make_stops(struct tb_stops stops)
{
    const char quote = stops.quotes ? '"' : 1;
    return (struct stops256){_mm256_setr_epi8(1, 0, quote, 1, 1, 1, '&', 1, 1, 1, '\n', 1, '<',
                                              '\r', 1, 1, /* the same */
                                              1, 0, quote, 1, 1, 1, '&', 1, 1, 1, '\n', 1, '<',
                                              '\r', 1, 1),
                             _mm256_set1_epi8(stops.delimiter)};
}

__attribute__((target("avx2"))) static inline uint64_t wanted(struct stops256 stops, const char *p)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i found = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(stops.table, bytes), bytes);
    found = _mm256_or_si256(found, _mm256_cmpeq_epi8(stops.delimiter, bytes));
    return (uint32_t)_mm256_movemask_epi8(found);
}

__attribute__((target("avx2"))) static void fill_avx2(struct tb_stops stops, const char *from,
                                                      size_t blocks, uint64_t *out)
{
    struct stops256 made = make_stops(stops);
    for (size_t i = 0; i < blocks; i++)
        out[i] = wanted(made, from + 64 * i) | wanted(made, from + 64 * i + 32) << 32;
}

__attribute__((target("avx2"))) uint64_t tb_scan_block_avx2(struct tb_stops stops,
                                                            const char *block)
{
    uint64_t bits;
    fill_avx2(stops, block, 1, &bits);
    return bits;
}

static void fill(struct tb_stops stops, const char *from, size_t blocks, uint64_t *out)
{
    if (__builtin_cpu_supports("avx2"))
        fill_avx2(stops, from, blocks, out);
    else
        fill_plain(stops, from, blocks, out);
}
#else
static void fill(struct tb_stops stops, const char *from, size_t blocks, uint64_t *out)
{
    fill_plain(stops, from, blocks, out);
}
#endif

void tb_scan_start(struct tb_scan *scan, struct tb_stops stops, struct tb_str text, size_t from)
{
    scan->stops = stops;
    scan->text = text;
    scan->base = from - 64; /* the first step leads there; below 0 it wraps, and back */
    scan->bits = 0;
    scan->block = scan->blocks = 0;
}

bool tb_scan_more(struct tb_scan *scan)
{
    size_t left = scan->text.len > scan->base ? scan->text.len - scan->base : 0;
    if (left == 0) {
        scan->base -= 64; /* asked again, it says the same */
        return false;
    }
    scan->blocks = left / 64 + (left % 64 != 0);
    if (scan->blocks > TB_SCAN_BLOCKS)
        scan->blocks = TB_SCAN_BLOCKS;
    fill(scan->stops, scan->text.ptr + scan->base, scan->blocks, scan->ahead);
    if (left < 64 * scan->blocks) /* nothing of the padding */
        scan->ahead[scan->blocks - 1] &= ~(uint64_t)0 >> (64 * scan->blocks - left);
    scan->block = 0;
    return true;
}
