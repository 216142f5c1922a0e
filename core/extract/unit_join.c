/*
 * unit_join.c - putting together what was broken. The rule: a blank is no end of a name where the
 * left part is unfinished and the right part does not begin a name. Where neither can be told, the
 * blank divides: two names made one are harder to notice than one made two.
 */
#include "extract/unit_join.h"

#include "base/utf8.h"

enum {
    MOST_PIECES = 8, /* 区 综 合 行 政 执 法 局 */
    LONGEST_NAME = 192
};

struct joiner {
    const struct tb_unit_words *words;
    struct tb_str cell;
    const struct tb_unit_token *tokens;
    size_t count;
    struct tb_str place;
};

static bool is_blank(enum tb_unit_token_kind kind)
{
    return kind == TB_TOKEN_BLANK || kind == TB_TOKEN_LINE;
}

static struct tb_str text_of(const struct joiner *joiner, size_t index)
{
    return tb_unit_token_text(joiner->cell, joiner->tokens[index]);
}

static bool is_name(const struct joiner *joiner, size_t index)
{
    return index < joiner->count && joiner->tokens[index].kind == TB_TOKEN_NAME;
}

/* The first `n` characters, fewer if there are not so many. */
static struct tb_str head(struct tb_str text, int n)
{
    size_t at = 0, step;
    for (; n > 0 && at < text.len; n--, at += step)
        tb_utf8_at(text, at, &step);
    return tb_str_sub(text, 0, at);
}

static bool is_one_character(struct tb_str text)
{
    return text.len > 0 && tb_unit_before(text, text.len) == 0;
}

/* Begins with the report's place, with or without 区, 县, 市 behind it. */
static bool starts_with_place(const struct joiner *joiner, struct tb_str text)
{
    struct tb_str place = joiner->place;
    if (place.len > 0)
        place.len = tb_unit_before(place, place.len);
    return place.len > 0 && !is_one_character(place) && tb_str_starts(text, place);
}

/* Two names of a list often begin alike: 清河公路局 清河供电中心. */
static bool starts_alike(struct tb_str left, struct tb_str right)
{
    struct tb_str two = head(left, 2);
    return two.len > 0 && !is_one_character(two) && tb_str_starts(right, two);
}

/* A place's name and what it is: 甲乙街道. */
static bool is_territory(const struct joiner *joiner, struct tb_str text)
{
    size_t from;
    enum tb_ending ending = tb_unit_ending(joiner->words, text, &from);
    return ending == TB_ENDS_TERRITORY && from > 0 &&
           !is_one_character(tb_str_sub(text, 0, from)) && tb_unit_is_whole(joiner->words, text);
}

static bool begins_name(const struct joiner *joiner, struct tb_str left, struct tb_str right)
{
    return (tb_unit_start(joiner->words, right) == TB_STARTS_NAME &&
            !tb_unit_is_bare(joiner->words, right)) ||
           starts_with_place(joiner, right) || starts_alike(left, right) ||
           is_territory(joiner, right);
}

/* 甲镇 + 政府, 区委 + 宣传部: the left part is a name, the right one is none without it. */
static bool belongs_to_whole(const struct joiner *joiner, struct tb_str left, struct tb_str right)
{
    const struct tb_unit_words *words = joiner->words;
    size_t stem, from;
    enum tb_ending left_ends = tb_unit_ending(words, left, &stem);
    enum tb_ending right_ends = tb_unit_ending(words, right, &from);
    bool level = tb_unit_is_level(words, tb_str_sub(left, 0, stem));
    if (right_ends == TB_ENDS_ORGAN)
        return level && from == 0;
    return (level || left_ends == TB_ENDS_AUTHORITY || left_ends == TB_ENDS_TERRITORY) &&
           (right_ends == TB_ENDS_TAIL || right_ends == TB_ENDS_AUTHORITY ||
            right_ends == TB_ENDS_BRANCH) &&
           tb_unit_is_bare(words, right);
}

/* 市生态环境局 + 清河分局: a branch named by nothing but a place of two or three characters. */
static bool is_place_branch(const struct joiner *joiner, struct tb_str left, struct tb_str right)
{
    const struct tb_unit_words *words = joiner->words;
    size_t from, last = tb_unit_before(left, left.len);
    if (tb_unit_ending(words, right, &from) != TB_ENDS_BRANCH ||
        tb_unit_start(words, right) != TB_STARTS_UNKNOWN)
        return false;
    struct tb_str stem = tb_str_sub(right, 0, from);
    return !is_one_character(stem) && stem.len > 0 && head(stem, 3).len == stem.len &&
           tb_str_ends(right, tb_str_sub(left, last, left.len)) &&
           tb_unit_start(words, left) == TB_STARTS_NAME &&
           tb_unit_ending(words, left, &from) != TB_ENDS_BRANCH;
}

/* The left part can be no name: it begins as one of a government does, or ends with 和. */
static bool is_unfinished(const struct joiner *joiner, struct tb_str left)
{
    const struct tb_unit_mark *mark = tb_unit_mark_end(joiner->words, left);
    return is_one_character(left) || (mark && mark->kind == TB_MARK_JOINER) ||
           tb_unit_start(joiner->words, left) == TB_STARTS_NAME || starts_with_place(joiner, left);
}

