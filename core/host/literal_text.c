/* literal_text.c - texts of Lua: quoted with escapes, and in long brackets (manual 3.1). */
#include "host/literal_scan.h"

#include "base/utf8.h"

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Passes over one line end: \n, \r, or the two in either order. */
static size_t after_line_end(struct tb_str text, size_t at)
{
    char c = text.ptr[at++];
    if (at < text.len && is_line_end(text.ptr[at]) && text.ptr[at] != c)
        at++;
    return at;
}

static enum tb_status fail_escape(struct tb_scan *scan, size_t at, size_t len)
{
    struct tb_str raw = tb_literal_excerpt(
        tb_str_sub(scan->text, at, at + len < scan->text.len ? at + len : scan->text.len));
    tb_fail(
        scan->error, TB_EUSAGE,
        "“%.*s”不是有效的转义；可用 \\n \\t \\\\ \\\" \\xHH \\ddd \\u{HHHH} 等，"
        "反斜杠本身请写两个",
        "'%.*s' is not a valid escape; there are \\n \\t \\\\ \\\" \\xHH \\ddd \\u{HHHH} and the "
        "like, and a backslash itself is written twice",
        TB_ARG(raw));
    return tb_scan_fail_at(scan, at, TB_EUSAGE);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The digits at `at`, at most `most`, as a number; returns how many there are. */
static size_t read_digits(struct tb_str text, size_t at, size_t most, int base, uint32_t *out)
{
    size_t count = 0;
    *out = 0;
    for (; count < most && at + count < text.len; count++) {
        int digit = hex_digit(text.ptr[at + count]);
        if (digit < 0 || digit >= base)
            break;
        *out = *out * (uint32_t)base + (uint32_t)digit;
    }
    return count;
}

/* The escapes that write a byte or a code point by number; `at` is behind the backslash. Returns the
 * length read, 0 for a malformed one. */
static size_t numbered_escape(struct tb_str text, size_t at, struct tb_buf *out)
{
    uint32_t value;
    char c = text.ptr[at];
    if (c == 'x') {
        if (read_digits(text, at + 1, 2, 16, &value) != 2)
            return 0;
        tb_buf_byte(out, (char)value);
        return 3;
    }
    if (c == 'u') {
        size_t count = at + 1 < text.len && text.ptr[at + 1] == '{'
                           ? read_digits(text, at + 2, 7, 16, &value)
                           : 0;
        size_t end = at + 2 + count;
        if (count == 0 || end >= text.len || text.ptr[end] != '}' || value > 0x10FFFF ||
            (value >= 0xD800 && value <= 0xDFFF))
            return 0;
        char bytes[4];
        tb_buf_add(out, (struct tb_str){bytes, tb_utf8_put(value, bytes)});
        return count + 3;
    }
    size_t count = read_digits(text, at, 3, 10, &value);
    if (count > 0 && value <= 255)
        tb_buf_byte(out, (char)value);
    else
        count = 0;
    return count;
}

/* One escape; `at` is the backslash, moved behind the escape. */
static enum tb_status scan_escape(struct tb_scan *scan, size_t *at, struct tb_buf *out)
{
    static const char letters[] = "abfnrtv\\\"'", meanings[] = "\a\b\f\n\r\t\v\\\"'";
    struct tb_str text = scan->text;
    size_t start = *at, next = start + 1;
    if (next >= text.len)
        return fail_escape(scan, start, 1);
    char c = text.ptr[next];
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter) {
        tb_buf_byte(out, meanings[letter - letters]);
        *at = next + 1;
    } else if (is_line_end(c)) {
        tb_buf_byte(out, '\n');
        *at = after_line_end(text, next);
    } else if (c == 'z') {
        for (next++; next < text.len; next++)
            if (text.ptr[next] != ' ' && (text.ptr[next] < '\t' || text.ptr[next] > '\r'))
                break;
        *at = next;
    } else {
        size_t len = numbered_escape(text, next, out);
        if (len == 0)
            return fail_escape(scan, start, c == 'u' ? 10 : 4);
        *at = next + len;
    }
    return TB_OK;
}

