/*
 * clean.c - the raw cell is cut into pieces: stretches of text, breaks, decoded references. Writing
 * them one after another gives the clean text; counting them gives the way back.
 */
#include "model/clean.h"

#include "base/utf8.h"

/* Elements whose borders are breaks: what stands before and behind them are lines of their own. */
static const char *const block_elements[] = {
    "address", "blockquote", "caption", "center", "dd", "div",   "dl", "dt", "h1",  "h2",
    "h3",      "h4",         "h5",      "h6",     "hr", "li",    "ol", "p",  "pre", "section",
    "table",   "tbody",      "td",      "tfoot",  "th", "thead", "tr", "ul",
};

/* Named character references that office software and web editors write into such texts (HTML
 * standard, section 13.5), with the code points they stand for. Those for letters of other scripts are left out. */
static const struct {
    const char *name;
    uint32_t code;
} references[] = {
    {"amp", '&'},       {"apos", '\''},    {"bull", 0x2022},  {"cent", 0xA2},     {"copy", 0xA9},
    {"deg", 0xB0},      {"divide", 0xF7},  {"emsp", 0x2003},  {"ensp", 0x2002},   {"euro", 0x20AC},
    {"frac12", 0xBD},   {"frac14", 0xBC},  {"frac34", 0xBE},  {"ge", 0x2265},     {"gt", '>'},
    {"hellip", 0x2026}, {"laquo", 0xAB},   {"ldquo", 0x201C}, {"le", 0x2264},     {"lsquo", 0x2018},
    {"lt", '<'},        {"mdash", 0x2014}, {"middot", 0xB7},  {"minus", 0x2212},  {"nbsp", 0xA0},
    {"ndash", 0x2013},  {"ne", 0x2260},    {"para", 0xB6},    {"permil", 0x2030}, {"plusmn", 0xB1},
    {"pound", 0xA3},    {"quot", '"'},     {"raquo", 0xBB},   {"rdquo", 0x201D},  {"reg", 0xAE},
    {"rsquo", 0x2019},  {"sect", 0xA7},    {"shy", 0xAD},     {"sup2", 0xB2},     {"sup3", 0xB3},
    {"thinsp", 0x2009}, {"times", 0xD7},   {"trade", 0x2122}, {"yen", 0xA5},      {"zwj", 0x200D},
    {"zwnj", 0x200C},
};

enum piece_kind { PIECE_TEXT, PIECE_BREAK, PIECE_REFERENCE, PIECE_END };

struct piece {
    enum piece_kind kind;
    size_t from, to; /* in the raw text; for a break the first tag that made it */
    uint32_t code;   /* of a reference */
};

struct walk {
    struct tb_str raw;
    size_t at;
    size_t breaks, break_from; /* breaks seen since the last text, and where the first one began */
    bool text_seen;            /* before the first text a break divides nothing */
    bool comments_over;     /* no comment ends behind this place: do not look for its end again */
    struct tb_cleaned seen; /* counts, first tag and reference */
};

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool same_name(struct tb_str name, const char *lower)
{
    if ((name.ptr[0] | 0x20) != lower[0] || name.len != strlen(lower))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if ((letter(name.ptr[i]) ? name.ptr[i] | 0x20 : name.ptr[i]) != lower[i])
            return false;
    return true;
}

/* Length of the comment at the walk's place, 0 if there is none. */
static size_t comment_length(struct walk *walk)
{
    struct tb_str rest = tb_str_sub(walk->raw, walk->at, walk->raw.len);
    if (walk->comments_over || !tb_str_starts(rest, TB_STR("<!--")))
        return 0;
    size_t end = tb_str_find(rest, TB_STR("-->"), 4);
    walk->comments_over = end == SIZE_MAX;
    return walk->comments_over ? 0 : end + 3;
}

/* Length of the tag at `at`, 0 if this '<' begins none; its name. A tag ends at the '>' that is not
 * inside quotes; a second '<' before it means that the first one was text, which also keeps the
 * walk linear. */
static size_t tag_length(struct tb_str raw, size_t at, struct tb_str *name)
{
    size_t i = at + 1;
    if (i < raw.len && raw.ptr[i] == '/')
        i++;
    size_t from = i;
    if (i >= raw.len || !letter(raw.ptr[i]))
        return 0;
    while (i < raw.len && (letter(raw.ptr[i]) || digit(raw.ptr[i]) || raw.ptr[i] == ':'))
        i++;
    *name = tb_str_sub(raw, from, i);
    if (i >= raw.len || (raw.ptr[i] != '>' && raw.ptr[i] != '/' && raw.ptr[i] != ' ' &&
                         raw.ptr[i] != '\t' && raw.ptr[i] != '\n' && raw.ptr[i] != '\r'))
        return 0;
    char quote = 0;
    for (; i < raw.len && raw.ptr[i] != '<'; i++) {
        char c = raw.ptr[i];
        if (quote) {
            if (c == quote)
                quote = 0;
        } else if (c == '>') {
            return i + 1 - at;
        } else if (c == '"' || c == '\'') {
            quote = c;
        }
    }
    return 0;
}

/* Breaks that the border of an element makes; those of neighbouring blocks are one. */
static size_t breaks_after(size_t breaks, struct tb_str name)
{
    if (same_name(name, "br"))
        return breaks + 1;
    for (size_t i = 0; breaks == 0 && i < sizeof block_elements / sizeof *block_elements; i++)
        if (same_name(name, block_elements[i]))
            return 1;
    return breaks;
}

