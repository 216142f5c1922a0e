/* flow.c - text out of nodes. */
#include "html/flow.h"

enum { LONGEST_REFERENCE = 40 /* bytes, "&CounterClockwiseContourIntegral;" */ };

void tb_flow_clear(struct tb_flow *flow)
{
    tb_buf_clear(&flow->text);
    flow->origins.count = 0;
    flow->from = flow->to = TB_PAPER_NONE;
    flow->breaks = 0;
    flow->space = false;
}

void tb_flow_border(struct tb_flow *flow)
{
    flow->breaks += flow->text.len > 0 && flow->breaks == 0;
    flow->space = false;
}

void tb_flow_break(struct tb_flow *flow)
{
    flow->breaks += flow->text.len > 0;
    flow->space = false;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

static void add_origin(struct tb_flow *flow, uint32_t source)
{
    if (flow->origins.count > 0) {
        const struct tb_origin *last = &flow->origins.at[flow->origins.count - 1];
        if (source - last->source == flow->text.len - last->text)
            return; /* it goes on where the last stretch ends */
    }
    struct tb_origin *origin = TB_LIST_ADD(flow->arena, &flow->origins);
    if (origin)
        *origin = (struct tb_origin){(uint32_t)flow->text.len, source};
    flow->full = flow->full || !origin;
}

/* A stretch without white space, which stands at `source`; before it comes what was held back. */
static void add_stretch(struct tb_flow *flow, struct tb_str text, uint32_t source)
{
    if (flow->text.len > 0 && (flow->breaks > 0 || flow->space)) {
        add_origin(flow, flow->to);
        for (; flow->breaks > 0; flow->breaks--)
            tb_buf_byte(&flow->text, '\n');
        if (flow->space && flow->text.ptr && flow->text.ptr[flow->text.len - 1] != '\n')
            tb_buf_byte(&flow->text, ' ');
    }
    flow->breaks = 0;
    flow->space = false;
    if (flow->text.len == 0)
        flow->from = source;
    add_origin(flow, source);
    tb_buf_add(&flow->text, text);
}

void tb_flow_put(struct tb_flow *flow, const char *character, uint32_t from)
{
    add_stretch(flow, tb_str_of(character), from);
    flow->to = from + 1;
}

/* Length of the character reference that `raw` begins with. */
static size_t reference_length(struct tb_str raw)
{
    size_t len = 1;
    while (len < raw.len && len < LONGEST_REFERENCE &&
           ((raw.ptr[len] >= '0' && raw.ptr[len] <= '9') || raw.ptr[len] == '#' ||
            ((raw.ptr[len] | 0x20) >= 'a' && (raw.ptr[len] | 0x20) <= 'z')))
        len++;
    return len + (len < raw.len && raw.ptr[len] == ';');
}

/* Walks through a decoded text and what it was decoded from side by side. */
struct pair {
    struct tb_str text, raw;
    size_t at, from; /* in text, in raw */
};

/* Length of the stretch at `at` that is the same in both. */
static size_t same_length(const struct pair *pair)
{
    size_t len = 0, most = pair->text.len - pair->at;
    if (pair->raw.len - pair->from < most)
        most = pair->raw.len - pair->from;
    const char *a = pair->text.ptr + pair->at, *b = pair->raw.ptr + pair->from;
    while (len < most && a[len] == b[len] && (a[len] != '&' || len == 0))
        len++;
    return len;
}

/* Whether the & that stands in both is written as a reference in the raw text. */
static bool is_ampersand(const struct pair *pair)
{
    struct tb_str rest = tb_str_sub(pair->raw, pair->from, pair->raw.len);
    return tb_str_starts(rest, TB_STR("&amp")) || tb_str_starts(rest, TB_STR("&AMP")) ||
           tb_str_starts(rest, TB_STR("&#"));
}

/* Steps over what is not the same: a reference, a tag that the parser passed over, a \r. */
static void step(struct pair *pair)
{
    struct tb_str rest = tb_str_sub(pair->raw, pair->from, pair->raw.len);
    size_t character = 1; /* bytes of the decoded one */
    while (pair->at + character < pair->text.len &&
           ((unsigned char)pair->text.ptr[pair->at + character] & 0xC0) == 0x80)
        character++;
    if (rest.len > 0 && rest.ptr[0] == '&') {
        pair->from += reference_length(rest);
        pair->at += character;
    } else if (rest.len > 0 && rest.ptr[0] == '<') {
        const char *end = memchr(rest.ptr, '>', rest.len);
        pair->from += end ? (size_t)(end - rest.ptr) + 1 : rest.len;
    } else if (rest.len > 0 && rest.ptr[0] == '\r') {
        pair->from++;
    } else {
        pair->at += character;
        pair->from += rest.len > 0;
    }
}

/* Adds text[from..to) whose place is source + (from..to). */
static void add_run(struct tb_flow *flow, struct tb_str text, uint32_t source)
{
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && is_space(text.ptr[end]))
            end++;
        flow->space = flow->space || (end > i && flow->text.len > 0 && flow->breaks == 0);
        i = end;
        while (end < text.len && !is_space(text.ptr[end]))
            end++;
        if (end > i)
            add_stretch(flow, tb_str_sub(text, i, end), source + (uint32_t)i);
        if (end > i)
            flow->to = source + (uint32_t)end;
        i = end;
    }
}

void tb_flow_add(struct tb_flow *flow, const GumboText *node)
{
    struct pair pair = {.text = tb_str_of(node->text),
                        .raw = {node->original_text.data, node->original_text.length}};
    const char *page = flow->source.ptr;
    if (pair.raw.ptr < page || pair.raw.ptr > page + flow->source.len ||
        pair.raw.len > (size_t)(page + flow->source.len - pair.raw.ptr))
        pair.raw = (struct tb_str){page, 0};
    const uint32_t base = (uint32_t)(pair.raw.ptr - page);
    while (pair.at < pair.text.len && !flow->full) {
        size_t len = same_length(&pair);
        uint32_t source = base + (uint32_t)pair.from;
        if (len > 0 && pair.text.ptr[pair.at] == '&' && is_ampersand(&pair))
            len = 0;
        if (len > 0) {
            add_run(flow, tb_str_sub(pair.text, pair.at, pair.at + len), source);
            pair.at += len;
            pair.from += len;
            continue;
        }
        size_t at = pair.at;
        step(&pair);
        if (pair.at > at)
            add_run(flow, tb_str_sub(pair.text, at, pair.at), source);
        if (pair.at > at && !is_space(pair.text.ptr[at]))
            flow->to = base + (uint32_t)pair.from;
    }
}
