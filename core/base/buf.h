/*
 * buf.h - a growing byte buffer with a mandatory maximum, for output. Owns its bytes. A failure is
 * sticky: once an append could not be done, all later ones do nothing, and tb_buf_status says why;
 * so writers append freely and ask once at the end.
 */
#ifndef TB_BASE_BUF_H
#define TB_BASE_BUF_H

#include <stdarg.h>

#include "base/error.h"
#include "base/str.h"

struct tb_buf {
    char *ptr;
    size_t len, room, max;
    enum tb_status failed; /* TB_OK, TB_ENOMEM or TB_ELIMIT */
};

/* An empty buffer that never holds more than `max` bytes. Allocates nothing yet. */
struct tb_buf tb_buf_make(size_t max);
void tb_buf_free(struct tb_buf *buf);

void tb_buf_add(struct tb_buf *buf, struct tb_str s);
void tb_buf_byte(struct tb_buf *buf, char c);
void tb_buf_text(struct tb_buf *buf, const char *terminated);
void tb_buf_printf(struct tb_buf *buf, const char *format, ...) TB_PRINTF(2, 3);
void tb_buf_vprintf(struct tb_buf *buf, const char *format, va_list args) TB_PRINTF(2, 0);
void tb_buf_u32(struct tb_buf *buf, uint32_t value); /* little-endian */
/* Room for `size` more bytes to be written by the caller, who then adds to len; NULL: failed. */
char *tb_buf_reserve(struct tb_buf *buf, size_t size);

/* Forgets the bytes, keeps the memory and clears a failure. */
void tb_buf_clear(struct tb_buf *buf);
struct tb_str tb_buf_str(const struct tb_buf *buf);
enum tb_status tb_buf_status(const struct tb_buf *buf, struct tb_error *error) TB_NODISCARD;

#endif
