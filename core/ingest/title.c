/* title.c - titles, places and metadata lines. */
#include "ingest/title.h"

#include "base/utf8.h"
#include "ingest/fold.h"
#include "ingest/number.h"
#include "ingest/period.h"

enum { SHORT_TITLE = 6, LONG_TITLE = 60, LONGEST_PLACE = 12 /* code points */ };

int tb_title_score(const struct tb_ingest *know, struct tb_str line)
{
    struct tb_folded folded;
    tb_fold(line, &folded);
    struct tb_str text = tb_folded_str(&folded);
    size_t chars = tb_utf8_count(text);
    int score = 0;

    if (text.len == 0 || tb_word_prefix(know, TB_WORD_ASIDE, text) > 0)
        return 0;
    if (text.ptr[0] == '#')
        score += 4;
    if (tb_word_suffix(know, TB_WORD_TITLE_END, text) > 0)
        score += 3;
    if (tb_title_period(know, line, 0).known)
        score += 2;
    if (tb_title_year(text) != 0)
        score += 2;
    if (chars < SHORT_TITLE || chars > LONG_TITLE)
        score -= 3;
    if (tb_str_ends(text, TB_STR("。")) || tb_str_ends(text, TB_STR(":")) || text.ptr[0] == '(')
        score -= 4;
    return score;
}

struct tb_str tb_title_part(const struct tb_ingest *know, struct tb_str text)
{
    struct tb_str best = tb_str_trim(text);
    int score = tb_title_score(know, best);
    size_t from = 0, len;
    for (size_t at = 0; at <= text.len; at += len) {
        uint32_t code = at < text.len ? tb_utf8_at(text, at, &len) : '|';
        if (code != '_' && code != '|' && code != '-' && code != 0x2013 && code != 0x2014)
            continue;
        struct tb_str part = tb_str_trim(tb_str_sub(text, from, at));
        int found = tb_title_score(know, part);
        if (found > score || (found == score && found > 0 && part.len < best.len && from == 0)) {
            best = part;
            score = found;
        }
        if (at == text.len)
            break;
        from = at + len;
    }
    return best;
}

static bool is_han(uint32_t code)
{
    return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x20000 && code <= 0x3FFFD);
}

bool tb_title_is_named(struct tb_str name)
{
    size_t han = 0, len;
    for (size_t at = 0; at < name.len; at += len)
        han += is_han(tb_utf8_at(name, at, &len));
    return han >= 4;
}

/* What may follow a place's name: a year, another part of the name, or a word of the list. */
static bool place_may_end(const struct tb_ingest *know, struct tb_str text, size_t at)
{
    int year;
    struct tb_str rest = tb_str_sub(text, at, text.len);
    return tb_year_at(text, at, &year) > 0 || tb_word_prefix(know, TB_WORD_PLACE_NEXT, rest) > 0;
}

/* Length of the name of a place at `at`; 0: none. Names may be joined: 淄博市临淄区. The name ends
 * at the last end of a place's name behind which a title can go on. */
static size_t place_at(const struct tb_ingest *know, struct tb_str text, size_t at)
{
    size_t end = 0, chars = 0, len;
    if (tb_word_prefix(know, TB_WORD_PLACE_FIRST, tb_str_sub(text, at, text.len)) > 0)
        return 0;
    for (size_t i = at; i < text.len && chars < LONGEST_PLACE; i += len, chars++) {
        if (!is_han(tb_utf8_at(text, i, &len)))
            break;
        struct tb_str name = tb_str_sub(text, at, i + len);
        if (chars >= 1 && tb_word_suffix(know, TB_WORD_PLACE_END, name) > 0 &&
            tb_word_suffix(know, TB_WORD_PLACE_NOT, name) == 0 &&
            place_may_end(know, text, i + len))
            end = i + len;
    }
    return end ? end - at : 0;
}

/* The same code points in the title itself, which may hold blanks that folded text has not. */
static struct tb_str unfolded(struct tb_str title, struct tb_str text, size_t from, size_t len)
{
    size_t skip = tb_utf8_count(tb_str_sub(text, 0, from));
    size_t want = tb_utf8_count(tb_str_sub(text, from, from + len)), start = 0, size;
    for (size_t at = 0; at < title.len; at += size) {
        if (tb_is_blank(tb_utf8_at(title, at, &size)))
            continue;
        if (skip > 0) {
            skip--;
            continue;
        }
        if (start == 0)
            start = at + 1;
        if (--want == 0)
            return tb_str_sub(title, start - 1, at + size);
    }
    return (struct tb_str){NULL, 0};
}

struct tb_str tb_title_place(const struct tb_ingest *know, struct tb_str title)
{
    struct tb_folded folded;
    int year;
    tb_fold(title, &folded);
    struct tb_str text = tb_folded_str(&folded);
    size_t at = 0, len;
    while ((len = tb_word_prefix(know, TB_WORD_TITLE_FIRST, tb_str_sub(text, at, text.len))) > 0)
        at += len;
    size_t found = place_at(know, text, at);
    for (; found == 0 && at < text.len; at++) { /* or behind the year */
        len = tb_year_at(text, at, &year);
        if (len == 0)
            continue;
        at += len;
        if (tb_str_starts(tb_str_sub(text, at, text.len), TB_STR("年")))
            at += 3;
        if (tb_str_starts(tb_str_sub(text, at, text.len), TB_STR("度")))
            at += 3;
        found = place_at(know, text, at);
        break;
    }
    return found ? unfolded(title, text, at, found) : (struct tb_str){NULL, 0};
}

bool tb_meta_key(const struct tb_ingest *know, struct tb_str text)
{
    struct tb_folded folded;
    tb_fold(text, &folded);
    struct tb_str key = tb_folded_str(&folded);
    if (tb_str_ends(key, TB_STR(":")))
        key.len--;
    return tb_word_is(know, TB_WORD_META, key);
}

/* Length of a known key and its colon at `at`; *key its length. Blanks may stand inside it. */
static size_t key_at(const struct tb_ingest *know, struct tb_str line, size_t at, size_t *key)
{
    struct tb_folded folded;
    size_t end = at, len = 0, chars = 0;
    uint32_t code = 0;
    for (; end < line.len && chars <= 12; end += len, chars++) {
        code = tb_utf8_at(line, end, &len);
        if (code == ':' || code == 0xFF1A)
            break;
    }
    if (end == at || end >= line.len || (code != ':' && code != 0xFF1A))
        return 0;
    tb_fold(tb_str_sub(line, at, end), &folded);
    if (!tb_word_is(know, TB_WORD_META, tb_folded_str(&folded)))
        return 0;
    *key = end - at;
    return end + len - at;
}

bool tb_meta_next(const struct tb_ingest *know, struct tb_str line, size_t *at, struct tb_meta *out)
{
    size_t key, len = key_at(know, line, *at, &key), step;
    if (len == 0)
        return false;
    size_t value = *at + len, end = value, next_key;
    bool after_blank = false; /* only there another key can begin */
    for (; end < line.len; end += step) {
        bool blank = tb_is_blank(tb_utf8_at(line, end, &step));
        if (after_blank && !blank && key_at(know, line, end, &next_key) > 0)
            break;
        after_blank = blank;
    }
    out->key = tb_str_trim(tb_str_sub(line, *at, *at + key));
    out->value = tb_str_trim(tb_str_sub(line, value, end));
    *at = end;
    return true;
}
