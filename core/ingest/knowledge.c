/* knowledge.c - reading the lexicon files of this layer. */
#include "ingest/knowledge.h"

#include "base/embed.h"
#include "base/list.h"
#include "base/tsv.h"
#include "ingest/fold.h"

/* Everything under construction; the lists become the arrays of struct tb_ingest. */
struct loader {
    struct tb_arena *arena;
    struct {
        struct tb_header_word *at;
        size_t count, room;
    } headers;
    struct {
        struct tb_period_phrase *at;
        size_t count, room;
    } periods;
    struct {
        struct tb_form *at;
        size_t count, room;
    } forms;
    struct {
        struct tb_str *at;
        size_t count, room;
    } words[TB_WORD_END];
};

typedef enum tb_status add_record(struct loader *loader, const struct tb_tsv_record *record,
                                  struct tb_error *error);

static const char *const class_names[TB_WORD_END] = {
    [TB_WORD_MEASURE] = "measure",
    [TB_WORD_MAGNITUDE] = "magnitude",
    [TB_WORD_NULL] = "null",
    [TB_WORD_MARK] = "mark",
    [TB_WORD_TITLE_END] = "title-end",
    [TB_WORD_META] = "meta",
    [TB_WORD_ASIDE] = "aside",
    [TB_WORD_TOTAL] = "total",
    [TB_WORD_PLACE_END] = "place-end",
    [TB_WORD_PLACE_NOT] = "place-not",
    [TB_WORD_PLACE_FIRST] = "place-first",
    [TB_WORD_PLACE_NEXT] = "place-next",
    [TB_WORD_TITLE_FIRST] = "title-first",
    [TB_WORD_SECTION_END] = "section-end",
    [TB_WORD_DUTY_END] = "duty-end",
    [TB_WORD_ATTACHMENT] = "attachment",
};

static const char *const content_names[] = {"-", "number", "measure", "repeated"};

static enum tb_status unknown_name(struct tb_str name, struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "不认识的名称“%.*s”", "unknown name \"%.*s\"", TB_ARG(name));
}

static enum tb_status folded_copy(struct loader *loader, struct tb_str text, struct tb_str *out,
                                  struct tb_error *error)
{
    struct tb_folded folded;
    tb_fold(text, &folded);
    if (folded.len == 0)
        return unknown_name(text, error);
    *out = tb_arena_copy(loader->arena, tb_folded_str(&folded));
    return out->ptr ? TB_OK : tb_arena_fail(loader->arena, error);
}

static enum tb_status parse_role(struct tb_str name, enum tb_role *role, struct tb_error *error)
{
    return tb_role_parse(name, role) ? TB_OK : unknown_name(name, error);
}

/* "number=annual_target" or "-" */
static enum tb_status parse_content(struct tb_str field, struct tb_header_word *word,
                                    struct tb_error *error)
{
    if (tb_str_eq(field, TB_STR("-")))
        return TB_OK;
    size_t sign = tb_str_find(field, TB_STR("="), 0);
    struct tb_str kind = sign == SIZE_MAX ? field : tb_str_sub(field, 0, sign);
    for (size_t i = 1; sign != SIZE_MAX && i < sizeof content_names / sizeof *content_names; i++)
        if (tb_str_eq(kind, tb_str_of(content_names[i]))) {
            word->content = (enum tb_content)i;
            return parse_role(tb_str_sub(field, sign + 1, field.len), &word->by_content, error);
        }
    return unknown_name(field, error);
}

static enum tb_status add_header(struct loader *loader, const struct tb_tsv_record *record,
                                 struct tb_error *error)
{
    struct tb_header_word word = {0};
    enum tb_status status = folded_copy(loader, record->field[0], &word.word, error);
    if (status == TB_OK)
        status = parse_role(record->field[1], &word.role, error);
    word.in_part = word.role;
    if (status == TB_OK && !tb_str_eq(record->field[2], TB_STR("-")))
        status = parse_role(record->field[2], &word.in_part, error);
    if (status == TB_OK)
        status = parse_content(record->field[3], &word, error);
    if (status != TB_OK)
        return status;
    struct tb_header_word *added = TB_LIST_ADD(loader->arena, &loader->headers);
    if (!added)
        return tb_arena_fail(loader->arena, error);
    *added = word;
    return TB_OK;
}

