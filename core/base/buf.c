/* buf.c - growing output buffers. */
#include "base/buf.h"

struct tb_buf tb_buf_make(size_t max)
{
    return (struct tb_buf){.max = max};
}

void tb_buf_free(struct tb_buf *buf)
{
    free(buf->ptr);
    *buf = tb_buf_make(buf->max);
}

char *tb_buf_reserve(struct tb_buf *buf, size_t size)
{
    if (buf->failed)
        return NULL;
    if (size <= buf->room - buf->len)
        return buf->ptr + buf->len;
    if (size > buf->max - buf->len) {
        buf->failed = TB_ELIMIT;
        return NULL;
    }
    size_t room = buf->room < 256 ? 256 : buf->room;
    while (room < buf->len + size)
        room = room > buf->max / 2 ? buf->max : room * 2;
    if (room > buf->max)
        room = buf->max;
    char *grown = realloc(buf->ptr, room);
    if (!grown) {
        buf->failed = TB_ENOMEM;
        return NULL;
    }
    buf->ptr = grown;
    buf->room = room;
    return grown + buf->len;
}

void tb_buf_add(struct tb_buf *buf, struct tb_str s)
{
    char *to = s.len ? tb_buf_reserve(buf, s.len) : NULL;
    if (!to)
        return;
    memcpy(to, s.ptr, s.len);
    buf->len += s.len;
}

void tb_buf_byte(struct tb_buf *buf, char c)
{
    tb_buf_add(buf, (struct tb_str){&c, 1});
}

void tb_buf_text(struct tb_buf *buf, const char *terminated)
{
    tb_buf_add(buf, tb_str_of(terminated));
}

void tb_buf_vprintf(struct tb_buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *to = len < 0 ? NULL : tb_buf_reserve(buf, (size_t)len + 1);
    if (to) {
        vsnprintf(to, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void tb_buf_printf(struct tb_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    tb_buf_vprintf(buf, format, args);
    va_end(args);
}

void tb_buf_u32(struct tb_buf *buf, uint32_t value)
{
    char bytes[4] = {(char)(value & 0xFF), (char)(value >> 8 & 0xFF), (char)(value >> 16 & 0xFF),
                     (char)(value >> 24)};
    tb_buf_add(buf, (struct tb_str){bytes, sizeof bytes});
}

void tb_buf_clear(struct tb_buf *buf)
{
    buf->len = 0;
    buf->failed = TB_OK;
}

struct tb_str tb_buf_str(const struct tb_buf *buf)
{
    return (struct tb_str){buf->ptr, buf->len};
}

enum tb_status tb_buf_status(const struct tb_buf *buf, struct tb_error *error)
{
    if (buf->failed == TB_OK)
        return TB_OK;
    if (buf->failed == TB_ENOMEM)
        return tb_fail_memory(error);
    return tb_fail(error, TB_ELIMIT, "输出超过上限（%zu 字节）",
                   "the output is longer than the limit of %zu bytes", buf->max);
}
