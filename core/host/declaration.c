/* declaration.c - reading the members of a JSON object (RFC 8259) that are asked for. */
#include "host/declaration.h"

#include "base/utf8.h"

struct scan {
    struct tb_str rest;
    struct tb_arena *arena;
};

static void skip_white(struct scan *scan)
{
    size_t at = 0;
    while (at < scan->rest.len && (scan->rest.ptr[at] == ' ' || scan->rest.ptr[at] == '\t' ||
                                   scan->rest.ptr[at] == '\r' || scan->rest.ptr[at] == '\n'))
        at++;
    scan->rest = tb_str_sub(scan->rest, at, scan->rest.len);
}

/* Takes `c`, after white space. */
static bool take(struct scan *scan, char c)
{
    skip_white(scan);
    if (scan->rest.len == 0 || scan->rest.ptr[0] != c)
        return false;
    scan->rest = tb_str_sub(scan->rest, 1, scan->rest.len);
    return true;
}

/* Four hex digits at the front; -1: they are not. */
static int32_t take_hex(struct scan *scan)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    int32_t value = 0;
    if (scan->rest.len < 4)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        const char *digit = memchr(digits, scan->rest.ptr[i], sizeof digits - 1);
        if (!digit)
            return -1;
        value = value * 16 + (int32_t)((digit - digits) % 16);
    }
    scan->rest = tb_str_sub(scan->rest, 4, scan->rest.len);
    return value;
}

/* What stands behind a backslash, as UTF-8. Our own writer escapes no pairs of surrogates. */
static bool take_escape(struct scan *scan, char out[4], size_t *len)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (scan->rest.len == 0 || scan->rest.ptr[0] == '\0')
        return false;
    char c = scan->rest.ptr[0];
    scan->rest = tb_str_sub(scan->rest, 1, scan->rest.len);
    const char *name = strchr(names, c);
    *len = 1;
    if (name) {
        out[0] = meant[name - names];
        return true;
    }
    int32_t code = c == 'u' ? take_hex(scan) : -1;
    if (code < 0)
        return false;
    *len = tb_utf8_put((uint32_t)code, out);
    return true;
}

/* A string; a text is never longer than its JSON. */
static bool take_string(struct scan *scan, struct tb_str *out)
{
    if (!take(scan, '"'))
        return false;
    size_t most = 0, len = 0; /* up to the closing quote: no escape is shorter than what it means */
    bool plain = true;
    for (; most < scan->rest.len && scan->rest.ptr[most] != '"'; most++) {
        plain = plain && scan->rest.ptr[most] != '\\' && (unsigned char)scan->rest.ptr[most] >= ' ';
        most += scan->rest.ptr[most] == '\\';
    }
    if (plain && most < scan->rest.len) { /* nothing to make of it */
        *out = tb_str_sub(scan->rest, 0, most);
        scan->rest = tb_str_sub(scan->rest, most + 1, scan->rest.len);
        return true;
    }
    char *text = tb_arena_alloc(scan->arena, most + 4);
    while (text && scan->rest.len > 0) {
        char c = scan->rest.ptr[0];
        scan->rest = tb_str_sub(scan->rest, 1, scan->rest.len);
        if (c == '"') {
            *out = (struct tb_str){text, len};
            return true;
        }
        size_t more = 1;
        if ((unsigned char)c < 0x20 || (c == '\\' && !take_escape(scan, text + len, &more)))
            return false;
        if (c != '\\')
            text[len] = c;
        len += more;
    }
    return false;
}

/* Passes over one value of any kind: strings as such, of the rest only the nesting is watched. */
static bool skip_value(struct scan *scan)
{
    struct tb_str ignored;
    size_t depth = 0;
    struct tb_mark mark = tb_arena_mark(scan->arena);
    do {
        skip_white(scan);
        if (scan->rest.len == 0)
            return false;
        char c = scan->rest.ptr[0];
        if (c == '"') {
            if (!take_string(scan, &ignored))
                return false;
            tb_arena_rewind(scan->arena, mark);
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || c == ']'))
            return false; /* there is no value */
        depth += c == '{' || c == '[';
        depth -= depth > 0 && (c == '}' || c == ']');
        scan->rest = tb_str_sub(scan->rest, 1, scan->rest.len);
    } while (depth > 0 || (scan->rest.len > 0 && !strchr(",}]", scan->rest.ptr[0])));
    return true;
}

/* One member to look for: its text; for an object, the texts of its members; or what `read` makes of
 * its value. */
struct member {
    const char *key;
    struct tb_str *text;
    const struct member *members; /* ended by key NULL */
    bool (*read)(struct scan *scan, void *to);
    void *to;
};

static bool read_object(struct scan *scan, const struct member *members);

static bool read_member(struct scan *scan, const struct member *member)
{
    skip_white(scan);
    if (tb_str_starts(scan->rest, TB_STR("null")))
        return skip_value(scan);
    if (member->read)
        return member->read(scan, member->to);
    return member->members ? read_object(scan, member->members) : take_string(scan, member->text);
}

