/*
 * wire.h - what is said between the program and the net process: jobs one way, replies the other,
 * each a frame with its length before it. Both sides check what they read; the net process has seen
 * foreign bytes and is not believed.
 */
#ifndef TB_NET_WIRE_H
#define TB_NET_WIRE_H

#include "base/buf.h"

enum {
    TB_NET_BODY_MAX = 64 << 20,                  /* bytes of a page once decoded, and as sent */
    TB_NET_URL_MAX = 4096,                       /* bytes of an address */
    TB_NET_HOPS = 5,                             /* redirects that are followed */
    TB_NET_FRAME_MAX = TB_NET_BODY_MAX + 1048576 /* bytes of a frame, its length not counted */
};

/* One GET. Texts are borrowed. */
struct tb_net_job {
    uint32_t id;          /* the caller's, given back in the reply */
    bool allow_private;   /* addresses of private networks and this machine too */
    uint32_t pace_ms;     /* from one request of a host to the next */
    uint32_t deadline_ms; /* for the request, its redirects and its retries */
    struct tb_str url;
    struct tb_str hosts;          /* that may be asked, "www.example.gov.cn files.x.cn:8080" */
    struct tb_str etag, modified; /* of what the caller has, as the server wrote them; "": none */
    struct tb_str ca_file;        /* certificates to trust in place of the system's; "": those */
};

enum tb_net_outcome {
    TB_NET_ANSWERED,  /* `status` says what; a body with 200 only */
    TB_NET_BLOCKED,   /* robots.txt forbids it */
    TB_NET_REFUSED,   /* a rule of ours: scheme, host, private address, certificate */
    TB_NET_BROKEN,    /* the answer is not what it should be, or larger than it may be */
    TB_NET_TRANSIENT, /* it may go well another time: no connection, cut short, 5xx */
    TB_NET_DEFERRED,  /* the server asked to come back, not before `not_before` */
    TB_NET_OUTCOME_END
};
const char *tb_net_outcome_name(uint32_t outcome); /* "answered" */

/* Texts of a reply lie in the frame. What is not known is empty. */
struct tb_net_reply {
    uint32_t id, outcome, status; /* status: of HTTP, 0: there was no answer */
    uint32_t tries;
    int64_t received, not_before; /* seconds since 1970 UTC; 0: none */
    uint64_t raw_size;            /* bytes as they came */
    struct tb_str url;            /* where the body was in the end */
    struct tb_str hops;           /* "301 https://… 302 https://…" */
    struct tb_str address;        /* of the server */
    struct tb_str etag, modified, type, encoding, date, file_name;
    struct tb_str zh, en; /* what went wrong, one line each */
    struct tb_str body;
};

/* Frames are appended to a buffer. */
void tb_net_put_job(struct tb_buf *out, const struct tb_net_job *job);
void tb_net_put_reply(struct tb_buf *out, const struct tb_net_reply *reply);

/* Takes the first frame off `input`, whose bytes the texts borrow. *complete false: more bytes are
 * needed. TB_EFORMAT: it is no such frame. */
enum tb_status tb_net_take_job(struct tb_str *input, struct tb_net_job *out, bool *complete,
                               struct tb_error *error) TB_NODISCARD;
enum tb_status tb_net_take_reply(struct tb_str *input, struct tb_net_reply *out, bool *complete,
                                 struct tb_error *error) TB_NODISCARD;

#endif
