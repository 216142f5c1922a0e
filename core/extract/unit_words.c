/* unit_words.c - the lexicons of organisations, and the questions put to them. */
#include "extract/unit_words.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/lexicon.h"

enum {
    LONGEST_WORD = 16,  /* characters; longer patterns are refused */
    LONGEST_BARE = 24,  /* characters; a longer text is no mere kind of body */
    LONGEST_EVERY = 256 /* bytes searched for a word such as 各 */
};

struct phrase_list {
    struct tb_phrase *at;
    size_t count, room;
};

struct mark_list {
    struct tb_unit_mark *at;
    size_t count, room;
};

struct builder {
    struct tb_arena *arena;
    struct phrase_list endings, starts, marks, every, local;
    struct mark_list mark_rows;
};

struct meaning {
    const char *name;
    uint32_t value;
};

static const struct meaning ending_meanings[] = {
    {"body", TB_ENDS_BODY},           {"tail", TB_ENDS_TAIL},   {"territory", TB_ENDS_TERRITORY},
    {"authority", TB_ENDS_AUTHORITY}, {"organ", TB_ENDS_ORGAN}, {"branch", TB_ENDS_BRANCH},
    {"group", TB_ENDS_GROUP},         {"word", TB_ENDS_WORD},   {NULL, 0}};

static const struct meaning start_meanings[] = {
    {"opener", TB_STARTS_NAME}, {"inside", TB_STARTS_INSIDE}, {NULL, 0}};

static const struct meaning mark_meanings[] = {
    {"none", TB_MARK_NONE},       {"no_mark", TB_MARK_NO_MARK}, {"joiner", TB_MARK_JOINER},
    {"lead_in", TB_MARK_LEAD_IN}, {"list", TB_MARK_LIST},       {"clause", TB_MARK_CLAUSE},
    {"hard", TB_MARK_HARD},       {"colon", TB_MARK_COLON},     {"open", TB_MARK_OPEN},
    {"close", TB_MARK_CLOSE},     {"nothing", TB_MARK_NOTHING}, {NULL, 0}};

static const struct meaning *meaning_of(const struct meaning *meanings, struct tb_str name)
{
    for (; meanings->name; meanings++)
        if (tb_str_eq(name, tb_str_of(meanings->name)))
            return meanings;
    return NULL;
}

static enum tb_status add_phrase(struct builder *builder, struct phrase_list *list,
                                 struct tb_str text, uint32_t value, struct tb_error *error)
{
    if (tb_utf8_count(text) > LONGEST_WORD)
        return tb_fail(error, TB_EFORMAT, "“%.*s”过长，最多 %d 个字",
                       "'%.*s' is too long, at most %d characters", TB_ARG(text), LONGEST_WORD);
    struct tb_phrase *phrase = TB_LIST_ADD(builder->arena, list);
    if (!phrase)
        return tb_arena_fail(builder->arena, error);
    *phrase = (struct tb_phrase){text, value};
    return TB_OK;
}

static enum tb_status take_organisation(void *to, const struct tb_tsv_record *line,
                                        struct tb_error *error)
{
    struct builder *builder = to;
    const struct meaning *meaning = meaning_of(ending_meanings, line->field[1]);
    struct phrase_list *list = &builder->endings;
    if (!meaning) {
        meaning = meaning_of(start_meanings, line->field[1]);
        list = &builder->starts;
    }
    if (!meaning)
        return tb_lexicon_unknown(error, "meaning", line->field[1]);
    return add_phrase(builder, list, line->field[0], meaning->value, error);
}

static enum tb_status take_collective(void *to, const struct tb_tsv_record *line,
                                      struct tb_error *error)
{
    struct builder *builder = to;
    if (tb_str_eq(line->field[1], TB_STR("every")))
        return add_phrase(builder, &builder->every, line->field[0], 1, error);
    bool local = tb_str_eq(line->field[1], TB_STR("local"));
    if (!local && !tb_str_eq(line->field[1], TB_STR("kind")))
        return tb_lexicon_unknown(error, "meaning", line->field[1]);
    enum tb_status status = TB_OK;
    if (local)
        status = add_phrase(builder, &builder->local, line->field[0], 1, error);
    if (status == TB_OK)
        status = add_phrase(builder, &builder->endings, line->field[0], TB_ENDS_KIND, error);
    return status;
}

static enum tb_status take_mark(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct builder *builder = to;
    struct tb_unit_mark mark = {.text = line->field[0],
                                .label = tb_str_eq(line->field[2], TB_STR("label")),
                                .before = tb_str_eq(line->field[2], TB_STR("before"))};
    const struct meaning *meaning = meaning_of(mark_meanings, line->field[1]);
    mark.kind = meaning ? (enum tb_mark_kind)meaning->value : TB_MARK_ROLE;
    if (!meaning && !tb_unit_role_parse(line->field[1], &mark.role))
        return tb_lexicon_unknown(error, "meaning", line->field[1]);
    struct tb_unit_mark *added = TB_LIST_ADD(builder->arena, &builder->mark_rows);
    if (!added)
        return tb_arena_fail(builder->arena, error);
    *added = mark;
    return add_phrase(builder, &builder->marks, mark.text, (uint32_t)(builder->mark_rows.count - 1),
                      error);
}

