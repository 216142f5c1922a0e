/* unit_tokens.c - divides a cell of units. A run of characters without a divider is one name, unless
 * it ends or begins with a mark, or holds a joiner between two whole names. */
#include "extract/unit_tokens.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/clauses.h"

enum {
    DEEPEST = 4, /* brackets in brackets; deeper ones are blanks */
    TRAILING = 4 /* marks behind one another: 具体牵头负责 */
};

struct scanner {
    const struct tb_unit_words *words;
    struct tb_str text;
    struct tb_arena *arena;
    struct tb_unit_tokens *tokens;
    uint32_t open[DEEPEST];
    size_t depth, beyond;
    bool full; /* the arena is */
};

static bool is_soft(enum tb_unit_token_kind kind)
{
    return kind == TB_TOKEN_BLANK || kind == TB_TOKEN_LINE;
}

static enum tb_unit_token_kind last_kind(const struct scanner *scanner)
{
    size_t count = scanner->tokens->count;
    return count ? scanner->tokens->at[count - 1].kind : TB_TOKEN_HARD;
}

static struct tb_unit_token *add(struct scanner *scanner, enum tb_unit_token_kind kind, size_t from,
                                 size_t to)
{
    struct tb_unit_token *token = TB_LIST_ADD(scanner->arena, scanner->tokens);
    if (!token) {
        scanner->full = true;
        return NULL;
    }
    token->kind = kind;
    token->from = (uint32_t)from;
    token->to = (uint32_t)to;
    return token;
}

static void add_mark(struct scanner *scanner, const struct tb_unit_mark *mark, size_t from)
{
    struct tb_unit_token *token = add(scanner, TB_TOKEN_MARK, from, from + mark->text.len);
    if (token)
        token->mark = mark;
}

/* A blank divides only where nothing else does. */
static void add_soft(struct scanner *scanner, enum tb_unit_token_kind kind, size_t from, size_t to)
{
    enum tb_unit_token_kind last = last_kind(scanner);
    if (is_soft(last)) {
        if (kind == TB_TOKEN_LINE)
            scanner->tokens->at[scanner->tokens->count - 1].kind = TB_TOKEN_LINE;
        return;
    }
    if (last == TB_TOKEN_NAME || last == TB_TOKEN_MARK || last == TB_TOKEN_NOTE ||
        last == TB_TOKEN_CLOSE)
        add(scanner, kind, from, to);
}

static void add_bracket(struct scanner *scanner, bool opens, size_t from, size_t to)
{
    size_t index = scanner->tokens->count;
    if (opens && scanner->depth < DEEPEST) {
        scanner->open[scanner->depth++] = (uint32_t)index;
        add(scanner, TB_TOKEN_OPEN, from, to);
    } else if (!opens && scanner->beyond == 0 && scanner->depth > 0) {
        scanner->tokens->at[scanner->open[--scanner->depth]].match = (uint32_t)index;
        add(scanner, TB_TOKEN_CLOSE, from, to);
    } else {
        if (opens)
            scanner->beyond++;
        else if (scanner->beyond > 0)
            scanner->beyond--;
        add_soft(scanner, TB_TOKEN_BLANK, from, to);
    }
}

static void add_divider(struct scanner *scanner, enum tb_mark_kind kind, size_t from, size_t to)
{
    if (scanner->tokens->count > 0 && is_soft(last_kind(scanner)))
        scanner->tokens->count--;
    if (kind == TB_MARK_OPEN || kind == TB_MARK_CLOSE)
        add_bracket(scanner, kind == TB_MARK_OPEN, from, to);
    else
        add(scanner,
            kind == TB_MARK_LIST     ? TB_TOKEN_LIST
            : kind == TB_MARK_CLAUSE ? TB_TOKEN_CLAUSE
            : kind == TB_MARK_COLON  ? TB_TOKEN_COLON
                                     : TB_TOKEN_HARD,
            from, to);
}

