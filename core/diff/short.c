/* short.c - short texts held against each other: names of indicators, words around a date. */
#include "diff/compare.h"
#include "diff/plain.h"

enum {
    LOOKED_AT = 192, /* bytes: what measures a thing is said in fewer words */
    SETS = 4         /* words of the signature, 256 bits */
};

struct signature {
    uint64_t bits[SETS];
    uint32_t count;
};

static struct tb_str plain_of(struct tb_str text, char room[LOOKED_AT])
{
    size_t len = 0;
    for (size_t at = 0, step; at < text.len && at < LOOKED_AT - 4; at += step) {
        uint32_t code = tb_plain_code(tb_plain_at(text, at, &step));
        if (code)
            len += tb_utf8_put(code, room + len);
    }
    return (struct tb_str){room, len};
}

static struct signature sign(struct tb_str plain)
{
    struct signature signature = {{0}, 0};
    uint32_t left = 0;
    for (size_t at = 0, len; at < plain.len; at += len) {
        uint32_t right = tb_plain_at(plain, at, &len);
        uint64_t key = ((uint64_t)left << 21 | right) * 0x9E3779B97F4A7C15u;
        uint64_t bit = key >> 56;
        if (left)
            signature.bits[bit / 64] |= (uint64_t)1 << bit % 64;
        left = right;
    }
    for (int i = 0; i < SETS; i++)
        signature.count += (uint32_t)__builtin_popcountll(signature.bits[i]);
    return signature;
}

double tb_short_alike(struct tb_str a, struct tb_str b)
{
    char rooms[2][LOOKED_AT];
    struct tb_str left = plain_of(a, rooms[0]), right = plain_of(b, rooms[1]);
    if (left.len == 0 || right.len == 0)
        return 0;
    if (tb_str_eq(left, right))
        return 1;
    struct signature x = sign(left), y = sign(right);
    uint32_t shared = 0;
    for (int i = 0; i < SETS; i++)
        shared += (uint32_t)__builtin_popcountll(x.bits[i] & y.bits[i]);
    if (x.count + y.count == 0)
        return 0;
    double dice = 2.0 * shared / (x.count + y.count);
    bool within =
        tb_str_find(left, right, 0) != SIZE_MAX || tb_str_find(right, left, 0) != SIZE_MAX;
    return within && dice < 0.85 ? 0.85 : dice;
}

bool tb_plain_equal(struct tb_str a, struct tb_str b)
{
    size_t i = 0, k = 0, step;
    for (;;) {
        uint32_t x = 0, y = 0;
        for (; !x && i < a.len; i += step)
            x = tb_plain_code(tb_plain_at(a, i, &step));
        for (; !y && k < b.len; k += step)
            y = tb_plain_code(tb_plain_at(b, k, &step));
        if (x != y)
            return false;
        if (!x)
            return true;
    }
}

static bool ends_clause(uint32_t code)
{
    return code == 0x3002 || code == 0xFF1B || code == 0xFF0C || code == 0x3001 || code == 0xFF1A ||
           code == '\n' || code == ';'; /* 。；，、： */
}

struct tb_str tb_clause_around(struct tb_str text, uint32_t from, uint32_t to)
{
    size_t len, first = from, last = to;
    while (first > 0) {
        size_t before = first - 1;
        while (before > 0 && (text.ptr[before] & 0xC0) == 0x80)
            before--;
        if (ends_clause(tb_plain_at(text, before, &len)))
            break;
        first = before;
    }
    while (last < text.len && !ends_clause(tb_plain_at(text, last, &len)))
        last += len;
    return tb_str_sub(text, first, last);
}
