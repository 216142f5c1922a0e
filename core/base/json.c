/* json.c - writing JSON. */
#include "base/json.h"

#include <math.h>

#include "base/utf8.h"

struct tb_json tb_json_make(struct tb_buf *out, bool pretty)
{
    return (struct tb_json){.out = out, .pretty = pretty};
}

static void new_line(struct tb_json *json)
{
    if (!json->pretty)
        return;
    tb_buf_byte(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        tb_buf_text(json->out, "  ");
}

/* What stands before a value or key: the comma and the indentation. */
static void begin(struct tb_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    if (json->filled[json->depth])
        tb_buf_byte(json->out, ',');
    json->filled[json->depth] = true;
    new_line(json);
}

static void open_container(struct tb_json *json, bool object)
{
    begin(json);
    if (json->depth + 1 >= TB_JSON_DEPTH) { /* our own shapes are never this deep */
        json->out->failed = TB_ELIMIT;
        return;
    }
    tb_buf_byte(json->out, object ? '{' : '[');
    json->depth++;
    json->object[json->depth] = object;
    json->filled[json->depth] = false;
}

void tb_json_object(struct tb_json *json)
{
    open_container(json, true);
}

void tb_json_array(struct tb_json *json)
{
    open_container(json, false);
}

void tb_json_close(struct tb_json *json)
{
    if (json->depth == 0)
        return;
    bool object = json->object[json->depth], filled = json->filled[json->depth];
    json->depth--;
    if (filled)
        new_line(json);
    tb_buf_byte(json->out, object ? '}' : ']');
}

static void put_escaped(struct tb_buf *out, uint32_t code)
{
    switch (code) {
    case '"':
        tb_buf_text(out, "\\\"");
        break;
    case '\\':
        tb_buf_text(out, "\\\\");
        break;
    case '\n':
        tb_buf_text(out, "\\n");
        break;
    case '\r':
        tb_buf_text(out, "\\r");
        break;
    case '\t':
        tb_buf_text(out, "\\t");
        break;
    default:
        tb_buf_printf(out, "\\u%04x", (unsigned)code);
    }
}

static bool needs_escape(uint32_t code)
{
    /* A terminal may take 0x80 to 0x9F as commands, as it does those below 0x20. */
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == '"' || code == '\\' ||
           code == 0x2028 || code == 0x2029;
}

static void put_string(struct tb_buf *out, struct tb_str s)
{
    tb_buf_byte(out, '"');
    size_t from = 0, at = 0;
    while (at < s.len) {
        unsigned char c = (unsigned char)s.ptr[at];
        if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\') { /* most ASCII */
            at++;
            continue;
        }
        size_t len;
        uint32_t code = tb_utf8_at(s, at, &len);
        bool bad = code == TB_UTF8_REPLACEMENT &&
                   !(len == 3 && memcmp(s.ptr + at, "\xEF\xBF\xBD", 3) == 0);
        if (bad || needs_escape(code)) {
            tb_buf_add(out, tb_str_sub(s, from, at));
            if (bad)
                tb_buf_text(out, "\xEF\xBF\xBD");
            else
                put_escaped(out, code);
            from = at + len;
        }
        at += len;
    }
    tb_buf_add(out, tb_str_sub(s, from, s.len));
    tb_buf_byte(out, '"');
}

void tb_json_key_str(struct tb_json *json, struct tb_str key)
{
    begin(json);
    put_string(json->out, key);
    tb_buf_text(json->out, json->pretty ? ": " : ":");
    json->after_key = true;
}

void tb_json_key(struct tb_json *json, const char *key)
{
    tb_json_key_str(json, tb_str_of(key));
}

void tb_json_str(struct tb_json *json, struct tb_str s)
{
    if (!s.ptr) {
        tb_json_null(json);
        return;
    }
    begin(json);
    put_string(json->out, s);
}

void tb_json_text(struct tb_json *json, const char *terminated)
{
    tb_json_str(json, tb_str_of(terminated));
}

void tb_json_int(struct tb_json *json, int64_t value)
{
    begin(json);
    tb_buf_printf(json->out, "%lld", (long long)value);
}

void tb_json_bool(struct tb_json *json, bool value)
{
    begin(json);
    tb_buf_text(json->out, value ? "true" : "false");
}

void tb_json_null(struct tb_json *json)
{
    begin(json);
    tb_buf_text(json->out, "null");
}

void tb_json_raw(struct tb_json *json, struct tb_str value)
{
    begin(json);
    tb_buf_add(json->out, value);
}

void tb_json_double(struct tb_json *json, double value, int digits)
{
    if (!isfinite(value)) {
        tb_json_null(json);
        return;
    }
    begin(json);
    char text[40];
    int len = snprintf(text, sizeof text, "%.*g", digits > 17 ? 17 : digits, value);
    for (int i = 0; i < len; i++) /* some locales print a comma */
        if (text[i] == ',')
            text[i] = '.';
    tb_buf_text(json->out, text);
}

void tb_json_decimal_text(struct tb_json *json, struct tb_decimal value)
{
    char text[TB_DECIMAL_TEXT];
    size_t len = tb_decimal_text(value, text);
    tb_json_str(json, (struct tb_str){text, len});
}
