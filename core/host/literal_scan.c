/* literal_scan.c - white space, comments, and which kind of token comes next. */
#include "host/literal_scan.h"

#include "base/utf8.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name(char c)
{
    return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The byte at `at`, '\0' behind the end. The text holds no NUL, so that the two cannot be mixed up. */
static char byte_at(const struct tb_scan *scan, size_t at)
{
    return at < scan->text.len ? scan->text.ptr[at] : '\0';
}

void tb_scan_place(struct tb_scan *scan, size_t at)
{
    if (at < scan->place_at || scan->line == 0) {
        scan->place_at = 0;
        scan->line = scan->column = 1;
    }
    while (scan->place_at < at) {
        char c = scan->text.ptr[scan->place_at++];
        if (c == '\n' || c == '\r') {
            /* As Lua does, the two together in either order are one line end. */
            char next = byte_at(scan, scan->place_at);
            if ((next == '\n' || next == '\r') && next != c)
                scan->place_at++;
            scan->line++;
            scan->column = 1;
        } else if (((unsigned char)byte_at(scan, scan->place_at) & 0xC0) != 0x80) {
            scan->column++;
        }
    }
}

enum tb_status tb_scan_fail_at(struct tb_scan *scan, size_t at, enum tb_status status)
{
    tb_scan_place(scan, at);
    return tb_fail_at(scan->error, status, scan->source, scan->line, scan->column);
}

bool tb_scan_is_long(const struct tb_scan *scan, size_t at)
{
    if (byte_at(scan, at) != '[')
        return false;
    at++;
    while (byte_at(scan, at) == '=')
        at++;
    return byte_at(scan, at) == '[';
}

static enum tb_status skip(struct tb_scan *scan)
{
    for (;;) {
        while (is_space(byte_at(scan, scan->at)))
            scan->at++;
        if (byte_at(scan, scan->at) != '-' || byte_at(scan, scan->at + 1) != '-')
            return TB_OK;
        scan->at += 2;
        if (tb_scan_is_long(scan, scan->at)) {
            enum tb_status status = tb_scan_long(scan, NULL);
            if (status != TB_OK)
                return status;
        } else {
            while (scan->at < scan->text.len && scan->text.ptr[scan->at] != '\n' &&
                   scan->text.ptr[scan->at] != '\r')
                scan->at++;
        }
    }
}

/* Outside of texts and comments Lua knows ASCII only; the usual slips get words of their own. */
static enum tb_status fail_sign(struct tb_scan *scan, uint32_t code, struct tb_str raw)
{
    enum tb_status status = TB_EUSAGE;
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        tb_fail(scan->error, status, "此处有控制字符 U+%04X，请删去",
                "found the control character U+%04X here; delete it", (unsigned)code);
    else if (code >= 0xFF01 && code <= 0xFF5E)
        tb_fail(scan->error, status, "此处是全角符号“%.*s”，请改用半角“%c”",
                "found the full-width '%.*s' here; write '%c' instead", TB_ARG(raw),
                (int)(code - 0xFF01 + '!'));
    else if (code >= 0x2018 && code <= 0x201F)
        tb_fail(scan->error, status, "此处是弯引号“%.*s”，请改用直引号 \"",
                "found the curly quote '%.*s' here; write the straight quote \" instead",
                TB_ARG(raw));
    else
        tb_fail(scan->error, status,
                "引号之外只能用英文字母、数字和半角符号，此处是“%.*s”（U+%04X）；文字请加引号，"
                "中文作键名请写成 [\"…\"] =",
                "outside of quotes only ASCII is allowed, found '%.*s' (U+%04X); put text in "
                "quotes, and write such a key as [\"…\"] =",
                TB_ARG(raw), (unsigned)code);
    return tb_scan_fail_at(scan, scan->at, status);
}

static enum tb_status scan_sign(struct tb_scan *scan, struct tb_token *out)
{
    size_t len;
    uint32_t code = tb_utf8_at(scan->text, scan->at, &len);
    struct tb_str raw = tb_str_sub(scan->text, scan->at, scan->at + len);
    if (code <= ' ' || code > '~')
        return fail_sign(scan, code, raw);
    scan->at += len;
    *out = (struct tb_token){.type = TB_TOKEN_SIGN, .raw = raw};
    return TB_OK;
}

enum tb_status tb_scan_next(struct tb_scan *scan, struct tb_token *out)
{
    enum tb_status status = skip(scan);
    if (status != TB_OK)
        return status;
    struct tb_token token = {.type = TB_TOKEN_END};
    size_t start = scan->at;
    char c = byte_at(scan, start);
    if (start >= scan->text.len) {
        token.type = TB_TOKEN_END;
    } else if (is_digit(c) || (c == '.' && is_digit(byte_at(scan, start + 1)))) {
        token.type = TB_TOKEN_NUMBER;
        status = tb_scan_number(scan, &token);
    } else if (is_name(c)) {
        token.type = TB_TOKEN_NAME;
        while (is_name(byte_at(scan, scan->at)))
            scan->at++;
    } else if (c == '"' || c == '\'') {
        token.type = TB_TOKEN_TEXT;
        status = tb_scan_quoted(scan, &token.text);
    } else if (tb_scan_is_long(scan, start)) {
        token.type = TB_TOKEN_TEXT;
        status = tb_scan_long(scan, &token.text);
    } else {
        return scan_sign(scan, out);
    }
    if (status != TB_OK)
        return status;
    token.raw = tb_str_sub(scan->text, start, scan->at);
    *out = token;
    return TB_OK;
}
