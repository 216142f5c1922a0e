/* robots.c - see robots.h. */
#include "net/robots.h"

#include "base/list.h"

/* One line of the file: "key: value", comments and white space taken off. */
struct line {
    struct tb_str key, value;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same(struct tb_str a, struct tb_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    return true;
}

/* Takes the next line off; false: there is none. A line that is no rule has an empty key. */
static bool take_line(struct tb_str *text, struct line *out)
{
    size_t end = 0;
    if (text->len == 0)
        return false;
    while (end < text->len && text->ptr[end] != '\n' && text->ptr[end] != '\r')
        end++;
    struct tb_str line = tb_str_sub(*text, 0, end);
    *text = tb_str_sub(*text, end < text->len ? end + 1 : end, text->len);
    size_t comment = tb_str_find(line, TB_STR("#"), 0);
    line = tb_str_sub(line, 0, comment == SIZE_MAX ? line.len : comment);
    size_t colon = tb_str_find(line, TB_STR(":"), 0);
    *out = (struct line){TB_STR(""), TB_STR("")};
    if (colon != SIZE_MAX) {
        out->key = tb_str_trim(tb_str_sub(line, 0, colon));
        out->value = tb_str_trim(tb_str_sub(line, colon + 1, line.len));
    }
    return true;
}

/* The name in "Tongbao/1.0 (text)" is what comes before the first byte no name has. */
static struct tb_str product_of(struct tb_str value)
{
    size_t end = 0;
    while (end < value.len &&
           (lower(value.ptr[end]) >= 'a' ? lower(value.ptr[end]) <= 'z'
                                         : value.ptr[end] == '-' || value.ptr[end] == '_'))
        end++;
    return tb_str_sub(value, 0, end);
}

static uint32_t read_delay(struct tb_str value)
{
    uint64_t ms = 0, unit = 1000;
    bool fraction = false;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return 0;
        uint64_t digit = (uint64_t)(value.ptr[i] - '0');
        if (fraction)
            ms += digit * (unit /= 10);
        else
            ms = ms > TB_ROBOTS_DELAY_MAX * UINT64_C(1000) ? ms : ms * 10 + digit * 1000;
    }
    return ms > TB_ROBOTS_DELAY_MAX * UINT64_C(1000) ? TB_ROBOTS_DELAY_MAX * 1000 : (uint32_t)ms;
}

/* Gathers the rules of all groups for this name ("*": those for everybody). *named: there is one. */
static bool gather(struct tb_str text, struct tb_str name, struct tb_arena *arena,
                   struct tb_robots *out, bool *named)
{
    struct line line;
    bool mine = false, in_names = false;
    struct {
        struct tb_robots_rule *at;
        size_t count, room;
    } rules = {0};
    while (take_line(&text, &line)) {
        bool allow = same(line.key, TB_STR("allow"));
        if (same(line.key, TB_STR("user-agent"))) {
            bool matches = tb_str_eq(name, TB_STR("*")) ? tb_str_eq(line.value, name)
                                                        : same(product_of(line.value), name);
            mine = matches || (in_names && mine);
            in_names = true;
            *named = *named || matches;
        } else if (allow || same(line.key, TB_STR("disallow"))) {
            in_names = false;
            if (!mine || line.value.len == 0)
                continue;
            struct tb_robots_rule *rule = TB_LIST_ADD(arena, &rules);
            if (!rule)
                return false;
            *rule = (struct tb_robots_rule){allow, line.value};
        } else if (same(line.key, TB_STR("crawl-delay"))) {
            in_names = false;
            if (mine)
                out->delay_ms = read_delay(line.value);
        }
    }
    out->rules = rules.at;
    out->count = rules.count;
    return true;
}

bool tb_robots_parse(struct tb_str text, struct tb_str product, struct tb_arena *arena,
                     struct tb_robots *out)
{
    struct tb_robots robots = {0};
    bool named = false;
    if (text.len > TB_ROBOTS_MAX)
        text.len = TB_ROBOTS_MAX;
    if (tb_str_starts(text, TB_STR("\xEF\xBB\xBF")))
        text = tb_str_sub(text, 3, text.len);
    text = tb_arena_copy(arena, text);
    if (!text.ptr || !gather(text, product, arena, &robots, &named))
        return false;
    if (!named) {
        robots = (struct tb_robots){0};
        if (!gather(text, TB_STR("*"), arena, &robots, &named))
            return false;
    }
    *out = robots;
    return true;
}

static int hex(char c)
{
    c = lower(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One octet of a path, an escape of an unreserved character being the character; moves *at on. The
 * others stay escaped and count as 256 and more, so that %2F is no slash. */
static int octet(struct tb_str s, size_t *at)
{
    unsigned char c = (unsigned char)s.ptr[*at];
    if (c == '%' && *at + 2 < s.len && hex(s.ptr[*at + 1]) >= 0 && hex(s.ptr[*at + 2]) >= 0) {
        int value = hex(s.ptr[*at + 1]) * 16 + hex(s.ptr[*at + 2]);
        *at += 3;
        bool plain = value >= 0x80 || (lower((char)value) >= 'a' && lower((char)value) <= 'z') ||
                     (value >= '0' && value <= '9') || (value && strchr("-._~", value));
        return plain ? value : 256 + value;
    }
    (*at)++;
    return c;
}

/* Whether the rule's path matches the beginning of `target`. One '*' is gone back to at a time: what an
 * earlier one could take besides, the later one could too. */
static bool matches(struct tb_str rule, struct tb_str target)
{
    size_t r = 0, t = 0, star = SIZE_MAX, again = 0;
    bool whole = rule.len > 0 && rule.ptr[rule.len - 1] == '$';
    size_t end = whole ? rule.len - 1 : rule.len;
    for (;;) {
        if (r == end && (!whole || t == target.len))
            return true;
        if (r < end && rule.ptr[r] == '*') {
            star = ++r;
            again = t;
            continue;
        }
        size_t next_r = r, next_t = t;
        if (r < end && t < target.len && octet(rule, &next_r) == octet(target, &next_t)) {
            r = next_r;
            t = next_t;
            continue;
        }
        if (star == SIZE_MAX || again >= target.len)
            return false;
        (void)octet(target, &again);
        r = star;
        t = again;
    }
}

bool tb_robots_allow(const struct tb_robots *robots, struct tb_str target, struct tb_str *rule)
{
    const struct tb_robots_rule *best = NULL;
    if (target.len == 0)
        target = TB_STR("/");
    if (tb_str_eq(target, TB_STR("/robots.txt")))
        return true;
    for (size_t i = 0; i < robots->count; i++) {
        const struct tb_robots_rule *one = &robots->rules[i];
        if (best &&
            (one->path.len < best->path.len || (one->path.len == best->path.len && !one->allow)))
            continue;
        if (matches(one->path, target))
            best = one;
    }
    if (best && !best->allow && rule)
        *rule = best->path;
    return !best || best->allow;
}
