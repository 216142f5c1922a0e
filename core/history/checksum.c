/*
 * checksum.c - see checksum.h. A CRC is linear: the difference between the checksums of two texts that
 * differ in one byte depends only on the difference of that byte and on how many bytes follow. So the
 * known difference is taken back byte by byte from the end of the file, until it is one that a single
 * byte makes.
 */
#include "history/checksum.h"

#include <limits.h>
#include <zlib.h>

uint32_t tb_crc32(struct tb_str bytes)
{
    uLong crc = crc32(0, Z_NULL, 0);
    while (bytes.len > 0) {
        uInt part = bytes.len > INT_MAX ? INT_MAX : (uInt)bytes.len;
        crc = crc32(crc, (const Bytef *)bytes.ptr, part);
        bytes = tb_str_sub(bytes, part, bytes.len);
    }
    return (uint32_t)crc;
}

size_t tb_crc32_mends(struct tb_str bytes, uint32_t wanted, struct tb_mend *out, size_t room)
{
    const z_crc_t *table = get_crc_table();
    unsigned char
        by_top[256]; /* the table's entries have all values as their highest byte, once each */
    for (unsigned i = 0; i < 256; i++)
        by_top[table[i] >> 24] = (unsigned char)i;
    uint32_t difference = tb_crc32(bytes) ^ wanted;
    size_t count = 0;
    for (size_t at = bytes.len; at > 0 && count < room && difference != 0; at--) {
        unsigned char last = by_top[difference >> 24];
        if (table[last] == difference)
            out[count++] = (struct tb_mend){at - 1, last};
        difference = ((difference ^ (uint32_t)table[last]) << 8) | last;
    }
    return count;
}
