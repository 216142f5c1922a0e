/* url.c - see url.h. */
#include "net/url.h"

#include "base/buf.h"
#include "net/wire.h"

enum { LABEL_MAX = 63, HOST_MAX = 253 };

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool tb_url_same_host(struct tb_str a, struct tb_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    return true;
}

/* The first of the bytes of `any` from `from` on; the end if there is none. */
static size_t find_any(struct tb_str s, const char *any, size_t from)
{
    while (from < s.len && (s.ptr[from] == '\0' || !strchr(any, s.ptr[from])))
        from++;
    return from;
}

static bool is_name(struct tb_str host)
{
    size_t label = 0;
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (c == '.' ? label == 0 : !is_letter_or_digit(c) && c != '-' && c != '_')
            return false;
        label = c == '.' ? 0 : label + 1;
        if (label > LABEL_MAX)
            return false;
    }
    return host.len > 0 && host.len <= HOST_MAX;
}

static bool is_bracketed(struct tb_str host)
{
    if (host.len < 4 || host.ptr[0] != '[' || host.ptr[host.len - 1] != ']')
        return false;
    for (size_t i = 1; i + 1 < host.len; i++) {
        char c = lower(host.ptr[i]);
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.'))
            return false;
    }
    return true;
}

/* "host" or "host:port". */
static bool parse_authority(struct tb_str text, struct tb_url *out)
{
    size_t from = text.len > 0 && text.ptr[0] == '[' ? find_any(text, "]", 0) : 0;
    size_t colon = find_any(text, ":", from);
    out->host = tb_str_sub(text, 0, colon);
    out->port = out->is_https ? 443 : 80;
    out->has_port = colon < text.len;
    if (out->has_port) {
        uint32_t port = 0;
        if (colon + 1 == text.len || text.len - colon > 6)
            return false;
        for (size_t i = colon + 1; i < text.len; i++) {
            if (text.ptr[i] < '0' || text.ptr[i] > '9')
                return false;
            port = port * 10 + (uint32_t)(text.ptr[i] - '0');
        }
        if (port == 0 || port > 65535)
            return false;
        out->port = (uint16_t)port;
    }
    return is_name(out->host) || is_bracketed(out->host);
}

static bool starts_as(struct tb_str text, const char *lower_case)
{
    size_t len = strlen(lower_case);
    return text.len >= len && tb_url_same_host(tb_str_sub(text, 0, len), tb_str_of(lower_case));
}

bool tb_url_parse(struct tb_str text, struct tb_url *out)
{
    struct tb_url url = {.is_https = starts_as(text, "https://")};
    if ((!url.is_https && !starts_as(text, "http://")) || text.len > TB_NET_URL_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] <= ' ' || (unsigned char)text.ptr[i] >= 0x7F ||
            text.ptr[i] == '\\')
            return false;
    text = tb_str_sub(text, url.is_https ? 8 : 7, text.len);
    size_t path = find_any(text, "/?#", 0), fragment = find_any(text, "#", 0);
    if (!parse_authority(tb_str_sub(text, 0, path), &url))
        return false;
    url.target = tb_str_sub(text, path, fragment);
    *out = url;
    return true;
}

bool tb_url_is_among(const struct tb_url *url, struct tb_str hosts)
{
    while (hosts.len > 0) {
        size_t end = find_any(hosts, " ", 0);
        struct tb_url one = {0};
        bool usual = url->port == 80 || url->port == 443;
        if (parse_authority(tb_str_sub(hosts, 0, end), &one) &&
            tb_url_same_host(one.host, url->host) && (one.has_port ? one.port == url->port : usual))
            return true;
        hosts = tb_str_sub(hosts, end < hosts.len ? end + 1 : end, hosts.len);
    }
    return false;
}

struct tb_str tb_url_host(struct tb_arena *arena, const struct tb_url *url)
{
    if (!url->has_port)
        return tb_arena_copy(arena, url->host);
    return tb_arena_printf(arena, "%.*s:%u", TB_ARG(url->host), url->port);
}

