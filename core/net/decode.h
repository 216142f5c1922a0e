/*
 * decode.h - takes the transfer coding off a body as it comes in: gzip and deflate, by our own hand, for
 * libcurl accepts a stream that is cut in half. Bytes in and out are counted.
 */
#ifndef TB_NET_DECODE_H
#define TB_NET_DECODE_H

#include "base/buf.h"

enum {
    TB_DECODE_RATIO = 200,         /* times that a body may grow, beyond */
    TB_DECODE_RATIO_FROM = 1 << 20 /* this many bytes */
};

enum tb_coding { TB_CODING_NONE, TB_CODING_GZIP, TB_CODING_DEFLATE };

/* What "Content-Encoding: gzip" means; false: one that was not asked for, or several. */
bool tb_coding_parse(struct tb_str value, enum tb_coding *out);

struct tb_decoder; /* zlib's state, in memory of base */

/* A decoder that appends to `out`. NULL: no memory. */
struct tb_decoder *tb_decoder_new(enum tb_coding coding, struct tb_buf *out);
void tb_decoder_free(struct tb_decoder *decoder);

/* Takes the next piece. TB_EFORMAT: it is not in that coding; TB_ELIMIT: what comes out is more than
 * `out` holds, or grows more than it may. */
enum tb_status tb_decoder_take(struct tb_decoder *decoder, struct tb_str piece,
                               struct tb_error *error) TB_NODISCARD;

/* The end of the body. TB_EFORMAT: something is missing. */
enum tb_status tb_decoder_end(struct tb_decoder *decoder, struct tb_error *error) TB_NODISCARD;

#endif