enum tb_status tb_unit_words_read(const struct tb_lexicon_file *extra, size_t extra_count,
                                  struct tb_arena *arena, struct tb_unit_words *out,
                                  struct tb_error *error)
{
    struct builder builder = {.arena = arena};
    enum tb_status status =
        tb_lexicon_read("organisations", 2, extra, extra_count, take_organisation, &builder, error);
    if (status == TB_OK)
        status =
            tb_lexicon_read("collectives", 2, extra, extra_count, take_collective, &builder, error);
    if (status == TB_OK)
        status = tb_lexicon_read("unit_marks", 3, extra, extra_count, take_mark, &builder, error);
    if (status != TB_OK)
        return status;
    struct tb_unit_words words = {
        .endings = tb_phrases_new(builder.endings.at, builder.endings.count, arena),
        .starts = tb_phrases_new(builder.starts.at, builder.starts.count, arena),
        .marks = tb_phrases_new(builder.marks.at, builder.marks.count, arena),
        .every = tb_phrases_new(builder.every.at, builder.every.count, arena),
        .local = tb_phrases_new(builder.local.at, builder.local.count, arena),
        .mark_list = builder.mark_rows.at};
    if (!words.endings || !words.starts || !words.marks || !words.every || !words.local)
        return tb_arena_fail(arena, error);
    *out = words;
    return TB_OK;
}

size_t tb_unit_before(struct tb_str text, size_t at)
{
    if (at == 0)
        return 0;
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* The longest phrase that ends the text, of at most LONGEST_WORD characters. */
static const struct tb_phrase *phrase_at_end(const struct tb_phrases *phrases, struct tb_str text)
{
    const struct tb_phrase *found = NULL;
    size_t at = text.len;
    for (int i = 0; i < LONGEST_WORD && at > 0; i++) {
        at = tb_unit_before(text, at);
        size_t from = 0;
        const struct tb_phrase *phrase;
        while ((phrase = tb_phrases_at(phrases, text, at, &from)))
            if (phrase->text.len == text.len - at) {
                found = phrase;
                break;
            }
    }
    return found;
}

enum tb_ending tb_unit_ending(const struct tb_unit_words *words, struct tb_str name, size_t *from)
{
    const struct tb_phrase *phrase = phrase_at_end(words->endings, name);
    *from = name.len - (phrase ? phrase->text.len : 0);
    return phrase ? (enum tb_ending)phrase->value : TB_ENDS_UNKNOWN;
}

bool tb_unit_is_level(const struct tb_unit_words *words, struct tb_str text)
{
    const struct tb_phrase *phrase = tb_phrases_longest(words->starts, text, 0);
    return phrase && phrase->value == TB_STARTS_NAME && phrase->text.len == text.len;
}

bool tb_unit_is_bare(const struct tb_unit_words *words, struct tb_str name)
{
    struct tb_str rest = name;
    if (rest.len > (size_t)LONGEST_BARE * 4)
        return false;
    while (rest.len > 0) {
        size_t from;
        enum tb_ending ending = tb_unit_ending(words, rest, &from);
        if (ending == TB_ENDS_UNKNOWN || ending == TB_ENDS_WORD)
            return false;
        if (rest.len < name.len && tb_unit_is_level(words, rest))
            return false;
        rest.len = from;
    }
    return name.len > 0;
}

bool tb_unit_is_whole(const struct tb_unit_words *words, struct tb_str name)
{
    size_t from;
    enum tb_ending ending = tb_unit_ending(words, name, &from);
    if (ending == TB_ENDS_UNKNOWN || ending == TB_ENDS_WORD || from == 0)
        return false;
    struct tb_str stem = tb_str_sub(name, 0, from);
    bool short_ending = tb_unit_before(name, name.len) == from;
    bool short_stem = tb_unit_before(stem, stem.len) == 0;
    if (short_ending && short_stem && !tb_unit_is_level(words, stem))
        return false;
    if (ending == TB_ENDS_KIND && !tb_unit_is_collective(words, name))
        return false;
    return !tb_unit_is_bare(words, name);
}

enum tb_start tb_unit_start(const struct tb_unit_words *words, struct tb_str name)
{
    if (tb_phrases_longest(words->every, name, 0))
        return TB_STARTS_NAME;
    const struct tb_phrase *phrase = tb_phrases_longest(words->starts, name, 0);
    return phrase ? (enum tb_start)phrase->value : TB_STARTS_UNKNOWN;
}

bool tb_unit_is_collective(const struct tb_unit_words *words, struct tb_str name)
{
    size_t end = name.len < LONGEST_EVERY ? name.len : LONGEST_EVERY, step;
    for (size_t at = 0; at < end; at += step) {
        if (tb_phrases_longest(words->every, name, at))
            return true;
        tb_utf8_at(name, at, &step);
    }
    return false;
}

bool tb_unit_is_quantifier(const struct tb_unit_words *words, struct tb_str name)
{
    const struct tb_phrase *phrase = tb_phrases_longest(words->every, name, 0);
    return phrase && phrase->text.len == name.len;
}

bool tb_unit_is_local(const struct tb_unit_words *words, struct tb_str name)
{
    return tb_phrases_longest(words->local, name, 0) && tb_unit_is_bare(words, name);
}

const struct tb_unit_mark *tb_unit_mark_at(const struct tb_unit_words *words, struct tb_str text,
                                           size_t at)
{
    const struct tb_phrase *phrase = tb_phrases_longest(words->marks, text, at);
    return phrase ? &words->mark_list[phrase->value] : NULL;
}

const struct tb_unit_mark *tb_unit_mark_end(const struct tb_unit_words *words, struct tb_str text)
{
    const struct tb_phrase *phrase = phrase_at_end(words->marks, text);
    return phrase ? &words->mark_list[phrase->value] : NULL;
}
