/* unit_list.c - from tokens to units: which mark and which heading belongs to which name. */
#include "extract/unit_list.h"

#include "base/list.h"
#include "extract/unit_join.h"

#define NOBODY SIZE_MAX

struct reader {
    const struct tb_unit_words *words;
    const struct tb_unit_cell *cell;
    struct tb_arena *arena;
    const struct tb_unit_token *tokens;
    size_t count;
    struct tb_unit_list *out;
    bool full; /* the arena is */
};

/* The state within one list; a bracket that lists units has its own. */
struct list {
    const struct tb_unit_mark *heading; /* in force; NULL: none */
    bool heading_once;                  /* for the next name only: （牵头）甲局 */
    bool heading_used;
    size_t last;   /* the unit to which a mark now read belongs; NOBODY */
    size_t phrase; /* the first unit of the names divided by 、 so far */
};

static void read_list(struct reader *reader, struct list list, size_t from, size_t to);

/* The written name without blanks. */
static struct tb_str name_text(struct reader *reader, size_t first, const struct tb_unit_name *name)
{
    const struct tb_unit_token *tokens = reader->tokens;
    struct tb_str text = reader->cell->text;
    struct tb_str written = tb_str_sub(text, tokens[first].from, tokens[name->last].to);
    if (!name->blanks)
        return written;
    char *bytes = tb_arena_alloc(reader->arena, written.len);
    struct tb_str out = {bytes, 0};
    reader->full = reader->full || !bytes;
    for (size_t i = first; i <= name->last && bytes; i++) {
        struct tb_str piece = tb_unit_token_text(text, tokens[i]);
        if (tokens[i].kind == TB_TOKEN_BLANK || tokens[i].kind == TB_TOKEN_LINE)
            continue;
        memcpy(bytes + out.len, piece.ptr, piece.len);
        out.len += piece.len;
    }
    return out;
}

static bool gives_role(const struct tb_unit_mark *mark)
{
    return mark && mark->kind == TB_MARK_ROLE;
}

/* Reads the name at token `first`; returns the token behind it. */
static size_t read_name(struct reader *reader, struct list *list, size_t first, size_t to)
{
    struct tb_unit_name name = tb_unit_name_read(reader->words, reader->cell->text, reader->tokens,
                                                 to, first, reader->cell->place);
    struct tb_listed_unit *unit = TB_LIST_ADD(reader->arena, reader->out);
    if (!unit) {
        reader->full = true;
        return to;
    }
    unit->unit.name = name_text(reader, first, &name);
    unit->unit.span = (struct tb_span){reader->tokens[first].from, reader->tokens[name.last].to,
                                       reader->cell->column};
    unit->joined = name.joined;
    unit->unit.role = TB_UNIT_MEMBER;
    const struct tb_unit_mark *heading = list->heading;
    bool headed = heading ? heading->kind == TB_MARK_ROLE : reader->cell->has_role;
    if (headed) {
        unit->unit.role = heading ? heading->role : reader->cell->role;
        unit->sign = TB_SIGN_HEADING;
    }
    if (list->heading_once)
        list->heading = NULL;
    list->heading_once = false;
    list->heading_used = true;
    list->last = reader->out->count - 1;
    return name.last + 1;
}

/* A mark behind the last name; `reaches`: also for those before it in its phrase (甲、乙配合), unless
 * one of them has a mark of its own. */
static void mark_last(struct reader *reader, const struct list *list,
                      const struct tb_unit_mark *mark, bool reaches)
{
    struct tb_listed_unit *units = reader->out->at;
    if (!gives_role(mark) || units[list->last].sign == TB_SIGN_MARK)
        return;
    units[list->last].unit.role = mark->role;
    units[list->last].sign = TB_SIGN_MARK;
    for (size_t i = list->phrase; i < list->last && reaches; i++)
        reaches = units[i].sign == TB_SIGN_NONE;
    for (size_t i = list->phrase; i < list->last && reaches; i++) {
        units[i].unit.role = mark->role;
        units[i].sign = TB_SIGN_REACHED;
    }
}

static enum tb_unit_token_kind kind_at(const struct reader *reader, size_t index, size_t to)
{
    return index < to ? reader->tokens[index].kind : TB_TOKEN_HARD;
}

static void set_heading(struct list *list, const struct tb_unit_mark *mark, bool once)
{
    list->heading = mark;
    list->heading_once = once;
    list->heading_used = false;
    list->last = NOBODY;
}

/* A mark outside brackets: a heading or behind a name. Returns the token behind it. */
static size_t read_mark(struct reader *reader, struct list *list, size_t at, size_t from, size_t to)
{
    const struct tb_unit_mark *mark = reader->tokens[at].mark;
    enum tb_unit_token_kind next = kind_at(reader, at + 1, to);
    enum tb_unit_token_kind before = at > from ? reader->tokens[at - 1].kind : TB_TOKEN_HARD;
    bool after_blank = before == TB_TOKEN_BLANK || before == TB_TOKEN_LINE;
    if (next == TB_TOKEN_COLON || list->last == NOBODY || mark->before ||
        (mark->label && after_blank)) {
        set_heading(list, mark, false);
        return at + (next == TB_TOKEN_COLON ? 2 : 1);
    }
    mark_last(reader, list, mark, next != TB_TOKEN_LIST);
    if (next != TB_TOKEN_LIST)
        list->phrase = reader->out->count;
    return at + 1;
}