/* Length of the numeric reference at `at` ("&#20;", "&#x4E00;"), 0 if there is none. */
static size_t numeric_length(struct tb_str raw, size_t at, uint32_t *code)
{
    size_t i = at + 2, digits = 0;
    uint32_t base = 10, value = 0;
    if (i < raw.len && (raw.ptr[i] | 0x20) == 'x') {
        base = 16;
        i++;
    }
    for (; i < raw.len; i++, digits++) {
        char c = raw.ptr[i];
        uint32_t d = digit(c) ? (uint32_t)(c - '0') : 99;
        if (base == 16 && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            d = (uint32_t)((c | 0x20) - 'a') + 10;
        if (d >= base)
            break;
        if (value <= 0x10FFFF)
            value = value * base + d;
    }
    if (digits == 0 || i >= raw.len || raw.ptr[i] != ';')
        return 0;
    *code = value == 0 ? TB_UTF8_REPLACEMENT : value; /* tb_utf8_put sees to the other ones */
    return i + 1 - at;
}

static size_t reference_length(struct tb_str raw, size_t at, uint32_t *code)
{
    if (at + 1 < raw.len && raw.ptr[at + 1] == '#')
        return numeric_length(raw, at, code);
    size_t end = at + 1;
    while (end < raw.len && end - at <= 8 && (letter(raw.ptr[end]) || digit(raw.ptr[end])))
        end++;
    if (end >= raw.len || raw.ptr[end] != ';')
        return 0;
    struct tb_str name = tb_str_sub(raw, at + 1, end);
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (tb_str_eq(name, tb_str_of(references[i].name))) {
            *code = references[i].code;
            return end + 1 - at;
        }
    return 0;
}

/* Steps over the tags at the walk's place, counting the breaks they make. */
static void skip_tags(struct walk *walk)
{
    struct tb_str raw = walk->raw;
    while (walk->at < raw.len && raw.ptr[walk->at] == '<') {
        struct tb_str name = {NULL, 0};
        size_t len = tag_length(raw, walk->at, &name), before = walk->breaks;
        if (len == 0)
            len = comment_length(walk);
        if (len == 0)
            return;
        if (walk->seen.tags++ == 0)
            walk->seen.first_tag = tb_str_sub(raw, walk->at, walk->at + len);
        walk->breaks = name.ptr ? breaks_after(before, name) : before;
        if (before == 0 && walk->breaks > 0)
            walk->break_from = walk->at;
        walk->at += len;
    }
}

static struct piece next_piece(struct walk *walk)
{
    struct tb_str raw = walk->raw;
    struct piece piece = {PIECE_END, raw.len, raw.len, 0};

    skip_tags(walk);
    if (walk->at >= raw.len)
        return piece;
    if (!walk->text_seen)
        walk->breaks = 0;
    if (walk->breaks > 0) {
        walk->breaks--;
        return (struct piece){PIECE_BREAK, walk->break_from, walk->at, '\n'};
    }
    walk->text_seen = true;
    piece.from = walk->at;
    if (raw.ptr[walk->at] == '&') {
        size_t len = reference_length(raw, walk->at, &piece.code);
        if (len > 0) {
            piece.kind = PIECE_REFERENCE;
            piece.to = walk->at += len;
            if (walk->seen.entities++ == 0)
                walk->seen.first_entity = tb_str_sub(raw, piece.from, piece.to);
            return piece;
        }
    }
    piece.kind = PIECE_TEXT;
    walk->at++; /* a '<' or '&' here is only itself */
    while (walk->at < raw.len && raw.ptr[walk->at] != '<' && raw.ptr[walk->at] != '&')
        walk->at++;
    piece.to = walk->at;
    return piece;
}

/* The bytes that a piece is in the clean text; `room` holds those that are not in the raw text. */
static struct tb_str piece_bytes(struct tb_str raw, struct piece piece, char room[4])
{
    if (piece.kind == PIECE_TEXT)
        return tb_str_sub(raw, piece.from, piece.to);
    return (struct tb_str){room, tb_utf8_put(piece.code, room)};
}

bool tb_clean(struct tb_str raw, struct tb_arena *arena, struct tb_cleaned *out)
{
    /* Every piece takes at least as many bytes in the raw text as in the clean one. */
    char room[4], *text = tb_arena_alloc(arena, raw.len);
    struct walk walk = {.raw = raw};
    size_t len = 0;

    if (!text)
        return false;
    for (;;) {
        struct piece piece = next_piece(&walk);
        if (piece.kind == PIECE_END)
            break;
        struct tb_str bytes = piece_bytes(raw, piece, room);
        memcpy(text + len, bytes.ptr, bytes.len);
        len += bytes.len;
    }
    *out = walk.seen;
    out->text = (struct tb_str){text, len};
    return true;
}

size_t tb_clean_origin(struct tb_str raw, size_t at)
{
    struct walk walk = {.raw = raw};
    char room[4];
    size_t done = 0;

    for (;;) {
        struct piece piece = next_piece(&walk);
        if (piece.kind == PIECE_END)
            return raw.len;
        size_t len = piece_bytes(raw, piece, room).len;
        if (at < done + len)
            return piece.kind == PIECE_TEXT ? piece.from + (at - done) : piece.from;
        done += len;
    }
}
