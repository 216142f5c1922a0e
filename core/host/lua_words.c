/* lua_words.c - see lua_words.h. */
#include "host/lua_words.h"

#include "base/embed.h"
#include "base/tsv.h"

enum {
    PIECES = 4,
    DEEPEST = 3,  /* a piece of a piece of a message */
    LONGEST = 400 /* bytes of a message; Lua's own are shorter */
};

/* Whether the whole text is the pattern with a text for each %s: those go into `pieces`. */
static bool fits(struct tb_str text, struct tb_str pattern, struct tb_str pieces[PIECES])
{
    static const struct tb_str any = {"%s", 2};
    size_t count = 0, at = tb_str_find(pattern, any, 0);
    if (at == SIZE_MAX)
        return tb_str_eq(text, pattern);
    if (!tb_str_starts(text, tb_str_sub(pattern, 0, at)))
        return false;
    text = tb_str_sub(text, at, text.len);
    pattern = tb_str_sub(pattern, at + any.len, pattern.len);
    while (count < PIECES) {
        at = tb_str_find(pattern, any, 0);
        struct tb_str literal = tb_str_sub(pattern, 0, at == SIZE_MAX ? pattern.len : at);
        size_t found = tb_str_find(text, literal, 0);
        if (at == SIZE_MAX) { /* the last one goes up to the end */
            if (text.len < literal.len)
                return false;
            found = text.len - literal.len;
            pieces[count] = tb_str_sub(text, 0, found);
            return tb_str_eq(tb_str_sub(text, found, text.len), literal);
        }
        if (found == SIZE_MAX)
            return false;
        pieces[count++] = tb_str_sub(text, 0, found);
        text = tb_str_sub(text, found + literal.len, text.len);
        pattern = tb_str_sub(pattern, at + any.len, pattern.len);
    }
    return false;
}

static bool put(struct tb_buf *out, struct tb_str text, int depth);

/* The meaning, with the pieces in place of %1 to %4. */
static void put_meaning(struct tb_buf *out, struct tb_str meaning,
                        const struct tb_str pieces[PIECES], int depth)
{
    for (size_t at = 0; at < meaning.len; at++) {
        char digit = at + 1 < meaning.len ? meaning.ptr[at + 1] : '\0';
        if (meaning.ptr[at] != '%' || digit < '1' || digit > '0' + PIECES) {
            tb_buf_byte(out, meaning.ptr[at]);
            continue;
        }
        if (!put(out, pieces[digit - '1'], depth + 1))
            tb_buf_add(out, pieces[digit - '1']);
        at++;
    }
}

/* Adds the text in Chinese; false: it is not in the table, and nothing was added. */
static bool put(struct tb_buf *out, struct tb_str text, int depth)
{
    struct tb_tsv tsv =
        tb_tsv_open(tb_embedded_text(tb_host_knowledge, "lua-errors"), "lua-errors.tsv", 2, 3);
    struct tb_tsv_record record;
    bool more;
    if (depth == DEEPEST || text.len == 0)
        return false;
    while (tb_tsv_next(&tsv, &record, &more, NULL) == TB_OK && more) {
        struct tb_str pieces[PIECES] = {{0}};
        if (!fits(text, record.field[0], pieces))
            continue;
        put_meaning(out, record.field[1], pieces, depth);
        return true;
    }
    return false;
}

/* Where the message begins behind the place, "path/check.lua:7: "; 0: it has none. */
static size_t own_start(struct tb_str message)
{
    size_t at = 0;
    while ((at = tb_str_find(message, TB_STR(":"), at)) != SIZE_MAX) {
        size_t end = ++at;
        while (end < message.len && message.ptr[end] >= '0' && message.ptr[end] <= '9')
            end++;
        if (end > at && tb_str_starts(tb_str_sub(message, end, message.len), TB_STR(": ")))
            return end + 2;
    }
    return 0;
}

void tb_lua_words_put(struct tb_buf *out, struct tb_str message)
{
    size_t from = own_start(message);
    struct tb_str own = tb_str_sub(message, from, message.len);
    struct tb_buf words = tb_buf_make(8 * LONGEST);
    if (own.len <= LONGEST && put(&words, own, 0) && words.failed == TB_OK) {
        tb_buf_add(out, tb_str_sub(message, 0, from));
        tb_buf_add(out, tb_buf_str(&words));
        tb_buf_text(out, "（");
        tb_buf_add(out, own);
        tb_buf_text(out, "）");
    } else {
        tb_buf_add(out, message);
    }
    tb_buf_free(&words);
}