/* A period kind, with ":N" where the phrase itself has no number; or one of the other meanings. */
static enum tb_status parse_phrase(struct tb_str meaning, struct tb_period_phrase *out,
                                   struct tb_error *error)
{
    static const struct {
        const char *name;
        enum tb_phrase phrase;
    } others[] = {
        {"months", TB_PHRASE_MONTHS}, {"as-of", TB_PHRASE_AS_OF},         {"part", TB_PHRASE_PART},
        {"none", TB_PHRASE_NONE},     {"year-only", TB_PHRASE_YEAR_ONLY},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (tb_str_eq(meaning, tb_str_of(others[i].name))) {
            out->phrase = others[i].phrase;
            return TB_OK;
        }
    struct tb_str kind = meaning;
    if (kind.len > 2 && kind.ptr[kind.len - 2] == ':' && kind.ptr[kind.len - 1] >= '1' &&
        kind.ptr[kind.len - 1] <= '9') {
        out->index = (uint8_t)(kind.ptr[kind.len - 1] - '0');
        kind.len -= 2;
    }
    out->phrase = TB_PHRASE_PERIOD;
    return tb_period_kind_parse(kind, &out->kind) ? TB_OK : unknown_name(meaning, error);
}

/* Whether a pattern has as many numbers as its meaning needs: a day is a month and a day. */
static enum tb_status check_numbers(const struct tb_period_phrase *phrase, struct tb_error *error)
{
    size_t numbers = 0, least = 0, most = SIZE_MAX;
    for (size_t i = 0; i < phrase->pattern.len; i++)
        numbers += phrase->pattern.ptr[i] == 'N';
    if (phrase->phrase == TB_PHRASE_AS_OF || phrase->phrase == TB_PHRASE_MONTHS)
        least = most = 2;
    else if (phrase->phrase == TB_PHRASE_PERIOD && phrase->kind != TB_PERIOD_YEAR &&
             phrase->index == 0)
        least = 1;
    if (numbers >= least && numbers <= most)
        return TB_OK;
    return tb_fail(error, TB_EFORMAT, "“%.*s”中应有 %zu 个 N，实有 %zu 个",
                   "'%.*s' should have %zu times N, found %zu", TB_ARG(phrase->pattern), least,
                   numbers);
}

static struct tb_str longest_literal(struct tb_str pattern)
{
    struct tb_str longest = {pattern.ptr, 0};
    size_t from = 0;
    for (size_t i = 0; i <= pattern.len; i++) {
        if (i < pattern.len && !memchr("NY-", pattern.ptr[i], 3))
            continue;
        if (i - from > longest.len)
            longest = tb_str_sub(pattern, from, i);
        from = i + 1;
    }
    return longest;
}

static enum tb_status add_period(struct loader *loader, const struct tb_tsv_record *record,
                                 struct tb_error *error)
{
    struct tb_period_phrase phrase = {0};
    enum tb_status status = folded_copy(loader, record->field[0], &phrase.pattern, error);
    if (status == TB_OK)
        status = parse_phrase(record->field[1], &phrase, error);
    if (status == TB_OK)
        status = check_numbers(&phrase, error);
    if (status != TB_OK)
        return status;
    phrase.literal = longest_literal(phrase.pattern);
    struct tb_period_phrase *added = TB_LIST_ADD(loader->arena, &loader->periods);
    if (!added)
        return tb_arena_fail(loader->arena, error);
    *added = phrase;
    return TB_OK;
}

static enum tb_status add_word(struct loader *loader, const struct tb_tsv_record *record,
                               struct tb_error *error)
{
    struct tb_str word;
    enum tb_status status = folded_copy(loader, record->field[0], &word, error);
    if (status != TB_OK)
        return status;
    for (size_t i = 0; i < TB_WORD_END; i++)
        if (tb_str_eq(record->field[1], tb_str_of(class_names[i]))) {
            struct tb_str *added = TB_LIST_ADD(loader->arena, &loader->words[i]);
            if (!added)
                return tb_arena_fail(loader->arena, error);
            *added = word;
            return TB_OK;
        }
    return unknown_name(record->field[1], error);
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static enum tb_status parse_magic(struct loader *loader, struct tb_str pattern,
                                  struct tb_str *magic, bool *is_text, struct tb_error *error)
{
    bool hex = tb_str_starts(pattern, TB_STR("hex:"));
    *is_text = tb_str_starts(pattern, TB_STR("text:"));
    size_t from = hex ? 4 : 5, len = pattern.len > from ? pattern.len - from : 0;
    if ((!hex && !*is_text) || len == 0 || (hex && len % 2 != 0))
        return unknown_name(pattern, error);
    *magic = tb_arena_copy(loader->arena, tb_str_sub(pattern, from, pattern.len));
    char *bytes = hex ? tb_arena_alloc(loader->arena, len / 2) : NULL;
    if (!magic->ptr || (hex && !bytes))
        return tb_arena_fail(loader->arena, error);
    for (size_t i = 0; hex && i < len / 2; i++) {
        int high = hex_digit(magic->ptr[2 * i]), low = hex_digit(magic->ptr[2 * i + 1]);
        if (high < 0 || low < 0)
            return unknown_name(pattern, error);
        bytes[i] = (char)(high * 16 + low);
    }
    if (hex)
        *magic = (struct tb_str){bytes, len / 2};
    return TB_OK;
}

static enum tb_status add_form(struct loader *loader, const struct tb_tsv_record *record,
                               struct tb_error *error)
{
    struct tb_form form = {0};
    bool is_text;
    enum tb_status status =
        parse_magic(loader, record->field[0], &form.magic, &form.is_text, error);
    if (status == TB_OK && !tb_str_eq(record->field[2], TB_STR("-")))
        status = parse_magic(loader, record->field[2], &form.holds, &is_text, error);
    if (status != TB_OK)
        return status;
    for (size_t i = 0; i < record->field[1].len && i < 6; i++) {
        char c = record->field[1].ptr[i];
        if (c < '0' || c > '9')
            return unknown_name(record->field[1], error);
        form.within = form.within * 10 + (size_t)(c - '0');
    }
    while (form.container < TB_CONTAINER_END &&
           !tb_str_eq(record->field[3], tb_str_of(tb_container_name(form.container))))
        form.container++;
    if (form.container == TB_CONTAINER_END)
        return unknown_name(record->field[3], error);
    form.zh = tb_arena_copy(loader->arena, record->field[4]).ptr;
    form.en = tb_arena_copy(loader->arena, record->field[5]).ptr;
    struct tb_form *added = form.zh && form.en ? TB_LIST_ADD(loader->arena, &loader->forms) : NULL;
    if (!added)
        return tb_arena_fail(loader->arena, error);
    *added = form;
    return TB_OK;
}

static const struct {
    const char *name;
    add_record *add;
    size_t fields; /* without the source */
} files[] = {
    {"headers", add_header, 4},
    {"periods", add_period, 2},
    {"words", add_word, 2},
    {"forms", add_form, 6},
};

static enum tb_status read_file(struct loader *loader, size_t file, struct tb_str text,
                                const char *source, struct tb_error *error)
{
    struct tb_tsv tsv = tb_tsv_open(text, source, files[file].fields, files[file].fields + 1);
    for (;;) {
        struct tb_tsv_record record;
        bool more = true;
        enum tb_status status = tb_tsv_next(&tsv, &record, &more, error);
        if (status != TB_OK || !more)
            return status;
        status = files[file].add(loader, &record, error);
        if (status != TB_OK) {
            (void)tb_fail_at(error, status, source, tsv.line, 1);
            return status;
        }
    }
}

static enum tb_status read_all(struct loader *loader, const struct tb_extra_file *extra,
                               size_t extra_count, struct tb_error *error)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        for (size_t k = 0; k < extra_count; k++) {
            if (strcmp(extra[k].name, files[i].name) != 0)
                continue;
            enum tb_status status = read_file(loader, i, extra[k].text, extra[k].source, error);
            if (status == TB_EFORMAT && error)
                error->status = TB_EUSAGE;
            if (status != TB_OK)
                return status == TB_EFORMAT ? TB_EUSAGE : status;
        }
        struct tb_str own = tb_embedded_text(tb_ingest_knowledge, files[i].name);
        enum tb_status status = read_file(loader, i, own, files[i].name, error);
        if (status != TB_OK)
            return status;
    }
    return TB_OK;
}