/* Whether `right` goes on with `left`; `both` is the two without the blank. */
static bool goes_on(const struct joiner *joiner, struct tb_str left, struct tb_str right,
                    struct tb_str both)
{
    const struct tb_unit_words *words = joiner->words;
    if (tb_unit_is_quantifier(words, left))
        return true;
    if (is_place_branch(joiner, left, right))
        return true;
    if (begins_name(joiner, left, right) || tb_unit_is_collective(words, left))
        return false;
    size_t from;
    if (tb_unit_ending(words, both, &from) != TB_ENDS_UNKNOWN && from < left.len && from > 0 &&
        !tb_unit_is_whole(words, right) && !tb_unit_is_bare(words, right))
        return true; /* an ending was broken: 管委 会 */
    if (tb_unit_is_whole(words, left))
        return belongs_to_whole(joiner, left, right);
    return tb_unit_is_bare(words, right) || tb_unit_start(words, right) == TB_STARTS_INSIDE ||
           tb_unit_ending(words, right, &from) == TB_ENDS_BRANCH || is_unfinished(joiner, left);
}

/* The last token of the name whose pieces, divided by blanks, begin at `first`. */
static size_t join_pieces(const struct joiner *joiner, size_t first)
{
    char bytes[LONGEST_NAME];
    struct tb_str left = text_of(joiner, first);
    size_t last = first, whole = first;
    for (int piece = 1; piece < MOST_PIECES; piece++) {
        size_t next = last + 2;
        if (!is_name(joiner, next) || !is_blank(joiner->tokens[next - 1].kind))
            break;
        struct tb_str right = text_of(joiner, next);
        if (left.len + right.len > sizeof bytes)
            break;
        if (left.ptr != bytes) /* else it stands there already */
            memcpy(bytes, left.ptr, left.len);
        memcpy(bytes + left.len, right.ptr, right.len);
        left.ptr = bytes;
        struct tb_str both = {bytes, left.len + right.len};
        if (!goes_on(joiner, left, right, both))
            break;
        left = both;
        last = next;
        if (tb_unit_is_whole(joiner->words, left) || tb_unit_is_collective(joiner->words, left))
            whole = last;
    }
    return whole;
}

/* Kinds behind a collective: 各镇 、 街道. Returns the last token. */
static size_t absorb_kinds(const struct joiner *joiner, size_t last)
{
    while (last + 2 < joiner->count && is_name(joiner, last + 2)) {
        enum tb_unit_token_kind kind = joiner->tokens[last + 1].kind;
        struct tb_str next = text_of(joiner, last + 2);
        if (kind != TB_TOKEN_LIST && kind != TB_TOKEN_CLAUSE && !is_blank(kind))
            break;
        if (!tb_unit_is_bare(joiner->words, next) || tb_unit_is_collective(joiner->words, next))
            break;
        last += 2;
    }
    return last;
}

/* The bracket that opens at `open` is a part of the name: a name goes on behind it, or it holds kinds
 * (各镇（街道）), or a second name of the same body (甲局（乙局）). */
static bool is_inside_name(const struct joiner *joiner, size_t open, enum tb_ending ending)
{
    size_t close = joiner->tokens[open].match, names = 0;
    bool kinds = true;
    for (size_t i = open + 1; i < close; i++) {
        enum tb_unit_token_kind kind = joiner->tokens[i].kind;
        if (kind == TB_TOKEN_MARK || kind == TB_TOKEN_COLON || kind == TB_TOKEN_HARD)
            return false;
        if (kind == TB_TOKEN_NAME) {
            names++;
            kinds = kinds && tb_unit_is_bare(joiner->words, text_of(joiner, i));
        }
    }
    if (is_name(joiner, close + 1) || (kinds && names > 0))
        return true;
    return names == 1 && ending != TB_ENDS_GROUP;
}

/* Brackets that belong to the name which so far ends with `last`. */
static size_t take_brackets(const struct joiner *joiner, size_t first, size_t last)
{
    while (last + 1 < joiner->count && joiner->tokens[last + 1].kind == TB_TOKEN_OPEN) {
        size_t open = last + 1, from;
        struct tb_str name =
            tb_str_sub(joiner->cell, joiner->tokens[first].from, joiner->tokens[last].to);
        if (!is_inside_name(joiner, open, tb_unit_ending(joiner->words, name, &from)))
            break;
        last = joiner->tokens[open].match;
        if (is_name(joiner, last + 1))
            last++;
    }
    return last;
}

struct tb_unit_name tb_unit_name_read(const struct tb_unit_words *words, struct tb_str cell,
                                      const struct tb_unit_token *tokens, size_t count,
                                      size_t first, struct tb_str place)
{
    struct joiner joiner = {words, cell, tokens, count, place};
    size_t last = take_brackets(&joiner, first, join_pieces(&joiner, first));
    struct tb_str name = tb_str_sub(cell, tokens[first].from, tokens[last].to);
    if (tb_unit_is_collective(words, name) || tb_unit_is_local(words, name))
        last = take_brackets(&joiner, first, absorb_kinds(&joiner, last));
    struct tb_unit_name found = {.last = last};
    for (size_t i = first + 1; i < last; i++)
        found.joined = found.joined || is_blank(tokens[i].kind);
    for (size_t i = first; i < last; i++)
        found.blanks =
            found.blanks || tokens[i].to != tokens[i + 1].from || is_blank(tokens[i].kind);
    size_t from;
    name = tb_str_sub(cell, tokens[first].from, tokens[last].to);
    found.ending = tb_unit_ending(words, name, &from);
    return found;
}
