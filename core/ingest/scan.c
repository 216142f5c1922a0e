/* scan.c - finding the structural bytes of a text. */
#include "ingest/scan.h"

uint64_t tb_scan_block_plain(const char *block)
{
    uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i++) {
        char c = block[i];
        if (c == '\t' || c == '\n' || c == '\r' || c == '<' || c == '&')
            bits |= (uint64_t)1 << i;
    }
    return bits;
}

static void fill_plain(const char *from, size_t blocks, uint64_t *out)
{
    for (size_t i = 0; i < blocks; i++)
        out[i] = tb_scan_block_plain(from + 64 * i);
}

#if defined(__x86_64__)
#include <immintrin.h>

/* One look-up by the low half of a byte gives the only wanted byte with that half, which is then
 * compared. A half that no wanted byte has gives 1, whose own half gives 0; bytes from 80 on give 0,
 * which they are not. */
__attribute__((target("avx2"))) static inline uint32_t wanted(const char *p)
{
    const __m256i table = _mm256_setr_epi8(
        1, 0, 1, 1, 1, 1, '&', 1, 1, '\t', '\n', 1, '<', '\r', 1, 1, /* the same for each lane */
        1, 0, 1, 1, 1, 1, '&', 1, 1, '\t', '\n', 1, '<', '\r', 1, 1);
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i found = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, bytes), bytes);
    return (uint32_t)_mm256_movemask_epi8(found);
}

__attribute__((target("avx2"))) uint64_t tb_scan_block_avx2(const char *block)
{
    return (uint64_t)wanted(block) | (uint64_t)wanted(block + 32) << 32;
}

__attribute__((target("avx2"))) static void fill_avx2(const char *from, size_t blocks,
                                                      uint64_t *out)
{
    for (size_t i = 0; i < blocks; i++)
        out[i] = (uint64_t)wanted(from + 64 * i) | (uint64_t)wanted(from + 64 * i + 32) << 32;
}

static void fill(const char *from, size_t blocks, uint64_t *out)
{
    if (__builtin_cpu_supports("avx2"))
        fill_avx2(from, blocks, out);
    else
        fill_plain(from, blocks, out);
}
#else
static void fill(const char *from, size_t blocks, uint64_t *out)
{
    fill_plain(from, blocks, out);
}
#endif

void tb_scan_start(struct tb_scan *scan, struct tb_str text)
{
    scan->text = text;
    scan->base = (size_t)0 - 64; /* the first step leads to 0 */
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
    fill(scan->text.ptr + scan->base, scan->blocks, scan->ahead);
    if (left < 64 * scan->blocks) /* nothing of the padding */
        scan->ahead[scan->blocks - 1] &= ~(uint64_t)0 >> (64 * scan->blocks - left);
    scan->block = 0;
    return true;
}
