/* people.c - names of people: runs of Han characters between separators, without titles. */
#include "base/list.h"
#include "base/utf8.h"
#include "extract/lexicon.h"
#include "extract/people_words.h"

enum {
    RUN = 16, /* characters of a run that can hold names; a longer one is a text */
    GAP = 4   /* blanks within a name that is spread over the width of a column */
};

struct phrase_list {
    struct tb_phrase *at;
    size_t count, room;
};

struct loader {
    struct tb_arena *arena;
    struct phrase_list words;
};

static enum tb_status take_word(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    static const char *const meanings[TB_PEOPLE_MEANINGS] = {"title", "label", "surname",
                                                             "not",   "word",  "beside"};
    struct loader *l = to;
    uint32_t i = 0;
    while (i < TB_PEOPLE_MEANINGS && !tb_str_eq(line->field[1], tb_str_of(meanings[i])))
        i++;
    if (i == TB_PEOPLE_MEANINGS)
        return tb_lexicon_unknown(error, "meaning", line->field[1]);
    struct tb_phrase *phrase = TB_LIST_ADD(l->arena, &l->words);
    if (!phrase)
        return tb_arena_fail(l->arena, error);
    *phrase = (struct tb_phrase){line->field[0], i};
    return TB_OK;
}

enum tb_status tb_people_new(const struct tb_lexicon_file *extra, size_t extra_count,
                             struct tb_arena *arena, struct tb_people **out, struct tb_error *error)
{
    struct loader loader = {.arena = arena};
    struct tb_people *people = TB_NEW(arena, struct tb_people);
    enum tb_status status = people ? TB_OK : tb_arena_fail(arena, error);
    if (status == TB_OK)
        status = tb_lexicon_read("people", 2, extra, extra_count, take_word, &loader, error);
    if (status != TB_OK)
        return status;
    people->words = tb_phrases_new(loader.words.at, loader.words.count, arena);
    if (!people->words)
        return tb_arena_fail(arena, error);
    *out = people;
    return TB_OK;
}

/* ---- one cell ---- */

/* Consecutive characters that may be names: without the blanks between them. */
struct run {
    struct {
        uint32_t from, to; /* of the character in the cell */
    } at[RUN];
    char text[RUN * 4];
    uint32_t offset[RUN + 1]; /* of the character in `text` */
    size_t count;             /* above RUN: too long for names */
};

struct reader {
    const struct tb_people *people;
    struct tb_arena *arena;
    struct tb_str cell;
    uint16_t column;
    struct tb_str role;
    bool named; /* a heading in the cell says that names follow */
    struct tb_person_list *list;
    bool full;
};

bool tb_people_is_han(uint32_t code)
{
    return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x20000 && code <= 0x2FFFF) || code == 0x3007;
}

bool tb_people_is_point(uint32_t code)
{
    return code == 0xB7 || code == 0x2022 || code == 0x30FB;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0xA0 || code == 0x3000;
}

const struct tb_phrase *tb_people_word(const struct tb_people *people, struct tb_str text,
                                       size_t at, enum tb_people_meaning meaning)
{
    size_t from = 0;
    const struct tb_phrase *phrase;
    while ((phrase = tb_phrases_at(people->words, text, at, &from)) != NULL)
        if (phrase->value == meaning)
            return phrase;
    return NULL;
}

static struct tb_str run_text(const struct run *run, size_t from, size_t to)
{
    return (struct tb_str){run->text + run->offset[from], run->offset[to] - run->offset[from]};
}

/* Adds the characters from..to of the run as one name. */
static void add_name(struct reader *reader, const struct run *run, size_t from, size_t to)
{
    struct tb_str name = tb_arena_copy(reader->arena, run_text(run, from, to));
    struct tb_person *person = TB_LIST_ADD(reader->arena, reader->list);
    if (!person || !name.ptr) {
        reader->full = true;
        return;
    }
    *person = (struct tb_person){
        .name = name,
        .role = reader->role,
        .span = {run->at[from].from, run->at[to - 1].to, reader->column},
    };
}