static bool is_divider(const struct tb_unit_mark *mark)
{
    return mark && mark->kind >= TB_MARK_LIST && mark->kind <= TB_MARK_CLOSE;
}

static bool gives_role(const struct tb_unit_mark *mark)
{
    return mark && (mark->kind == TB_MARK_ROLE || mark->kind == TB_MARK_NONE);
}

/* 相关单位 and the like are collectives where they do not stand as headings. */
static bool is_also_name(const struct scanner *scanner, const struct tb_unit_mark *mark)
{
    return mark->label && (tb_unit_is_collective(scanner->words, mark->text) ||
                           tb_unit_is_bare(scanner->words, mark->text));
}

/* White space at `at`: its length in bytes, 0 for none. */
static size_t white_at(struct tb_str text, size_t at)
{
    size_t len;
    uint32_t code = tb_utf8_at(text, at, &len);
    bool white = code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x3000 ||
                 (code >= 0x2000 && code <= 0x200B) || code == 0xFEFF;
    return white ? len : 0;
}

/* A heading stands before a colon, or alone in brackets. */
static bool stands_as_heading(const struct scanner *scanner, size_t at)
{
    size_t len;
    while (at < scanner->text.len && (len = white_at(scanner->text, at)) > 0)
        at += len;
    const struct tb_unit_mark *mark = tb_unit_mark_at(scanner->words, scanner->text, at);
    return mark && (mark->kind == TB_MARK_COLON ||
                    (mark->kind == TB_MARK_CLOSE && last_kind(scanner) == TB_TOKEN_OPEN));
}

static bool begins_name(const struct scanner *scanner, struct tb_str text)
{
    return tb_unit_start(scanner->words, text) == TB_STARTS_NAME ||
           tb_unit_is_whole(scanner->words, text);
}

/* The whole run is one mark. Returns false if it is a name after all. */
static bool add_whole(struct scanner *scanner, const struct tb_unit_mark *mark, size_t from,
                      size_t to)
{
    if (mark->kind == TB_MARK_JOINER)
        add_divider(scanner, TB_MARK_LIST, from, to);
    else if (mark->kind == TB_MARK_NO_MARK ||
             (is_also_name(scanner, mark) && !stands_as_heading(scanner, to)))
        return false;
    else if (gives_role(mark))
        add_mark(scanner, mark, from);
    return true;
}

/* Takes the marks off the end of the run; returns where the name ends. */
static size_t take_trailing(const struct scanner *scanner, size_t from, size_t to,
                            const struct tb_unit_mark *marks[TRAILING], size_t *count)
{
    for (*count = 0; *count < TRAILING;) {
        struct tb_str rest = tb_str_sub(scanner->text, from, to);
        const struct tb_unit_mark *mark = tb_unit_mark_end(scanner->words, rest);
        if (!gives_role(mark) || mark->text.len == rest.len)
            break;
        rest.len -= mark->text.len;
        if (mark->label && (is_also_name(scanner, mark) || !tb_unit_is_whole(scanner->words, rest)))
            break;
        marks[(*count)++] = mark;
        to = from + rest.len;
    }
    return to;
}

/* Where a joiner or mark stands between two whole names; `to`: nowhere. */
static size_t find_inner(const struct scanner *scanner, size_t from, size_t to,
                         const struct tb_unit_mark **found)
{
    struct tb_str run = tb_str_sub(scanner->text, from, to);
    size_t step;
    for (size_t at = 0; at < run.len; at += step) {
        tb_utf8_at(run, at, &step);
        const struct tb_unit_mark *mark = tb_unit_mark_at(scanner->words, run, at);
        if (!mark || at == 0 || (!gives_role(mark) && mark->kind != TB_MARK_JOINER))
            continue;
        struct tb_str right = tb_str_sub(run, at + mark->text.len, run.len);
        if (right.len > 0 && tb_unit_is_whole(scanner->words, tb_str_sub(run, 0, at)) &&
            begins_name(scanner, right)) {
            *found = mark;
            return from + at;
        }
    }
    return to;
}