/* --- references (RFC 3986, 5.2) ----------------------------------------------------------------- */

/* Puts text with what an address may not hold encoded; an escape that is there stays. */
static void put_encoded(struct tb_buf *out, struct tb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c <= ' ' || c >= 0x7F || strchr("\"<>\\^`{|}", (int)c))
            tb_buf_printf(out, "%%%02X", c);
        else
            tb_buf_byte(out, (char)c);
    }
}

/* Appends a path, its "." and ".." taken out (5.2.4). `from`: where the path begins in `out`. */
static void put_path(struct tb_buf *out, size_t from, struct tb_str path)
{
    size_t at = 0;
    while (at < path.len) {
        size_t end = find_any(path, "/", at + 1);
        struct tb_str segment = tb_str_sub(path, at, end); /* with its slash */
        bool last = end == path.len;
        if (tb_str_eq(segment, TB_STR("/."))) {
            if (last)
                tb_buf_byte(out, '/');
        } else if (tb_str_eq(segment, TB_STR("/.."))) {
            while (out->len > from && out->ptr[--out->len] != '/')
                ;
            if (last)
                tb_buf_byte(out, '/');
        } else {
            tb_buf_add(out, segment);
        }
        at = end;
    }
}

/* The reference's path on top of the base's folder. */
static void put_merged(struct tb_buf *out, struct tb_str base_path, struct tb_str path)
{
    struct tb_buf merged = tb_buf_make(4 * TB_NET_URL_MAX);
    size_t from = out->len, slash = base_path.len;
    while (slash > 0 && base_path.ptr[slash - 1] != '/')
        slash--;
    if (path.ptr[0] != '/') {
        tb_buf_add(&merged, tb_str_sub(base_path, 0, slash));
        if (slash == 0)
            tb_buf_byte(&merged, '/');
    }
    put_encoded(&merged, path);
    put_path(out, from, tb_buf_str(&merged));
    if (merged.failed)
        out->failed = merged.failed;
    tb_buf_free(&merged);
}

/* What stands before the first ':' is a scheme, as in "javascript:x" or "mailto:y". */
static bool has_scheme(struct tb_str reference)
{
    size_t colon = find_any(reference, ":/?#", 0);
    return colon > 0 && colon < reference.len && reference.ptr[colon] == ':';
}

static void put_resolved(struct tb_buf *out, const struct tb_url *base, struct tb_str reference)
{
    const char *scheme = base->is_https ? "https:" : "http:";
    size_t query = find_any(reference, "?", 0), base_query = find_any(base->target, "?", 0);
    struct tb_str path = tb_str_sub(reference, 0, query);
    if (tb_str_starts(reference, TB_STR("//"))) {
        tb_buf_text(out, scheme);
        put_encoded(out, reference);
        return;
    }
    tb_buf_printf(out, "%s//%.*s", scheme, TB_ARG(base->host));
    if (base->has_port)
        tb_buf_printf(out, ":%u", base->port);
    if (path.len > 0)
        put_merged(out, tb_str_sub(base->target, 0, base_query), path);
    else
        tb_buf_add(out, tb_str_sub(base->target, 0,
                                   query < reference.len ? base_query : base->target.len));
    put_encoded(out, tb_str_sub(reference, query, reference.len));
}

struct tb_str tb_url_resolve(struct tb_arena *arena, struct tb_str base, struct tb_str reference)
{
    struct tb_str none = {NULL, 0}, result = none;
    struct tb_buf out = tb_buf_make(4 * TB_NET_URL_MAX);
    struct tb_url on, parsed;
    reference = tb_str_trim(reference);
    reference = tb_str_sub(reference, 0, find_any(reference, "#", 0));
    if (reference.len > TB_NET_URL_MAX || !tb_url_parse(base, &on))
        return none;
    if (has_scheme(reference))
        put_encoded(&out, reference);
    else
        put_resolved(&out, &on, reference);
    if (!out.failed && tb_url_parse(tb_buf_str(&out), &parsed))
        result = tb_arena_copy(arena, tb_buf_str(&out));
    tb_buf_free(&out);
    return result;
}
