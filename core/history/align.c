/* align.c - see align.h. */
#include "history/align.h"

enum {
    NEAR = 64,       /* rows to either side of the expected one that are compared */
    LEAST_CELL = 8,  /* bytes: shorter cells (numbers, dashes) are equal by chance */
    WORDS = 32,      /* of a row's signature: 2048 bits */
    LEAST_COMMON = 8 /* bits in common below which rows have nothing to do with each other */
};

/* The set of a row's three-byte pieces, hashed into bits. */
struct signature {
    uint64_t bits[WORDS];
};

static void sign(const struct tb_cells *cells, size_t row, struct signature *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = cells->rows[row]; i < cells->rows[row + 1]; i++) {
        struct tb_str cell = cells->at[i];
        for (size_t at = 0; at + 3 <= cell.len; at++) {
            uint32_t piece = (uint32_t)(unsigned char)cell.ptr[at] << 16 |
                             (uint32_t)(unsigned char)cell.ptr[at + 1] << 8 |
                             (unsigned char)cell.ptr[at + 2];
            uint32_t bit = piece * 2654435761u >> 21;
            out->bits[bit / 64] |= (uint64_t)1 << bit % 64;
        }
    }
}

static int in_common(const struct signature *a, const struct signature *b)
{
    int count = 0;
    for (size_t i = 0; i < WORDS; i++)
        count += __builtin_popcountll(a->bits[i] & b->bits[i]);
    return count;
}

/* A hash table of the long cells of a version: where each stands, unless it stands there twice. */
struct table {
    struct entry {
        uint64_t hash; /* 0: free */
        size_t row;    /* TB_NO_ROW: in several rows */
    } * at;
    size_t mask;
};

static struct entry *look_up(const struct table *table, struct tb_str cell)
{
    uint64_t hash = tb_str_hash(cell);
    hash += hash == 0;
    for (size_t i = (size_t)hash & table->mask;; i = (i + 1) & table->mask)
        if (table->at[i].hash == hash || table->at[i].hash == 0)
            return &table->at[i];
}

static enum tb_status build(const struct tb_cells *cells, struct tb_arena *arena, struct table *out,
                            struct tb_error *error)
{
    size_t size = 16;
    while (size < cells->count * 2)
        size *= 2;
    out->at = TB_NEW_ARRAY(arena, struct entry, size);
    out->mask = size - 1;
    if (!out->at)
        return tb_arena_fail(arena, error);
    for (size_t row = 0; row < cells->row_count; row++)
        for (size_t i = cells->rows[row]; i < cells->rows[row + 1]; i++) {
            if (cells->at[i].len < LEAST_CELL)
                continue;
            struct entry *entry = look_up(out, cells->at[i]);
            entry->row = entry->hash == 0 ? row : TB_NO_ROW;
            entry->hash = tb_str_hash(cells->at[i]);
            entry->hash += entry->hash == 0;
        }
    return TB_OK;
}

/* The row that the longest of the row's cells names. */
static size_t by_equal_cell(const struct tb_cells *now, size_t row, const struct table *before)
{
    size_t best = TB_NO_ROW, longest = 0;
    for (size_t i = now->rows[row]; i < now->rows[row + 1]; i++) {
        if (now->at[i].len < LEAST_CELL || now->at[i].len <= longest)
            continue;
        const struct entry *entry = look_up(before, now->at[i]);
        if (entry->hash != 0 && entry->row != TB_NO_ROW) {
            best = entry->row;
            longest = now->at[i].len;
        }
    }
    return best;
}

static size_t by_likeness(const struct tb_cells *now, size_t row, const struct signature *before,
                          size_t before_count, size_t expected)
{
    struct signature mine;
    sign(now, row, &mine);
    size_t from = expected > NEAR ? expected - NEAR : 0, best = TB_NO_ROW;
    int most = LEAST_COMMON - 1;
    for (size_t i = from; i < before_count && i < expected + NEAR; i++) {
        int common = in_common(&mine, &before[i]);
        if (common > most || (common == most && i == expected)) {
            most = common;
            best = i;
        }
    }
    return best;
}

enum tb_status tb_align(const struct tb_cells *before, const struct tb_cells *now,
                        struct tb_arena *arena, size_t **out, struct tb_error *error)
{
    struct table table;
    size_t *rows = TB_NEW_ARRAY(arena, size_t, now->row_count);
    struct signature *signatures = TB_NEW_ARRAY(arena, struct signature, before->row_count);
    if (!rows || !signatures)
        return tb_arena_fail(arena, error);
    enum tb_status status = build(before, arena, &table, error);
    if (status != TB_OK)
        return status;
    for (size_t i = 0; i < before->row_count; i++)
        sign(before, i, &signatures[i]);
    size_t expected = 0;
    for (size_t i = 0; i < now->row_count; i++) {
        bool alike = expected < before->row_count &&
                     tb_cells_in_row(before, expected) == tb_cells_in_row(now, i);
        rows[i] = by_equal_cell(now, i, &table);
        if (rows[i] == TB_NO_ROW)
            rows[i] = by_likeness(now, i, signatures, before->row_count, expected);
        /* Rows too short to say anything, such as empty ones, follow the one before them. */
        if (rows[i] == TB_NO_ROW && alike)
            rows[i] = expected;
        expected = rows[i] == TB_NO_ROW ? expected + 1 : rows[i] + 1;
    }
    *out = rows;
    return TB_OK;
}
