/* reasons.c - openers, classes and effects within a sentence; old and new text of an adjustment. */
#include "extract/reasons.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/lexicon.h"
#include "extract/phrases.h"

enum meaning {
    OPENS,
    MAY_OPEN,
    NOT,
    EFFECT,
    FIRST_CLASS /* and on: FIRST_CLASS + n is the n-th class */
};
enum change { CHANGES, FROM, CHANGES_NOT };

struct phrase_list {
    struct tb_phrase *at;
    size_t count, room;
};

struct class_list {
    struct tb_str *at;
    size_t count, room;
};

struct tb_reasons {
    struct tb_phrases *words;   /* openers and what looks like them; value: meaning */
    struct tb_phrases *classes; /* value: index into names */
    struct tb_phrases *effects;
    struct tb_phrases *changes; /* value: change */
    struct class_list names;
};

struct loader {
    struct tb_arena *arena;
    struct tb_reasons *out;
    struct phrase_list words, classes, effects, changes;
};

static enum tb_status add(struct loader *l, struct phrase_list *list, struct tb_str text,
                          uint32_t value, struct tb_error *error)
{
    struct tb_phrase *phrase = TB_LIST_ADD(l->arena, list);
    if (!phrase)
        return tb_arena_fail(l->arena, error);
    *phrase = (struct tb_phrase){text, value};
    return TB_OK;
}

/* The index of a class, new or known; SIZE_MAX: the arena is full. */
static size_t class_index(struct loader *l, struct tb_str name)
{
    struct class_list *names = &l->out->names;
    for (size_t i = 0; i < names->count; i++)
        if (tb_str_eq(names->at[i], name))
            return i;
    struct tb_str *made = TB_LIST_ADD(l->arena, names);
    if (!made)
        return SIZE_MAX;
    *made = name;
    return names->count - 1;
}

static enum tb_status take_reason(void *to, const struct tb_tsv_record *line,
                                  struct tb_error *error)
{
    static const char *const meanings[] = {"opens", "may_open", "not", "effect"};
    struct loader *l = to;
    if (line->field[1].len == 0)
        return tb_lexicon_unknown(error, "meaning", line->field[1]);
    for (uint32_t i = 0; i < FIRST_CLASS; i++)
        if (tb_str_eq(line->field[1], tb_str_of(meanings[i])))
            return add(l, i == EFFECT ? &l->effects : &l->words, line->field[0], i, error);
    size_t class = class_index(l, line->field[1]);
    if (class == SIZE_MAX)
        return tb_arena_fail(l->arena, error);
    return add(l, &l->classes, line->field[0], (uint32_t) class, error);
}

static enum tb_status take_change(void *to, const struct tb_tsv_record *line,
                                  struct tb_error *error)
{
    static const char *const meanings[] = {"changes", "from", "not"};
    struct loader *l = to;
    for (uint32_t i = 0; i < 3; i++)
        if (tb_str_eq(line->field[1], tb_str_of(meanings[i])))
            return add(l, &l->changes, line->field[0], i, error);
    return tb_lexicon_unknown(error, "meaning", line->field[1]);
}

enum tb_status tb_reasons_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_reasons **out,
                              struct tb_error *error)
{
    struct tb_reasons *reasons = TB_NEW(arena, struct tb_reasons);
    if (!reasons)
        return tb_arena_fail(arena, error);
    struct loader l = {.arena = arena, .out = reasons};
    enum tb_status status =
        tb_lexicon_read("reasons", 2, extra, extra_count, take_reason, &l, error);
    if (status == TB_OK)
        status = tb_lexicon_read("adjustments", 2, extra, extra_count, take_change, &l, error);
    if (status != TB_OK)
        return status;
    reasons->words = tb_phrases_new(l.words.at, l.words.count, arena);
    reasons->classes = tb_phrases_new(l.classes.at, l.classes.count, arena);
    reasons->effects = tb_phrases_new(l.effects.at, l.effects.count, arena);
    reasons->changes = tb_phrases_new(l.changes.at, l.changes.count, arena);
    if (!reasons->words || !reasons->classes || !reasons->effects || !reasons->changes)
        return tb_arena_fail(arena, error);
    *out = reasons;
    return TB_OK;
}

/* How far a stretch of text goes. */
enum stretch { TO_FULL_STOP, TO_SEMICOLON, TO_COMMA };

