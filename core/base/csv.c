/* csv.c - quoting by RFC 4180. */
#include "base/csv.h"

/* "-3.5", "+3.5%": harmless. */
static bool is_number(struct tb_str text)
{
    if (tb_str_ends(text, TB_STR("%")))
        text.len--;
    size_t at = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
    bool digits = false, point = false;
    for (; at < text.len; at++) {
        bool digit = text.ptr[at] >= '0' && text.ptr[at] <= '9';
        if (!digit && (point || text.ptr[at] != '.'))
            return false;
        digits = digits || digit;
        point = point || !digit;
    }
    return digits;
}

static bool is_formula(struct tb_str text)
{
    return text.len > 0 && memchr("=+-@\t\r", text.ptr[0], 6) && !is_number(text);
}

static bool needs_quotes(struct tb_str text, char separator)
{
    if (text.len == 0)
        return false;
    if (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ')
        return true;
    return memchr(text.ptr, '"', text.len) || memchr(text.ptr, '\n', text.len) ||
           memchr(text.ptr, '\r', text.len) || memchr(text.ptr, separator, text.len);
}

void tb_csv_field(struct tb_buf *out, struct tb_str text, char separator, bool defuse)
{
    bool formula = defuse && is_formula(text);
    bool quoted = needs_quotes(text, separator);
    if (quoted)
        tb_buf_byte(out, '"');
    if (formula)
        tb_buf_byte(out, '\'');
    while (quoted && text.len > 0) {
        const char *quote = memchr(text.ptr, '"', text.len);
        size_t run = quote ? (size_t)(quote - text.ptr) + 1 : text.len;
        tb_buf_add(out, tb_str_sub(text, 0, run));
        if (quote)
            tb_buf_byte(out, '"');
        text = tb_str_sub(text, run, text.len);
    }
    tb_buf_add(out, text);
    if (quoted)
        tb_buf_byte(out, '"');
}