static size_t last_slot(struct tb_str text)
{
    size_t len = text.len < 3 ? text.len : 3; /* a Han character is three bytes */
    return tb_str_hash(tb_str_sub(text, text.len - len, text.len)) % TB_HEADER_LAST;
}

bool tb_header_may_end(const struct tb_ingest *know, struct tb_str text)
{
    if (text.len == 0)
        return false;
    if (tb_str_ends(text, TB_STR(")")) || tb_str_ends(text, TB_STR("）")) ||
        tb_str_ends(text, TB_STR("%")) || tb_str_ends(text, TB_STR("％")))
        return true;
    return know->header_last[last_slot(text)];
}

static void index_words(struct tb_ingest *know)
{
    for (size_t i = 0; i < TB_WORD_END; i++)
        for (size_t k = 0; k < know->word_count[i]; k++)
            know->word_first[i][(unsigned char)know->words[i][k].ptr[0]] = true;
    for (size_t i = 0; i < know->header_count; i++)
        know->header_last[last_slot(know->headers[i].word)] = true;
}

enum tb_status tb_ingest_new(const struct tb_extra_file *extra, size_t extra_count,
                             struct tb_arena *arena, struct tb_ingest **out, struct tb_error *error)
{
    struct loader loader = {.arena = arena};
    enum tb_status status = read_all(&loader, extra, extra_count, error);
    if (status != TB_OK)
        return status;
    struct tb_ingest *know = TB_NEW(arena, struct tb_ingest);
    if (!know)
        return tb_arena_fail(arena, error);
    know->headers = loader.headers.at;
    know->header_count = loader.headers.count;
    know->periods = loader.periods.at;
    know->period_count = loader.periods.count;
    know->forms = loader.forms.at;
    know->form_count = loader.forms.count;
    for (size_t i = 0; i < TB_WORD_END; i++) {
        know->words[i] = loader.words[i].at;
        know->word_count[i] = loader.words[i].count;
    }
    index_words(know);
    *out = know;
    return TB_OK;
}

size_t tb_word_prefix(const struct tb_ingest *know, enum tb_word_class class, struct tb_str text)
{
    size_t longest = 0;
    if (text.len == 0 || !know->word_first[class][(unsigned char)text.ptr[0]])
        return 0;
    for (size_t i = 0; i < know->word_count[class]; i++)
        if (know->words[class][i].len > longest && tb_str_starts(text, know->words[class][i]))
            longest = know->words[class][i].len;
    return longest;
}

size_t tb_word_suffix(const struct tb_ingest *know, enum tb_word_class class, struct tb_str text)
{
    size_t longest = 0;
    for (size_t i = 0; i < know->word_count[class]; i++)
        if (know->words[class][i].len > longest && tb_str_ends(text, know->words[class][i]))
            longest = know->words[class][i].len;
    return longest;
}

bool tb_word_is(const struct tb_ingest *know, enum tb_word_class class, struct tb_str text)
{
    return text.len > 0 && tb_word_prefix(know, class, text) == text.len;
}