/* Takes the decoded bytes out of the scratch buffer. Escapes can make what no text may hold. */
static enum tb_status finish(struct tb_scan *scan, size_t start, struct tb_str *out)
{
    enum tb_status status = tb_buf_status(&scan->scratch, scan->error);
    if (status != TB_OK)
        return status;
    struct tb_str decoded = tb_buf_str(&scan->scratch);
    if (tb_utf8_valid(decoded) != decoded.len ||
        (decoded.len > 0 && memchr(decoded.ptr, '\0', decoded.len))) {
        tb_fail(scan->error, TB_EUSAGE,
                "这段文字的转义得到的不是有效的 UTF-8，或含有零字节；请直接写出文字",
                "the escapes of this text do not give valid UTF-8 or give a zero byte; write the "
                "text itself");
        return tb_scan_fail_at(scan, start, TB_EUSAGE);
    }
    struct tb_str copy = tb_arena_copy(scan->arena, decoded);
    if (!copy.ptr)
        return tb_arena_fail(scan->arena, scan->error);
    *out = copy;
    return TB_OK;
}

enum tb_status tb_scan_quoted(struct tb_scan *scan, struct tb_str *out)
{
    struct tb_str text = scan->text;
    size_t start = scan->at, at = start + 1;
    char quote = text.ptr[start];
    tb_buf_clear(&scan->scratch);
    while (at < text.len && text.ptr[at] != quote && !is_line_end(text.ptr[at])) {
        if (text.ptr[at] == '\\') {
            enum tb_status status = scan_escape(scan, &at, &scan->scratch);
            if (status != TB_OK)
                return status;
        } else {
            tb_buf_byte(&scan->scratch, text.ptr[at++]);
        }
    }
    if (at >= text.len || text.ptr[at] != quote) {
        tb_fail(scan->error, TB_EUSAGE,
                "这段文字没有在本行内以 %c 结束；请补上引号，多行文字请用 [[ … ]]",
                "this text does not end with %c on its line; close it, or write text of several "
                "lines in [[ … ]]",
                quote);
        return tb_scan_fail_at(scan, start, TB_EUSAGE);
    }
    scan->at = at + 1;
    return finish(scan, start, out);
}

/* Where the bracket closing `level` begins at or after `from`; SIZE_MAX: nowhere. Goes on behind the
 * signs it has counted, so that each byte is seen once. */
static size_t find_close(struct tb_str text, size_t from, size_t level)
{
    while (from < text.len) {
        const char *bracket = memchr(text.ptr + from, ']', text.len - from);
        if (!bracket)
            break;
        size_t at = (size_t)(bracket - text.ptr), end = at + 1;
        while (end < text.len && text.ptr[end] == '=')
            end++;
        if (end - at - 1 == level && end < text.len && text.ptr[end] == ']')
            return at;
        from = end;
    }
    return SIZE_MAX;
}

enum tb_status tb_scan_long(struct tb_scan *scan, struct tb_str *out)
{
    struct tb_str text = scan->text;
    size_t start = scan->at, level = 0;
    while (text.ptr[start + 1 + level] == '=')
        level++;
    size_t at = start + 2 + level, close = find_close(text, at, level);
    if (close == SIZE_MAX) {
        struct tb_str opening = tb_literal_excerpt(tb_str_sub(text, start, at));
        tb_fail(scan->error, TB_EUSAGE,
                "以“%.*s”开始的文字或注释到文件末尾都没有结束；请补上等号个数相同的右括号",
                "the text or comment that begins with '%.*s' does not end before the end of the "
                "file; close it with as many equal signs",
                TB_ARG(opening));
        return tb_scan_fail_at(scan, start, TB_EUSAGE);
    }
    scan->at = close + level + 2;
    if (!out)
        return TB_OK;
    tb_buf_clear(&scan->scratch);
    if (at < close && is_line_end(text.ptr[at]))
        at = after_line_end(text, at);
    while (at < close) {
        if (is_line_end(text.ptr[at])) {
            tb_buf_byte(&scan->scratch, '\n');
            at = after_line_end(text, at);
        } else {
            tb_buf_byte(&scan->scratch, text.ptr[at++]);
        }
    }
    return finish(scan, start, out);
}