/* Whether `code` ends such a stretch. */
static bool ends(uint32_t code, enum stretch stretch)
{
    switch (code) {
    case U'。':
    case '\n':
        return true;
    case U'；':
    case ';':
        return stretch >= TO_SEMICOLON;
    case U'，':
    case ',':
        return stretch >= TO_COMMA;
    default:
        return false;
    }
}

/* The place of the first mark at or behind `at` that ends such a stretch, or `end`. */
static size_t end_of(struct tb_str text, size_t at, size_t end, enum stretch stretch)
{
    for (size_t len; at < end; at += len) {
        len = 3;
        if (!tb_utf8_leads_han(text.ptr[at]) && ends(tb_utf8_at(text, at, &len), stretch))
            return at;
    }
    return end;
}

/* Behind the mark at `at`. */
static size_t behind_mark(struct tb_str text, size_t at)
{
    size_t len = 0;
    if (at < text.len)
        tb_utf8_at(text, at, &len);
    return at + len;
}

/* The first word at or behind `*at`, moved there; NULL: none before text.len. */
static const struct tb_phrase *next_word(const struct tb_phrases *phrases, struct tb_str text,
                                         size_t *at)
{
    for (; *at < text.len; *at = tb_phrases_next(phrases, text, *at)) {
        const struct tb_phrase *word = tb_phrases_longest(phrases, text, *at);
        if (word)
            return word;
    }
    return NULL;
}

/* The class listed first whose word stands in [from, to); the index of none: names.count. */
static size_t class_of(const struct tb_reasons *r, struct tb_str text, size_t from, size_t to)
{
    struct tb_str head = tb_str_sub(text, 0, to);
    size_t best = r->names.count;
    const struct tb_phrase *word;
    for (size_t at = from; (word = next_word(r->classes, head, &at)) != NULL;
         at = tb_phrases_next(r->classes, head, at))
        if (word->value < best)
            best = word->value;
    return best;
}

/* The reason of one sentence's clause [from, to), from its opener on. */
static bool read_clause(const struct tb_reasons *r, struct tb_str text, size_t from, size_t to,
                        bool effect, uint16_t column, struct tb_arena *arena,
                        struct tb_reason_list *out)
{
    enum { NEAR = 240 }; /* bytes behind the opener in which its class is told */
    struct tb_str head = tb_str_sub(text, 0, to);
    const struct tb_phrase *word;
    for (size_t at = from; (word = next_word(r->words, head, &at)) != NULL; at += word->text.len) {
        bool may = word->value == OPENS || (word->value == MAY_OPEN && effect);
        size_t behind = at + word->text.len;
        size_t class = may ? class_of(r, text, behind, to - behind > NEAR ? behind + NEAR : to)
                           : r->names.count;
        if (may && (word->value == OPENS || class < r->names.count)) {
            struct tb_reason *reason = TB_LIST_ADD(arena, out);
            if (!reason)
                return false;
            reason->class = class < r->names.count ? r->names.at[class] : TB_STR("other");
            reason->span = (struct tb_span){(uint32_t)at, (uint32_t)to, column};
            return true;
        }
    }
    return true;
}

bool tb_reasons_scan(const struct tb_reasons *r, struct tb_str text, uint16_t column,
                     struct tb_arena *arena, struct tb_reason_list *out)
{
    size_t any = 0;
    if (!next_word(r->words, text, &any)) /* most cells give no reason at all */
        return true;
    for (size_t at = 0; at < text.len;) {
        size_t end = end_of(text, at, text.len, TO_SEMICOLON), effect_at = at;
        bool effect = next_word(r->effects, tb_str_sub(text, 0, end), &effect_at) != NULL;
        while (at < end) {
            size_t clause = end_of(text, at, end, TO_COMMA);
            if (!read_clause(r, text, at, clause, effect, column, arena, out))
                return false;
            at = clause < end ? behind_mark(text, clause) : end;
        }
        at = behind_mark(text, end);
    }
    return true;
}

/* The adjustment in the clause [from, to). Behind a colon the new text goes on to the full stop. *next
 * is where to go on. */