size_t tb_people_surname(const struct tb_people *people, struct tb_str text)
{
    const struct tb_phrase *found = tb_people_word(people, text, 0, TB_PEOPLE_SURNAME);
    return found ? found->text.len : 0;
}

/* Characters of the surname at a place of the run; 0: none. */
static size_t surname_at(const struct reader *reader, const struct run *run, size_t at)
{
    struct tb_str rest = run_text(run, at, run->count);
    return tb_utf8_count(tb_str_sub(rest, 0, tb_people_surname(reader->people, rest)));
}

bool tb_people_is_no_name(const struct tb_people *people, struct tb_str name)
{
    size_t count = tb_utf8_count(name), len;
    for (size_t at = 0; at < name.len; at += len) {
        const struct tb_phrase *found = tb_people_word(people, name, at, TB_PEOPLE_NOT);
        (void)tb_utf8_at(name, at, &len);
        if (found && at + found->text.len == name.len && (at == 0 || count >= 3))
            return true; /* all of it, or how it ends: 县委办, 交通局 */
    }
    return false;
}

/* Names without a separator between them, as far as surnames tell: 李明王小强. */
static void add_joined(struct reader *reader, const struct run *run, size_t from, size_t to)
{
    size_t first = 0;
    if (surname_at(reader, run, from) == 0)
        return;
    for (size_t size = 2; size <= 3 && first == 0; size++) {
        size_t rest = to - from - size;
        if (to - from > size && rest >= 2 && rest <= 3 && surname_at(reader, run, from + size) > 0)
            first = size;
    }
    if (first == 0)
        return;
    add_name(reader, run, from, from + first);
    add_name(reader, run, from + first, to);
}

static void take_names(struct reader *reader, const struct run *run, size_t from, size_t to)
{
    size_t count = to - from;
    bool point = false;
    for (size_t i = from; i < to; i++) {
        size_t len;
        point = point || tb_people_is_point(tb_utf8_at(run_text(run, i, i + 1), 0, &len));
    }
    if (count < 2 || tb_people_is_no_name(reader->people, run_text(run, from, to)))
        return;
    if (count <= 3 || point || (count == 4 && surname_at(reader, run, from) == 2))
        add_name(reader, run, from, to);
    else
        add_joined(reader, run, from, to);
}

/* A run without its titles: 副区长李明, 李明副区长, 区政府副区长李明. */
static void take_run(struct reader *reader, struct run *run)
{
    size_t from = 0, to = run->count;
    if (run->count == 0)
        return;
    if (run->count <= RUN) {
        struct tb_str text = run_text(run, 0, run->count);
        for (size_t i = 0; i < run->count; i++) {
            const struct tb_phrase *title =
                tb_people_word(reader->people, text, run->offset[i], TB_PEOPLE_TITLE);
            if (!title)
                continue;
            size_t end = i + tb_utf8_count(title->text);
            if (run->count - end >= 2) {
                from = end; /* the name stands behind its title */
                i = end - 1;
            } else {
                to = i;
                break;
            }
        }
        if (from < to)
            take_names(reader, run, from, to);
    }
    run->count = 0;
}

static void add_character(struct run *run, struct tb_str cell, size_t at, size_t len)
{
    if (run->count < RUN) {
        uint32_t offset = run->count > 0 ? run->offset[run->count] : 0;
        memcpy(run->text + offset, cell.ptr + at, len);
        run->at[run->count].from = (uint32_t)at;
        run->at[run->count].to = (uint32_t)(at + len);
        run->offset[run->count] = offset;
        run->offset[run->count + 1] = offset + (uint32_t)len;
    }
    if (run->count <= RUN)
        run->count++;
}