/* Nesting goes no deeper than the members asked for. */
static bool read_object(struct scan *scan, const struct member *members)
{
    if (!take(scan, '{'))
        return false;
    if (take(scan, '}'))
        return true;
    do {
        struct tb_str key;
        const struct member *member = members;
        if (!take_string(scan, &key) || !take(scan, ':'))
            return false;
        while (member->key && !tb_str_eq(tb_str_of(member->key), key))
            member++;
        if (!(member->key ? read_member(scan, member) : skip_value(scan)))
            return false;
    } while (take(scan, ','));
    return take(scan, '}');
}

/* A value as its JSON text. */
static bool read_raw(struct scan *scan, void *to)
{
    struct tb_str *out = to;
    const char *from = scan->rest.ptr;
    if (!skip_value(scan))
        return false;
    *out = tb_str_trim((struct tb_str){from, (size_t)(scan->rest.ptr - from)});
    return true;
}

static bool read_flag(struct scan *scan, void *to)
{
    struct tb_str raw;
    if (!read_raw(scan, &raw))
        return false;
    *(bool *)to = tb_str_eq(raw, TB_STR("true"));
    return true;
}

/* Values with commas between, each read by `read`. */
static bool read_list(struct scan *scan, bool (*read)(struct scan *scan, void *to), void *to)
{
    if (!take(scan, '['))
        return false;
    if (take(scan, ']'))
        return true;
    do {
        if (!read(scan, to))
            return false;
    } while (take(scan, ','));
    return take(scan, ']');
}

static bool read_option(struct scan *scan, void *to)
{
    struct tb_declaration *out = to;
    struct tb_declared_option option = {0};
    const struct member help[] = {
        {.key = "zh", .text = &option.help_zh}, {.key = "en", .text = &option.help_en}, {0}};
    const struct member members[] = {
        {.key = "name", .text = &option.name},
        {.key = "type", .text = &option.type},
        {.key = "default", .read = read_raw, .to = &option.fallback},
        {.key = "value", .read = read_raw, .to = &option.value},
        {.key = "min", .read = read_raw, .to = &option.min},
        {.key = "max", .read = read_raw, .to = &option.max},
        {.key = "help", .members = help},
        {0},
    };
    if (!read_object(scan, members))
        return false;
    if (out->option_count < TB_DECLARED_MOST)
        out->options[out->option_count++] = option;
    return true;
}

static bool read_options(struct scan *scan, void *to)
{
    return read_list(scan, read_option, to);
}

static bool read_host(struct scan *scan, void *to)
{
    struct tb_declaration *out = to;
    struct tb_str host;
    if (!take_string(scan, &host))
        return false;
    if (out->host_count < TB_DECLARED_MOST)
        out->hosts[out->host_count++] = host;
    return true;
}

static bool read_hosts(struct scan *scan, void *to)
{
    return read_list(scan, read_host, to);
}

bool tb_declaration_read(struct tb_str json, struct tb_arena *arena, struct tb_declaration *out)
{
    struct tb_declaration found = {0};
    const struct member title[] = {
        {.key = "zh", .text = &found.title_zh}, {.key = "en", .text = &found.title_en}, {0}};
    const struct member why[] = {
        {.key = "zh", .text = &found.why_zh}, {.key = "en", .text = &found.why_en}, {0}};
    const struct member requests[] = {{.key = "history", .read = read_flag, .to = &found.history},
                                      {.key = "hosts", .read = read_hosts, .to = &found},
                                      {0}};
    const struct member members[] = {
        {.key = "severity", .text = &found.severity},
        {.key = "topic", .text = &found.topic},
        {.key = "title", .members = title},
        {.key = "why", .members = why},
        {.key = "options", .read = read_options, .to = &found},
        {.key = "requests", .members = requests},
        {.key = "extension", .text = &found.extension},
        {.key = "module", .text = &found.module},
        {.key = "findings", .read = read_flag, .to = &found.findings},
        {.key = "joined", .read = read_flag, .to = &found.joined},
        {.key = "masks_people", .read = read_flag, .to = &found.masks_people},
        {0},
    };
    struct scan scan = {json, arena};
    if (!read_object(&scan, members))
        return false;
    skip_white(&scan);
    if (scan.rest.len > 0)
        return false;
    *out = found;
    return true;
}

bool tb_declaration_read_words(struct tb_str json, struct tb_arena *arena,
                               struct tb_declared_words *out)
{
    struct tb_declared_words found = {0};
    const struct member title[] = {
        {.key = "zh", .text = &found.title_zh}, {.key = "en", .text = &found.title_en}, {0}};
    const struct member members[] = {
        {.key = "topic", .text = &found.topic}, {.key = "title", .members = title}, {0}};
    struct scan scan = {json, arena};
    if (!read_object(&scan, members))
        return false;
    skip_white(&scan);
    if (scan.rest.len > 0)
        return false;
    *out = found;
    return true;
}
