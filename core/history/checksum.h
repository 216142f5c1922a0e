/*
 * checksum.h - the CRC-32 over a snapshot's file, and what can be done with it beyond saying no: a
 * CRC tells where a single damaged byte stands and what it was.
 */
#ifndef TB_HISTORY_CHECKSUM_H
#define TB_HISTORY_CHECKSUM_H

#include "base/str.h"

/* CRC-32 of ISO 3309 (zlib's, gzip's, PNG's). */
uint32_t tb_crc32(struct tb_str bytes);

/* One change of one byte that would give `bytes` the checksum `wanted`. */
struct tb_mend {
    size_t at;
    unsigned char change; /* to be xor-ed to the byte */
};

/* All such changes, at most `room`; there is none or one in files up to 16 MiB but by chance. Goes
 * through the bytes once, from the end. The caller tells the true one by a stronger hash. */
size_t tb_crc32_mends(struct tb_str bytes, uint32_t wanted, struct tb_mend *out, size_t room);

#endif
