/* measures.c - parses the knowledge of figures and dates into tables of phrases. */
#include "extract/measures.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/lexicon.h"

struct phrase_list {
    struct tb_phrase *at;
    size_t count, room;
};

/* The tables while they are being filled. */
struct loader {
    struct tb_arena *arena;
    struct phrase_list units, words, before, after, between, names_before, names_after, heads,
        classes, counting, metric;
    struct {
        struct tb_measure *at;
        size_t count, room;
    } measures;
    struct {
        struct tb_word *at;
        size_t count, room;
    } word_of;
};

/* The index of `name` in a NULL-ended table of names; -1: none. */
static int index_of(const char *const *names, struct tb_str name)
{
    for (int i = 0; names[i]; i++)
        if (tb_str_eq(name, tb_str_of(names[i])))
            return i;
    return -1;
}

static enum tb_status add(struct loader *l, struct phrase_list *list, struct tb_str text,
                          uint32_t value, struct tb_error *error)
{
    struct tb_phrase *phrase = TB_LIST_ADD(l->arena, list);
    if (!phrase)
        return tb_arena_fail(l->arena, error);
    *phrase = (struct tb_phrase){text, value};
    return TB_OK;
}

static enum tb_status add_word(struct loader *l, struct tb_str text, struct tb_word word,
                               struct tb_error *error)
{
    struct tb_word *made = TB_LIST_ADD(l->arena, &l->word_of);
    if (!made)
        return tb_arena_fail(l->arena, error);
    *made = word;
    return add(l, &l->words, text, (uint32_t)l->word_of.count - 1, error);
}

static enum tb_status take_unit(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct loader *l = to;
    struct tb_measure measure = {.name = line->field[1]};
    if (!tb_dimension_parse(line->field[2], &measure.dimension))
        return tb_lexicon_unknown(error, "dimension", line->field[2]);
    if (!tb_decimal_parse(line->field[3], &measure.factor) || measure.factor.num <= 0)
        return tb_lexicon_unknown(error, "factor", line->field[3]);
    if (!tb_str_eq(line->field[4], TB_STR("-")))
        measure.group = line->field[4];
    struct tb_measure *made = TB_LIST_ADD(l->arena, &l->measures);
    if (!made)
        return tb_arena_fail(l->arena, error);
    *made = measure;
    return add(l, &l->units, line->field[0], (uint32_t)l->measures.count - 1, error);
}

static enum tb_status take_comparator(void *to, const struct tb_tsv_record *line,
                                      struct tb_error *error)
{
    struct loader *l = to;
    static const char *const sides[] = {"before", "after", "power", "between", NULL};
    enum tb_comparator comparator;
    if (!tb_comparator_parse(line->field[1], &comparator))
        return tb_lexicon_unknown(error, "meaning", line->field[1]);
    int side = index_of(sides, line->field[2]);
    if (side < 0)
        return tb_lexicon_unknown(error, "side", line->field[2]);
    if (side == 3)
        return add(l, &l->between, line->field[0], (uint32_t)comparator, error);
    return add(l, side == 1 ? &l->after : &l->before, line->field[0],
               (uint32_t)comparator | (side == 2 ? (uint32_t)TB_BEFORE_POWER : 0), error);
}

static enum tb_status take_cue(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct loader *l = to;
    static const char *const cues[] = {
        "forecast", "effort",     "cumulative", "growth",  "fall",      "rise",  "drop", "level",
        "flat",     "share",      "whole",      "part",    "ranking",   "first", "each", "money",
        "as_of",    "reschedule", "original",   "planned", "frequency", NULL};
    int cue = index_of(cues, line->field[1]);
    if (cue < 0)
        return tb_lexicon_unknown(error, "cue", line->field[1]);
    return add_word(l, line->field[0], (struct tb_word){TB_IS_CUE, (uint8_t)cue, 0}, error);
}

static enum tb_status take_date_word(void *to, const struct tb_tsv_record *line,
                                     struct tb_error *error)
{
    struct loader *l = to;
    static const char *const meanings[] = {"year", "half", "within", "end",     "start",
                                           "this", "now",  "same",   "january", NULL};
    int meaning = index_of(meanings, line->field[1]);
    if (meaning < 0)
        return tb_lexicon_unknown(error, "meaning", line->field[1]);
    struct tb_decimal value;
    if (!tb_decimal_parse(line->field[2], &value) || value.exp != 0 || value.den != 1 ||
        value.num < -9 || value.num > 9)
        return tb_lexicon_unknown(error, "value", line->field[2]);
    return add_word(l, line->field[0],
                    (struct tb_word){TB_IS_DATE_WORD, (uint8_t)meaning, (int8_t)value.num}, error);
}

