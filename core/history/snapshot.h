/*
 * snapshot.h - one snapshot as the bytes of its file: a head that can be read alone, the packed image,
 * and checksums over both. The form, byte by byte, is in docs/formats/store.md.
 */
#ifndef TB_HISTORY_SNAPSHOT_H
#define TB_HISTORY_SNAPSHOT_H

#include "base/arena.h"
#include "base/buf.h"
#include "history/checksum.h"

enum {
    TB_SNAPSHOT_VERSION = 1,
    TB_SNAPSHOT_FIXED = 80,      /* bytes of the head before the properties */
    TB_SNAPSHOT_PROPERTIES = 64, /* at most */
    TB_SNAPSHOT_HEAD_MAX = 64 << 10
};

/* A property: series, period, name, url, … A name is [a-z0-9-]+, a value one line of UTF-8. */
struct tb_property {
    struct tb_str name, value;
};

struct tb_snapshot {
    uint32_t sequence;            /* in its series, from 1 */
    uint32_t base;                /* the sequence it is packed against; 0: whole */
    uint64_t size;                /* of the original */
    unsigned char sha256[32];     /* of the original */
    unsigned char base_sha256[8]; /* the first bytes of that of the base's original */
    struct tb_property properties[TB_SNAPSHOT_PROPERTIES];
    size_t property_count;
    struct tb_str body; /* the packed image; ptr NULL after tb_snapshot_read_head */
};

/* SHA-256 as 32 bytes. */
void tb_sha256(struct tb_str bytes, unsigned char out[32]);

/* The value; ptr NULL: not there. */
struct tb_str tb_snapshot_property(const struct tb_snapshot *snapshot, const char *name);
/* Adds one; false: it is not what a property may be, or there are too many. An empty value is left
 * out, and that is true. */
bool tb_snapshot_add_property(struct tb_snapshot *snapshot, const char *name, struct tb_str value);

/* Appends the file. */
enum tb_status tb_snapshot_write(const struct tb_snapshot *snapshot, struct tb_buf *out,
                                 struct tb_error *error) TB_NODISCARD;

/* Reads a file; all slices borrow from it. TB_EFORMAT: damaged or no snapshot; TB_EUSAGE: written by
 * a newer version. */
enum tb_status tb_snapshot_read(struct tb_str file, struct tb_snapshot *out,
                                struct tb_error *error) TB_NODISCARD;

/* How long the head is, as far as the first TB_SNAPSHOT_FIXED bytes say; at most TB_SNAPSHOT_HEAD_MAX. */
size_t tb_snapshot_head_len(struct tb_str start);

/* Reads the head only, of which `start` must hold all (or the first TB_SNAPSHOT_HEAD_MAX bytes of the
 * file): enough to list a store. */
enum tb_status tb_snapshot_read_head(struct tb_str start, struct tb_snapshot *out,
                                     struct tb_error *error) TB_NODISCARD;

/* The changes of one byte that make a damaged file readable, by its last checksum: at most `room`.
 * More than one is rare; the hash of the original tells them apart. 0: it is sound or beyond this. */
size_t tb_snapshot_mends(struct tb_str file, struct tb_mend *out, size_t room);

#endif