/* The last name turns out to head a list: 指挥部（甲局、乙局）, 综合组：甲局、乙局. */
static void make_group(struct reader *reader, struct list *list)
{
    struct tb_listed_unit *unit = &reader->out->at[list->last];
    if (unit->sign != TB_SIGN_MARK) {
        unit->unit.role = TB_UNIT_GROUP;
        unit->sign = TB_SIGN_MARK;
    }
    list->last = NOBODY;
}

/* What a bracket holds. */
struct content {
    bool names;                       /* units, so that the bracket is a list */
    const struct tb_unit_mark *first; /* the first mark with a role, else the first mark */
    bool begins_with_mark;            /* and that is no heading of a list */
};

static struct content look_into(const struct reader *reader, size_t open, size_t close)
{
    struct content content = {0};
    for (size_t i = open + 1; i < close; i++) {
        const struct tb_unit_token *token = &reader->tokens[i];
        content.names = content.names || token->kind == TB_TOKEN_NAME;
        if (token->kind == TB_TOKEN_MARK && !gives_role(content.first) &&
            (!content.first || gives_role(token->mark)))
            content.first = token->mark;
    }
    enum tb_unit_token_kind second = kind_at(reader, open + 2, close + 1);
    content.begins_with_mark = kind_at(reader, open + 1, close) == TB_TOKEN_MARK &&
                               second != TB_TOKEN_COLON && second != TB_TOKEN_NAME;
    return content;
}

/* A bracket that is no part of a name: a mark (甲局（牵头）), a group's members
 * (指挥部（甲局牵头，乙局配合）), or a list without a head. Returns the token behind it. */
static size_t read_bracket(struct reader *reader, struct list *list, size_t open)
{
    size_t close = reader->tokens[open].match;
    struct content content = look_into(reader, open, close);
    struct list inner = {.last = NOBODY, .phrase = reader->out->count};
    if (list->last == NOBODY) {
        if (content.names)
            read_list(reader, inner, open + 1, close);
        else if (content.first)
            set_heading(list, content.first, true);
        return close + 1;
    }
    if (!content.names) {
        mark_last(reader, list, content.first, false);
    } else if (content.begins_with_mark) { /* 甲局（牵头，乙局配合） */
        mark_last(reader, list, reader->tokens[open + 1].mark, false);
        read_list(reader, inner, open + 2, close);
    } else {
        make_group(reader, list);
        read_list(reader, inner, open + 1, close);
    }
    return close + 1;
}

static void divide(const struct reader *reader, struct list *list, enum tb_unit_token_kind kind)
{
    if (kind == TB_TOKEN_HARD || (kind == TB_TOKEN_LINE && list->heading_used))
        list->heading = NULL;
    if (kind != TB_TOKEN_LIST)
        list->phrase = reader->out->count;
    if (kind != TB_TOKEN_BLANK && kind != TB_TOKEN_LINE)
        list->last = NOBODY;
}

static void read_list(struct reader *reader, struct list list, size_t from, size_t to)
{
    for (size_t at = from; at < to && !reader->full;) {
        enum tb_unit_token_kind kind = reader->tokens[at].kind;
        switch (kind) {
        case TB_TOKEN_NAME:
            at = read_name(reader, &list, at, to);
            break;
        case TB_TOKEN_MARK:
            at = read_mark(reader, &list, at, from, to);
            break;
        case TB_TOKEN_OPEN:
            at = read_bracket(reader, &list, at);
            break;
        case TB_TOKEN_COLON:
            if (list.last != NOBODY)
                make_group(reader, &list);
            at++;
            break;
        case TB_TOKEN_LIST:
        case TB_TOKEN_CLAUSE:
        case TB_TOKEN_HARD:
        case TB_TOKEN_BLANK:
        case TB_TOKEN_LINE:
            divide(reader, &list, kind);
            at++;
            break;
        case TB_TOKEN_NOTE:
        case TB_TOKEN_CLOSE:
            at++;
            break;
        }
    }
}

bool tb_unit_list_read(const struct tb_unit_words *words, const struct tb_unit_cell *cell,
                       struct tb_arena *arena, struct tb_unit_tokens *tokens,
                       struct tb_unit_list *out)
{
    if (!tb_unit_tokens_read(words, cell->text, arena, tokens))
        return false;
    struct reader reader = {.words = words,
                            .cell = cell,
                            .arena = arena,
                            .tokens = tokens->at,
                            .count = tokens->count,
                            .out = out};
    read_list(&reader, (struct list){.last = NOBODY, .phrase = out->count}, 0, tokens->count);
    return !reader.full;
}