static enum tb_status take_false_friend(void *to, const struct tb_tsv_record *line,
                                        struct tb_error *error)
{
    struct loader *l = to;
    static const char *const places[] = {"before", "after", "whole", "head", "class", NULL};
    static const char *const classes[] = {"any",   "han", "time", "label",
                                          "phase", "one", "solo", NULL};
    int place = index_of(places, line->field[1]), class = index_of(classes, line->field[2]);
    if (place < 0)
        return tb_lexicon_unknown(error, "where", line->field[1]);
    if (class < 0)
        return tb_lexicon_unknown(error, "numerals", line->field[2]);
    if (place == 2)
        return add_word(l, line->field[0], (struct tb_word){TB_IS_NAME, 0, 0}, error);
    struct phrase_list *lists[] = {&l->names_before, &l->names_after, NULL, &l->heads, &l->classes};
    return add(l, lists[place], line->field[0], (uint32_t) class, error);
}

static enum tb_status take_counting(void *to, const struct tb_tsv_record *line,
                                    struct tb_error *error)
{
    struct loader *l = to;
    static const char *const kinds[] = {"things", "events", NULL};
    int kind = index_of(kinds, line->field[1]);
    if (kind < 0)
        return tb_lexicon_unknown(error, "what", line->field[1]);
    return add(l, &l->counting, line->field[0], (uint32_t)kind, error);
}

static enum tb_status take_metric_word(void *to, const struct tb_tsv_record *line,
                                       struct tb_error *error)
{
    struct loader *l = to;
    static const char *const sides[] = {"front", "back", "both", "end", NULL};
    static const uint32_t bits[] = {TB_STRIP_FRONT, TB_STRIP_BACK, TB_STRIP_FRONT | TB_STRIP_BACK,
                                    TB_STRIP_FRONT | TB_STRIP_BACK | TB_STRIP_END};
    int side = index_of(sides, line->field[1]);
    if (side < 0)
        return tb_lexicon_unknown(error, "side", line->field[1]);
    return add(l, &l->metric, line->field[0], bits[side], error);
}

static enum tb_status read_all(struct loader *l, const struct tb_lexicon_file *extra,
                               size_t extra_count, struct tb_error *error)
{
    static const struct {
        const char *name;
        size_t fields;
        tb_lexicon_take take;
    } files[] = {
        {"units", 5, take_unit},
        {"comparators", 3, take_comparator},
        {"cues", 2, take_cue},
        {"date_words", 3, take_date_word},
        {"false_friends", 3, take_false_friend},
        {"counting", 2, take_counting},
        {"metric_words", 2, take_metric_word},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        enum tb_status status = tb_lexicon_read(files[i].name, files[i].fields, extra, extra_count,
                                                files[i].take, l, error);
        if (status != TB_OK)
            return status;
    }
    return TB_OK;
}

/* Where the character begins that ends before byte `end` of `text`. */
static size_t last_character(struct tb_str text, size_t end)
{
    do
        end--;
    while (end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80);
    return end;
}

static void mark_character(struct tb_measures *m, uint32_t code, uint8_t bit)
{
    if (code > 0xFFFF)
        return;
    m->may[code] |= bit;
    if (bit & (TB_MAY_NUMBER | TB_MAY_WORD | TB_MAY_MARK))
        m->begins[code / 64] |= (uint64_t)1 << code % 64;
}

/* Marks what the first (or the last) characters of `list` may begin (or end). */
static void mark(struct tb_measures *m, const struct phrase_list *list, bool last, uint8_t bit)
{
    for (size_t i = 0; i < list->count; i++) {
        struct tb_str text = list->at[i].text;
        size_t len;
        mark_character(m, tb_utf8_at(text, last ? last_character(text, text.len) : 0, &len), bit);
    }
}

static bool mark_characters(struct loader *l, struct tb_measures *m)
{
    static const char *const marks = "，。；：、！？“”‘’《》（）「」—\n,;:!?()\"";
    m->may = TB_NEW_ARRAY(l->arena, uint8_t, 0x10000);
    if (!m->may)
        return false;
    mark(m, &l->words, false, TB_MAY_WORD);
    mark(m, &l->before, true, TB_ENDS_COMPARATOR);
    mark(m, &l->names_before, true, TB_ENDS_NAME);
    mark(m, &l->counting, true, TB_ENDS_COUNTING);
    mark(m, &l->metric, true, TB_ENDS_METRIC);
    struct tb_str text = tb_str_of(marks);
    for (size_t at = 0, len; at < text.len; at += len)
        mark_character(m, tb_utf8_at(text, at, &len), TB_MAY_MARK);
    struct tb_numeral sign;
    for (uint32_t n = 0, code; (code = tb_numerals_nth(m->numerals, n, &sign)) != 0; n++)
        if (sign.kind != TB_NUMERAL_POINT && sign.kind != TB_NUMERAL_MORE &&
            sign.kind != TB_NUMERAL_HALF)
            mark_character(m, code, TB_MAY_NUMBER);
    for (uint32_t i = 0; i < 10; i++) { /* no word begins with a digit */
        m->may['0' + i] = m->may[0xFF10 + i] = 0;
        mark_character(m, '0' + i, TB_MAY_NUMBER);
        mark_character(m, 0xFF10 + i, TB_MAY_NUMBER);
    }
    return true;
}

