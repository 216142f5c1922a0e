/*
 * url.h - addresses of the web (RFC 3986), as far as this program asks them: http and https, a host in
 * ASCII, no user name. Whatever two programs could read in two ways is refused.
 */
#ifndef TB_NET_URL_H
#define TB_NET_URL_H

#include "base/arena.h"

/* Slices of the text that was parsed. */
struct tb_url {
    bool is_https;
    struct tb_str host;   /* "www.example.gov.cn", "[2001:db8::1]" */
    uint16_t port;        /* 80 or 443 where none is written */
    bool has_port;        /* one is written */
    struct tb_str target; /* path and query, "/a?b=c"; "" means "/" */
};

/* False: it is no such address. A fragment is not part of `target`. */
bool tb_url_parse(struct tb_str text, struct tb_url *out);

/* What `reference` means on the page `base`, absolute and without a fragment, a NUL behind; bytes that
 * an address may not hold are percent-encoded. ptr NULL: it is none that can be asked, or the arena is
 * full. */
struct tb_str tb_url_resolve(struct tb_arena *arena, struct tb_str base, struct tb_str reference);

/* Whether the list "www.x.cn files.x.cn:8080" has the host; without a port it means 80 and 443. */
bool tb_url_is_among(const struct tb_url *url, struct tb_str hosts);

/* "www.x.cn", with ":8080" where a port is written: as tb_url_is_among reads it. ptr NULL: the arena is
 * full. */
struct tb_str tb_url_host(struct tb_arena *arena, const struct tb_url *url);

/* Letters A-Z as a-z, nothing else. */
bool tb_url_same_host(struct tb_str a, struct tb_str b);

#endif
