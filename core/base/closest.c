/* closest.c - optimal string alignment distance over code points, in three rows on the stack. */
#include "base/closest.h"

#include "base/utf8.h"

/* The code points of `s`, folded; TB_CLOSEST_MAX + 1: too long. */
static size_t fold(struct tb_str s, uint32_t out[TB_CLOSEST_MAX])
{
    size_t count = 0;
    for (size_t at = 0, len = 0; at < s.len; at += len) {
        uint32_t code = tb_utf8_at(s, at, &len);
        if (count == TB_CLOSEST_MAX)
            return TB_CLOSEST_MAX + 1;
        if (code >= 'A' && code <= 'Z')
            code += 'a' - 'A';
        out[count++] = code == '_' ? '-' : code;
    }
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Both at most TB_CLOSEST_MAX long. rows[i % 3][j]: distance of the first i and first j. */
static size_t distance(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
    size_t rows[3][TB_CLOSEST_MAX + 1];
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            row[j] = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(row[j], least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

static bool begins(const uint32_t *whole, size_t whole_len, const uint32_t *start, size_t start_len)
{
    return start_len <= whole_len && memcmp(whole, start, start_len * sizeof *start) == 0;
}

struct tb_closest_search tb_closest_start(struct tb_str name)
{
    return (struct tb_closest_search){.name = name};
}

void tb_closest_try(struct tb_closest_search *search, struct tb_str known)
{
    uint32_t a[TB_CLOSEST_MAX], b[TB_CLOSEST_MAX];
    size_t a_len = fold(search->name, a), b_len = fold(known, b);
    if (a_len == 0 || b_len == 0 || a_len > TB_CLOSEST_MAX || b_len > TB_CLOSEST_MAX)
        return;
    size_t longer = a_len > b_len ? a_len : b_len;
    size_t allowed = least(longer / 3 ? longer / 3 : 1, longer - 1);
    size_t found = distance(a, a_len, b, b_len);
    if (found > allowed && !(a_len >= 3 && begins(b, b_len, a, a_len)))
        return;
    if (!search->best.ptr || found < search->distance) {
        search->best = known;
        search->distance = found;
    }
}

struct tb_str tb_closest(struct tb_str name, const struct tb_str *known, size_t count)
{
    struct tb_closest_search search = tb_closest_start(name);
    for (size_t i = 0; i < count; i++)
        tb_closest_try(&search, known[i]);
    return search.best;
}