enum tb_status tb_measures_new(const struct tb_lexicon_file *extra, size_t extra_count,
                               struct tb_arena *arena, struct tb_measures **out,
                               struct tb_error *error)
{
    struct loader l = {.arena = arena};
    struct tb_measures *m = TB_NEW(arena, struct tb_measures);
    if (!m)
        return tb_arena_fail(arena, error);
    enum tb_status status = tb_numerals_new(extra, extra_count, arena, &m->numerals, error);
    if (status == TB_OK)
        status = read_all(&l, extra, extra_count, error);
    if (status != TB_OK)
        return status;
    struct {
        struct tb_phrases **table;
        const struct phrase_list *list;
    } tables[] = {{&m->units, &l.units},
                  {&m->words, &l.words},
                  {&m->before, &l.before},
                  {&m->between, &l.between},
                  {&m->after, &l.after},
                  {&m->names_before, &l.names_before},
                  {&m->names_after, &l.names_after},
                  {&m->heads, &l.heads},
                  {&m->classes, &l.classes},
                  {&m->counting, &l.counting},
                  {&m->metric, &l.metric}};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        *tables[i].table = tb_phrases_new(tables[i].list->at, tables[i].list->count, arena);
        if (!*tables[i].table)
            return tb_arena_fail(arena, error);
    }
    m->measures = l.measures.at;
    m->word_of = l.word_of.at;
    if (!mark_characters(&l, m))
        return tb_arena_fail(arena, error);
    *out = m;
    return TB_OK;
}

const struct tb_measure *tb_measure_named(const struct tb_measures *measures, struct tb_str text,
                                          int *power)
{
    text = tb_str_trim(text);
    *power = 0;
    for (size_t at = 0; at < text.len;) {
        const struct tb_phrase *unit = tb_phrases_longest(measures->units, text, at);
        if (unit && at + unit->text.len == text.len)
            return &measures->measures[unit->value];
        struct tb_numeral sign = tb_numeral_at(measures->numerals, text, at);
        if (sign.kind != TB_NUMERAL_SMALL && sign.kind != TB_NUMERAL_LARGE)
            return NULL;
        *power += sign.value;
        at += sign.len;
    }
    return NULL;
}

struct tb_str tb_measure_group(const struct tb_measures *measures, struct tb_str unit)
{
    const struct tb_phrase *found = tb_phrases_longest(measures->units, unit, 0);
    if (!found || found->text.len != unit.len)
        return (struct tb_str){NULL, 0};
    return measures->measures[found->value].group;
}

/* The longest phrase of `phrases` that ends exactly at `end`. */
static const struct tb_phrase *phrase_ending(const struct tb_phrases *phrases, struct tb_str text,
                                             size_t from, size_t end)
{
    enum { LONGEST = 6 }; /* characters */
    size_t starts[LONGEST];
    int count = 0;
    for (size_t at = end; at > from && count < LONGEST; starts[count++] = at)
        at = last_character(text, at);
    struct tb_str head = {text.ptr, end};
    while (count-- > 0) {
        size_t next = 0;
        const struct tb_phrase *phrase;
        while ((phrase = tb_phrases_at(phrases, head, starts[count], &next)) != NULL)
            if (starts[count] + phrase->text.len == end)
                return phrase;
    }
    return NULL;
}

const struct tb_phrase *tb_word_ending(const struct tb_measures *measures, uint8_t what,
                                       struct tb_str text, size_t from, size_t end)
{
    if (end <= from)
        return NULL;
    size_t len;
    uint32_t code = tb_utf8_at(text, last_character(text, end), &len);
    if (code > 0xFFFF || !(measures->may[code] & what))
        return NULL;
    const struct tb_phrases *phrases = what == TB_ENDS_COMPARATOR ? measures->before
                                       : what == TB_ENDS_NAME     ? measures->names_before
                                       : what == TB_ENDS_COUNTING ? measures->counting
                                                                  : measures->metric;
    return phrase_ending(phrases, text, from, end);
}
