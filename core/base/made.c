/* made.c - the records of which files are made, written and read. */
#include "base/made.h"

#include "base/utf8.h"

enum { HEAD = 5 };

static void put_u64(struct tb_buf *out, uint64_t value)
{
    tb_buf_u32(out, (uint32_t)(value & UINT32_MAX));
    tb_buf_u32(out, (uint32_t)(value >> 32));
}

size_t tb_made_begin(struct tb_buf *out, enum tb_made_kind kind)
{
    size_t begun = out->len;
    tb_buf_byte(out, (char)kind);
    tb_buf_u32(out, 0);
    return begun;
}

void tb_made_put_none(struct tb_buf *out)
{
    tb_buf_byte(out, TB_MADE_NONE);
}

void tb_made_put_bool(struct tb_buf *out, bool value)
{
    tb_buf_byte(out, TB_MADE_BOOL);
    tb_buf_byte(out, value ? 1 : 0);
}

void tb_made_put_integer(struct tb_buf *out, int64_t value)
{
    tb_buf_byte(out, TB_MADE_INTEGER);
    put_u64(out, (uint64_t)value);
}

void tb_made_put_number(struct tb_buf *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    tb_buf_byte(out, TB_MADE_NUMBER);
    put_u64(out, bits);
}

void tb_made_put_text(struct tb_buf *out, struct tb_str value)
{
    if (value.len > TB_MADE_RECORD_MAX) {
        out->failed = TB_ELIMIT;
        return;
    }
    tb_buf_byte(out, TB_MADE_TEXT);
    tb_buf_u32(out, (uint32_t)value.len);
    tb_buf_add(out, value);
}

void tb_made_end(struct tb_buf *out, size_t begun)
{
    if (out->failed != TB_OK)
        return;
    size_t len = out->len - begun - HEAD;
    if (len > TB_MADE_RECORD_MAX - HEAD) {
        out->failed = TB_ELIMIT;
        return;
    }
    for (size_t i = 0; i < 4; i++)
        out->ptr[begun + 1 + i] = (char)(len >> (8 * i) & 0xFF);
}

/* ---- reading ---- */

/* `count` bytes off `rest`, little-endian; false: there are not so many. */
static bool read_bits(struct tb_str *rest, size_t count, uint64_t *out)
{
    uint64_t value = 0;
    if (rest->len < count)
        return false;
    for (size_t i = 0; i < count; i++)
        value |= (uint64_t)(unsigned char)rest->ptr[i] << (8 * i);
    *rest = tb_str_sub(*rest, count, rest->len);
    *out = value;
    return true;
}

static bool read_value(struct tb_str *rest, struct tb_made_value *out)
{
    uint64_t type, bits = 0;
    if (!read_bits(rest, 1, &type) || type >= TB_MADE_TYPE_END)
        return false;
    *out = (struct tb_made_value){.type = (enum tb_made_type)type, .text = TB_STR("")};
    switch (out->type) {
    case TB_MADE_BOOL:
        if (!read_bits(rest, 1, &bits) || bits > 1)
            return false;
        out->on = bits == 1;
        return true;
    case TB_MADE_INTEGER:
        if (!read_bits(rest, 8, &bits))
            return false;
        memcpy(&out->integer, &bits, sizeof bits);
        return true;
    case TB_MADE_NUMBER:
        if (!read_bits(rest, 8, &bits))
            return false;
        memcpy(&out->number, &bits, sizeof bits);
        return true;
    case TB_MADE_TEXT:
        if (!read_bits(rest, 4, &bits) || bits > rest->len)
            return false;
        out->text = tb_str_sub(*rest, 0, (size_t)bits);
        *rest = tb_str_sub(*rest, (size_t)bits, rest->len);
        return true;
    case TB_MADE_NONE:
    case TB_MADE_TYPE_END:
    default:
        return true;
    }
}

static enum tb_status malformed(struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "导出插件发来的记录不合格式",
                   "the export's process sent a malformed record");
}

enum tb_status tb_made_next(struct tb_str *input, struct tb_made *out, bool *complete,
                            struct tb_error *error)
{
    struct tb_str rest = *input;
    uint64_t kind, len;
    *complete = false;
    if (!read_bits(&rest, 1, &kind) || !read_bits(&rest, 4, &len))
        return TB_OK;
    if (kind < TB_MADE_SHEET || kind >= TB_MADE_END || len > TB_MADE_RECORD_MAX - HEAD)
        return malformed(error);
    if (rest.len < len)
        return TB_OK;
    struct tb_str values = tb_str_sub(rest, 0, (size_t)len);
    size_t count = 0;
    while (values.len > 0) {
        if (count == TB_MADE_VALUES_MAX || !read_value(&values, &out->at[count]))
            return malformed(error);
        count++;
    }
    out->kind = (enum tb_made_kind)kind;
    out->count = count;
    *input = tb_str_sub(rest, (size_t)len, rest.len);
    *complete = true;
    return TB_OK;
}

size_t tb_made_chars(const struct tb_made_value *value, char *room, size_t cap)
{
    static const char replaced[] = "\xEF\xBF\xBD";
    size_t used = 0;
    for (size_t at = 0, len; at < value->text.len; at += len) {
        char bytes[4];
        uint32_t c = tb_utf8_at(value->text, at, &len);
        size_t size = c == 0 ? sizeof replaced - 1 : tb_utf8_put(c, bytes);
        if (size >= cap - used)
            break;
        memcpy(room + used, c == 0 ? replaced : bytes, size);
        used += size;
    }
    room[used] = '\0';
    return used;
}
