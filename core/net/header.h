/*
 * header.h - values of HTTP headers that this program acts on.
 */
#ifndef TB_NET_HEADER_H
#define TB_NET_HEADER_H

#include "base/arena.h"

enum { TB_RETRY_MAX = 24 * 3600 /* seconds that a server can send us away for */ };

/* An HTTP date in any of its three forms (RFC 9110, 5.6.7) as seconds since 1970 UTC; false: none. */
bool tb_http_date(struct tb_str text, int64_t *out);

/* Retry-After (RFC 9110, 10.2.3): seconds from `now` on, 0 to TB_RETRY_MAX. False: it is neither a
 * number of seconds nor a date. */
bool tb_retry_after(struct tb_str value, int64_t now, uint32_t *out);

/* "bytes 10-99/100" (RFC 9110, 14.4). `total` UINT64_MAX: written as *. */
struct tb_content_range {
    uint64_t from, to, total;
};
bool tb_content_range(struct tb_str value, struct tb_content_range *out);

/* A whole number of at most 18 digits and nothing else. */
bool tb_header_number(struct tb_str value, uint64_t *out);

/* Whether an entity tag can vouch for every byte: it is one in quotes and not weak. */
bool tb_etag_is_strong(struct tb_str value);

/* The file name of a Content-Disposition (RFC 6266, RFC 8187) as a label: the last part of a path,
 * without control characters, leading points and what is not UTF-8, at most 120 bytes. ptr NULL: none,
 * or the arena is full. */
struct tb_str tb_disposition_file_name(struct tb_str value, struct tb_arena *arena);

#endif