static bool read_change(const struct tb_reasons *r, struct tb_str text, size_t from, size_t to,
                        uint16_t column, struct tb_arena *arena, struct tb_adjusted_list *out,
                        size_t *next)
{
    struct tb_str head = tb_str_sub(text, 0, to);
    size_t begin = SIZE_MAX, old = 0, behind;
    const struct tb_phrase *word;
    *next = behind_mark(text, to);
    for (size_t at = from; (word = next_word(r->changes, head, &at)) != NULL; at = behind) {
        behind = at + word->text.len;
        if (word->value == FROM && begin == SIZE_MAX) {
            begin = at;
            old = behind;
        } else if (word->value == CHANGES) {
            struct tb_adjusted *adjusted = TB_LIST_ADD(arena, out);
            if (!adjusted)
                return false;
            if (tb_str_starts(tb_str_sub(text, behind, to), TB_STR("："))) {
                behind += strlen("：");
                to = end_of(text, behind, text.len, TO_FULL_STOP);
            }
            if (begin != SIZE_MAX && old < at)
                adjusted->old_text = tb_str_sub(text, old, at);
            if (behind < to)
                adjusted->new_text = tb_str_sub(text, behind, to);
            adjusted->span =
                (struct tb_span){(uint32_t)(begin == SIZE_MAX ? at : begin), (uint32_t)to, column};
            *next = behind_mark(text, to);
            return true;
        }
    }
    return true;
}

bool tb_adjusted_scan(const struct tb_reasons *r, struct tb_str text, uint16_t column,
                      struct tb_arena *arena, struct tb_adjusted_list *out)
{
    size_t any = 0;
    if (!next_word(r->changes, text, &any))
        return true;
    for (size_t at = 0; at < text.len;) {
        size_t clause = end_of(text, at, text.len, TO_COMMA);
        if (!read_change(r, text, at, clause, column, arena, out, &at))
            return false;
    }
    return true;
}

static bool gives_reasons(enum tb_role role)
{
    return role == TB_ROLE_RESULT || role == TB_ROLE_PROBLEM || role == TB_ROLE_NOTE;
}

/* A column of problems is a reason by itself, without a word that opens one: its first sentence. Too
 * short a text (无, —) says nothing. */
static bool add_problem(const struct tb_reasons *r, struct tb_str text, uint16_t column,
                        struct tb_arena *arena, struct tb_reason_list *out)
{
    enum { LEAST = 4 };
    struct tb_str trimmed = tb_str_trim(text);
    if (tb_utf8_count(trimmed) < LEAST)
        return true;
    size_t from = (size_t)(trimmed.ptr - text.ptr);
    size_t to = end_of(text, from, from + trimmed.len, TO_FULL_STOP);
    struct tb_reason *reason = TB_LIST_ADD(arena, out);
    if (!reason)
        return false;
    size_t class = class_of(r, text, from, to);
    reason->class = class < r->names.count ? r->names.at[class] : TB_STR("other");
    reason->span = (struct tb_span){(uint32_t)from, (uint32_t)to, column};
    return true;
}

static bool read_item(const struct tb_reasons *r, const struct tb_report *report,
                      struct tb_item *item, struct tb_arena *arena)
{
    struct tb_reason_list found = {0};
    struct tb_adjusted_list adjusted = {0};
    for (size_t i = 0; i < report->column_count && i < TB_NO_COLUMN; i++) {
        enum tb_role role = report->columns[i].role;
        struct tb_str text = tb_item_text(item, (uint16_t)i);
        size_t before = found.count;
        if (gives_reasons(role) && !tb_reasons_scan(r, text, (uint16_t)i, arena, &found))
            return false;
        if (role == TB_ROLE_PROBLEM && found.count == before &&
            !add_problem(r, text, (uint16_t)i, arena, &found))
            return false;
        if ((gives_reasons(role) || role == TB_ROLE_TARGET || role == TB_ROLE_ANNUAL_TARGET) &&
            !tb_adjusted_scan(r, text, (uint16_t)i, arena, &adjusted))
            return false;
    }
    item->reasons = found.at;
    item->reason_count = (uint32_t)found.count;
    item->adjusted = adjusted.at;
    item->adjusted_count = (uint32_t)adjusted.count;
    return true;
}

enum tb_status tb_reasons_read(const struct tb_reasons *reasons, struct tb_report *report,
                               struct tb_arena *arena, struct tb_error *error)
{
    for (size_t i = 0; i < report->item_count; i++)
        if (!read_item(reasons, report, &report->items[i], arena))
            return tb_arena_fail(arena, error);
    return TB_OK;
}
