/*
 * curl_get.h - one request on the wire: what libcurl is told, and what is made of what comes back. A
 * request knows nothing of redirects, retries and politeness; curl_serve.c does. Private to core/net.
 */
#ifndef TB_NET_CURL_GET_H
#define TB_NET_CURL_GET_H

#include <curl/curl.h>

#include "base/arena.h"
#include "net/decode.h"
#include "net/wire.h"

struct tb_get {
    /* What is asked for. Texts have a NUL behind them; "" where there is none. */
    struct tb_str url, etag, modified, ca_file;
    const char *agent;
    bool allow_private;
    uint32_t timeout_ms;
    size_t from; /* the first bytes of `body` are kept, which `from_etag` vouches for */
    struct tb_str from_etag;
    uint64_t from_total; /* size of the whole; UINT64_MAX: not known */

    /* What came. Texts of headers are in `arena`; ptr NULL: not there. */
    long status;
    struct tb_str got_etag, got_modified, type, encoding, date, location, disposition, retry_after,
        range;
    char address[64];
    struct tb_buf body;
    uint64_t raw_size, total; /* bytes as they came; of the whole by its headers, else UINT64_MAX */
    enum tb_net_outcome outcome;
    struct tb_error error; /* where the outcome is no answer */

    /* While it runs. */
    CURL *easy;
    struct curl_slist *headers;
    struct tb_arena *arena;
    struct tb_decoder *decoder;
    const char *private_kind; /* of an address that was not connected to; NULL: none */
    size_t header_bytes, header_lines;
    bool has_length, is_chunked, body_begun, enough;
    uint64_t length;
    char words[CURL_ERROR_SIZE];
};

/* Starts the request on `multi`; CURLINFO_PRIVATE gives `user`. False: no memory. */
bool tb_get_start(struct tb_get *get, CURLM *multi, void *user);

/* The request has ended with `code`: fills outcome and error. `body` is the caller's now. */
void tb_get_end(struct tb_get *get, CURLM *multi, CURLcode code);

/* Lets everything go but the body. */
void tb_get_free(struct tb_get *get);

#endif