/* The mark with which the run begins is taken as one if a name follows, or, in a bracket, whatever
 * follows. Returns where the rest begins; to: nothing is left. */
static size_t take_leading(struct scanner *scanner, size_t from, size_t to)
{
    struct tb_str run = tb_str_sub(scanner->text, from, to);
    const struct tb_unit_mark *mark = tb_unit_mark_at(scanner->words, run, 0);
    if (!mark || mark->text.len == run.len)
        return from;
    size_t rest = from + mark->text.len;
    bool name_follows = begins_name(scanner, tb_str_sub(scanner->text, rest, to));
    if (mark->kind == TB_MARK_LEAD_IN)
        return name_follows ? rest : from;
    if (!gives_role(mark))
        return from;
    if (name_follows) {
        add_mark(scanner, mark, from);
        return rest;
    }
    if (last_kind(scanner) == TB_TOKEN_OPEN) {
        add_mark(scanner, mark, from);
        add(scanner, TB_TOKEN_NOTE, rest, to);
        return to;
    }
    return from;
}

/* A run of characters without divider. */
static void add_run(struct scanner *scanner, size_t from, size_t to)
{
    struct tb_str run = tb_str_sub(scanner->text, from, to);
    const struct tb_unit_mark *whole = tb_unit_mark_at(scanner->words, run, 0);
    if (whole && whole->text.len == run.len && add_whole(scanner, whole, from, to))
        return;
    from = take_leading(scanner, from, to);
    const struct tb_unit_mark *marks[TRAILING];
    size_t count = 0;
    size_t end = from < to ? take_trailing(scanner, from, to, marks, &count) : to;
    while (from < end) {
        const struct tb_unit_mark *inner = NULL;
        size_t at = find_inner(scanner, from, end, &inner);
        add(scanner, TB_TOKEN_NAME, from, at);
        if (!inner)
            break;
        if (inner->kind == TB_MARK_JOINER)
            add(scanner, TB_TOKEN_LIST, at, at + inner->text.len);
        else
            add_mark(scanner, inner, at);
        from = at + inner->text.len;
    }
    while (count > 0) {
        add_mark(scanner, marks[--count], end);
        end += marks[count]->text.len;
    }
}

/* Brackets that were never closed divide like blanks. */
static void drop_open(struct scanner *scanner)
{
    while (scanner->depth > 0)
        scanner->tokens->at[scanner->open[--scanner->depth]].kind = TB_TOKEN_BLANK;
}

bool tb_unit_tokens_read(const struct tb_unit_words *words, struct tb_str text,
                         struct tb_arena *arena, struct tb_unit_tokens *out)
{
    struct scanner scanner = {.words = words, .text = text, .arena = arena, .tokens = out};
    out->count = 0;
    size_t run = 0;
    for (size_t at = 0; at < text.len && !scanner.full;) {
        struct tb_str number;
        size_t enumerator = run == at ? tb_enumerator_at(text, at, &number) : 0;
        size_t white = enumerator ? 0 : white_at(text, at);
        const struct tb_unit_mark *mark = tb_unit_mark_at(words, text, at);
        size_t len = enumerator ? enumerator : white;
        if (len == 0 && !is_divider(mark)) {
            tb_utf8_at(text, at, &len);
            at += len;
            continue;
        }
        if (run < at)
            add_run(&scanner, run, at);
        if (enumerator)
            add_soft(&scanner, TB_TOKEN_BLANK, at, at + len);
        else if (white)
            add_soft(&scanner, text.ptr[at] == '\n' ? TB_TOKEN_LINE : TB_TOKEN_BLANK, at, at + len);
        else
            add_divider(&scanner, mark->kind, at, at + (len = mark->text.len));
        run = at += len;
    }
    if (run < text.len && !scanner.full)
        add_run(&scanner, run, text.len);
    drop_open(&scanner);
    return !scanner.full;
}
