/* people_prose.c - names beside titles in prose: 区长李明到现场, 由李明局长带队. Only what begins with a known surname
 * and stands between a title and a border is taken: prose is full of words that begin like names. */
#include "base/list.h"
#include "base/utf8.h"
#include "extract/people_words.h"

enum { GIVEN_MOST = 2, BESIDE_MOST = 4 }; /* characters of a given name, of a word beside a name */

/* Byte offset of the character before `at`; at is above 0. */
static size_t before(struct tb_str text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

static bool han_at(struct tb_str text, size_t at, size_t *len)
{
    return at < text.len && tb_people_is_han(tb_utf8_at(text, at, len));
}

/* Whether a name may end at `at`: no Chinese character stands there, or a title, or a word like 到 and 等. */
static bool ends_at(const struct tb_people *people, struct tb_str text, size_t at)
{
    size_t len;
    return !han_at(text, at, &len) || tb_people_word(people, text, at, TB_PEOPLE_TITLE) ||
           tb_people_word(people, text, at, TB_PEOPLE_BESIDE);
}

/* Where the word like 由 and 任 begins that ends at `at`; `at`: none does. */
static size_t beside(const struct tb_people *people, struct tb_str text, size_t at)
{
    size_t from = at;
    for (int i = 0; i < BESIDE_MOST && from > 0; i++) {
        from = before(text, from);
        const struct tb_phrase *word = tb_people_word(people, text, from, TB_PEOPLE_BESIDE);
        if (word && from + word->text.len == at)
            return from;
    }
    return at;
}

/* Whether a name may begin at `at`, by what stands before it. */
static bool begins_at(const struct tb_people *people, struct tb_str text, size_t at)
{
    size_t len;
    return at == 0 || !han_at(text, before(text, at), &len) || beside(people, text, at) < at;
}

/* Whether text[from, to) is a name: not a word that only begins like one. */
static bool is_name(const struct tb_people *people, struct tb_str text, size_t from, size_t to)
{
    struct tb_str name = tb_str_sub(text, from, to);
    const struct tb_phrase *word = tb_people_word(people, text, from, TB_PEOPLE_WORD);
    return !word && !tb_people_is_no_name(people, name);
}

/* The end of the name that begins at `at`; 0: none does. */
static size_t name_from(const struct tb_people *people, struct tb_str text, size_t at)
{
    size_t surname = tb_people_surname(people, tb_str_sub(text, at, text.len)), len;
    size_t end = at + surname;
    for (int i = 0; surname > 0 && i < GIVEN_MOST && han_at(text, end, &len); i++) {
        end += len;
        if (ends_at(people, text, end))
            return is_name(people, text, at, end) ? end : 0;
    }
    return 0;
}

/* The beginning of the name that ends at `at`; `at`: none does. */
static size_t name_to(const struct tb_people *people, struct tb_str text, size_t at)
{
    size_t from = at;
    for (int i = 0; i < 2 + GIVEN_MOST && from > 0; i++) {
        size_t len, given;
        from = before(text, from);
        if (!han_at(text, from, &len))
            break;
        given = from + tb_people_surname(people, tb_str_sub(text, from, at));
        if (given > from && given < at && begins_at(people, text, from) &&
            tb_utf8_count(tb_str_sub(text, given, at)) <= GIVEN_MOST)
            return is_name(people, text, from, at) ? from : at;
    }
    return at;
}

static bool add(struct tb_str text, size_t from, size_t to, uint16_t column, struct tb_arena *arena,
                struct tb_person_list *list)
{
    struct tb_person *person = TB_LIST_ADD(arena, list);
    if (person)
        *person = (struct tb_person){.name = tb_str_sub(text, from, to),
                                     .span = {(uint32_t)from, (uint32_t)to, column}};
    return person != NULL;
}

bool tb_people_in_prose(const struct tb_people *people, struct tb_str text, uint16_t column,
                        struct tb_arena *arena, struct tb_person_list *list)
{
    size_t at = text.len > 0 && !tb_phrases_may_begin(people->words, text, 0)
                    ? tb_phrases_next(people->words, text, 0)
                    : 0;
    while (at < text.len) {
        const struct tb_phrase *title = tb_people_word(people, text, at, TB_PEOPLE_TITLE);
        if (!title) {
            at = tb_phrases_next(people->words, text, at);
            continue;
        }
        /* 李明副区长; 李明任副区长 */
        size_t last = beside(people, text, at), from = name_to(people, text, last);
        if (from < last && !add(text, from, last, column, arena, list))
            return false;
        size_t end = at + title->text.len, to = from == last ? name_from(people, text, end) : 0;
        if (to > 0 && !add(text, end, to, column, arena, list))
            return false;
        at = to > end ? to : end;
    }
    return true;
}