/* Behind the blanks at `at`: where one character stands alone that ends a spread name, 李　明; 0: none. */
static size_t spread_to(struct tb_str cell, size_t at)
{
    size_t len, blanks = 0;
    while (at < cell.len && is_blank(tb_utf8_at(cell, at, &len)) && blanks++ < GAP)
        at += len;
    if (at >= cell.len || !tb_people_is_han(tb_utf8_at(cell, at, &len)))
        return 0;
    size_t next;
    if (at + len < cell.len && tb_people_is_han(tb_utf8_at(cell, at + len, &next)))
        return 0;
    return at;
}

/* A heading and its colon at `at`; 0: none, else how long both are. */
static size_t label_at(const struct reader *reader, size_t at, struct tb_str *label)
{
    const struct tb_phrase *found =
        tb_people_word(reader->people, reader->cell, at, TB_PEOPLE_LABEL);
    size_t len;
    if (!found || at + found->text.len >= reader->cell.len)
        return 0;
    uint32_t colon = tb_utf8_at(reader->cell, at + found->text.len, &len);
    *label = found->text;
    return colon == ':' || colon == 0xFF1A ? found->text.len + len : 0;
}

/* What stands in brackets behind a name is a title, a unit or a telephone number, unless a heading says
 * otherwise; a heading in brackets speaks of what is within them. */
static void read_cell(struct reader *reader, bool all)
{
    struct run run = {.count = 0};
    struct tb_str cell = reader->cell, column_role = reader->role;
    size_t len, depth = 0;
    bool in_bracket = false;
    reader->named = all;
    for (size_t at = 0; at < cell.len && !reader->full; at += len) {
        uint32_t code = tb_utf8_at(cell, at, &len);
        struct tb_str label;
        size_t heading = tb_people_is_han(code) ? label_at(reader, at, &label) : 0, to;
        if (heading > 0) {
            take_run(reader, &run);
            reader->role = label;
            reader->named = true;
            in_bracket = depth > 0;
            len = heading;
        } else if (tb_people_is_han(code) || tb_people_is_point(code)) {
            if (reader->named && (depth == 0 || in_bracket))
                add_character(&run, cell, at, len);
        } else if (is_blank(code) && run.count == 1 && (to = spread_to(cell, at)) > 0) {
            len = to - at; /* the character there goes on with the name */
        } else {
            take_run(reader, &run);
            depth += code == '(' || code == 0xFF08;
            bool closes = code == ')' || code == 0xFF09;
            if (closes && depth > 0 && --depth == 0 && in_bracket) {
                in_bracket = false;
                reader->named = all;
                reader->role = column_role;
            }
            if (code == '\n' && !all)
                reader->named = false;
        }
    }
    take_run(reader, &run);
    reader->role = column_role;
}

bool tb_people_in_cell(const struct tb_people *people, struct tb_str cell, uint16_t column,
                       struct tb_str role, bool all, struct tb_arena *arena,
                       struct tb_person_list *list)
{
    struct reader reader = {.people = people,
                            .arena = arena,
                            .cell = cell,
                            .column = column,
                            .role = role,
                            .list = list};
    if (cell.len > 0)
        read_cell(&reader, all);
    return !reader.full;
}

enum tb_status tb_people_read(const struct tb_people *people, struct tb_report *report,
                              struct tb_arena *arena, struct tb_error *error)
{
    for (size_t i = 0; i < report->item_count; i++) {
        struct tb_item *item = &report->items[i];
        struct tb_person_list list = {0};
        for (size_t k = 0; k < report->column_count; k++) {
            uint16_t c = (uint16_t)k;
            enum tb_role role = report->columns[k].role;
            bool all = role == TB_ROLE_PEOPLE;
            if ((all || role == TB_ROLE_UNITS || role == TB_ROLE_LEAD_UNITS) &&
                !tb_people_in_cell(people, tb_item_text(item, c), c,
                                   tb_str_trim(report->columns[k].header), all, arena, &list))
                return tb_arena_fail(arena, error);
        }
        item->people = list.at;
        item->person_count = (uint32_t)list.count;
    }
    return TB_OK;
}
