/* grams.c - see grams.h. */
#include "diff/grams.h"

#include "diff/plain.h"

enum {
    WEIGHT_UNIT = 64, /* of one bit of information */
    TELLING =
        12 * WEIGHT_UNIT, /* what two cells must share to count in full: two or three rare pairs */
};

static size_t longest_cell(const struct tb_report *report)
{
    size_t longest = 0;
    for (size_t i = 0; i < report->item_count; i++)
        for (uint32_t k = 0; k < report->items[i].row->count; k++) {
            size_t len = report->items[i].row->cells[k].text_len;
            longest = len > longest ? len : longest;
        }
    return longest;
}

enum tb_status tb_grams_new(const struct tb_report *old_report, const struct tb_report *new_report,
                            const struct tb_column_pairs *columns, struct tb_arena *arena,
                            struct tb_grams **out, struct tb_error *error)
{
    struct tb_grams *grams = TB_NEW(arena, struct tb_grams);
    if (!grams)
        return tb_arena_fail(arena, error);
    *grams =
        (struct tb_grams){.arena = arena, .reports = {old_report, new_report}, .columns = columns};
    grams->rows_with = TB_NEW_ARRAY(arena, uint32_t, TB_GRAMS);
    grams->weights = TB_NEW_ARRAY(arena, uint16_t, TB_GRAMS);
    grams->seen = TB_NEW_ARRAY(arena, uint32_t, TB_GRAMS);
    for (int side = 0; side < 2; side++)
        grams->rows[side] =
            TB_NEW_ARRAY(arena, struct tb_gram_cell *, grams->reports[side]->item_count);
    size_t old_room = longest_cell(old_report), new_room = longest_cell(new_report);
    size_t room = old_room > new_room ? old_room : new_room;
    grams->room = tb_arena_alloc(arena, room);
    grams->list = tb_arena_array(arena, room + 1, sizeof *grams->list);
    if (!grams->rows_with || !grams->weights || !grams->seen || !grams->rows[0] ||
        !grams->rows[1] || !grams->room || !grams->list)
        return tb_arena_fail(arena, error);
    *out = grams;
    return TB_OK;
}

static uint16_t gram_of(uint32_t column, uint32_t left, uint32_t right)
{
    uint64_t key = ((uint64_t)left << 21 | right) * 0x9E3779B97F4A7C15u;
    key ^= (uint64_t)(column + 1) * 0xC2B2AE3D27D4EB4Fu;
    key ^= key >> 29;
    return (uint16_t)(key * 0xBF58476D1CE4E5B9u >> (64 - TB_GRAM_BITS));
}

/* Adds the pairs of plain text that the row has not had yet to `out`, which has room; returns how many.
 * The first character makes a pair with the beginning. */
static uint32_t read_grams(struct tb_grams *grams, uint32_t column, struct tb_str plain,
                           uint16_t *out)
{
    uint32_t *seen = grams->seen, mark = grams->mark;
    uint32_t count = 0, left = 0, right;
    size_t len;
    for (size_t at = 0; at < plain.len; at += len) {
        right = tb_plain_at(plain, at, &len);
        uint16_t gram = gram_of(column, left, right);
        left = right;
        out[count] = gram;
        count += seen[gram] != mark;
        seen[gram] = mark;
    }
    return count;
}

/* The cells of a row, a place for each pair of columns; NULL: the arena is full. */
static struct tb_gram_cell *read_row(struct tb_grams *grams, int side, uint32_t item,
                                     enum tb_grams_kept what)
{
    const struct tb_item *row = &grams->reports[side]->items[item];
    const struct tb_column_pairs *columns = grams->columns;
    struct tb_gram_cell *cells = TB_NEW_ARRAY(grams->arena, struct tb_gram_cell, columns->count);
    grams->mark++;
    for (size_t i = 0; cells && i < columns->count; i++) {
        const struct tb_column_pair *pair = &columns->at[i];
        struct tb_str text = tb_item_text(row, side ? pair->new_column : pair->old_column);
        if (text.len == 0 || pair->role == TB_ROLE_NO ||
            (what == TB_GRAMS_TASK && pair->role != TB_ROLE_TASK))
            continue;
        struct tb_str plain = {grams->room, tb_plain_text(text, grams->room)};
        cells[i].count = read_grams(grams, (uint32_t)i, plain, grams->list);
        size_t size = cells[i].count * sizeof *grams->list;
        uint16_t *at = tb_arena_alloc(grams->arena, size);
        if (!at)
            return NULL;
        memcpy(at, grams->list, size);
        cells[i].at = at;
    }
    return cells;
}

static void count_row(struct tb_grams *grams, const struct tb_gram_cell *cells)
{
    grams->total++;
    for (size_t c = 0; c < grams->columns->count; c++)
        for (uint32_t k = 0; k < cells[c].count; k++)
            grams->rows_with[cells[c].at[k]]++;
}

/* WEIGHT_UNIT times the binary logarithm of (total + 1) / with, in whole numbers so that every machine has
 * the same; at least 1. */
static uint16_t weight_of(uint32_t total, uint32_t with)
{
    uint64_t value = ((uint64_t)total + 1) << 16;
    uint32_t bits = 0;
    value /= with ? with : 1;
    while (value >= (2u << 16)) {
        value >>= 1;
        bits += WEIGHT_UNIT;
    }
    for (uint32_t half = WEIGHT_UNIT / 2; half > 0; half /= 2) {
        value = value * value >> 16;
        if (value >= (2u << 16)) {
            value >>= 1;
            bits += half;
        }
    }
    return (uint16_t)(bits > 0 ? bits : 1);
}

bool tb_grams_count(struct tb_grams *grams, int side, uint32_t item)
{
    struct tb_mark before = tb_arena_mark(grams->arena);
    const struct tb_gram_cell *cells = read_row(grams, side, item, TB_GRAMS_ROW);
    if (cells)
        count_row(grams, cells);
    tb_arena_rewind(grams->arena, before);
    return cells != NULL;
}

void tb_grams_weigh(struct tb_grams *grams)
{
    enum {
        FEW = 256
    }; /* nearly all pairs are in fewer rows: what those weigh is worked out once */
    uint16_t few[FEW];
    for (uint32_t with = 0; with < FEW; with++)
        few[with] = weight_of(grams->total, with);
    for (uint32_t gram = 0; gram < TB_GRAMS; gram++) {
        uint32_t with = grams->rows_with[gram];
        grams->weights[gram] = with < FEW ? few[with] : weight_of(grams->total, with);
    }
}

bool tb_grams_keep(struct tb_grams *grams, int side, uint32_t item, enum tb_grams_kept what)
{
    if (grams->rows[side][item])
        return true;
    struct tb_gram_cell *cells = read_row(grams, side, item, what);
    for (size_t c = 0; cells && c < grams->columns->count; c++)
        for (uint32_t k = 0; k < cells[c].count; k++)
            cells[c].weight += grams->weights[cells[c].at[k]];
    grams->rows[side][item] = cells;
    return cells != NULL;
}

void tb_grams_mark(struct tb_grams *grams, int side, uint32_t item)
{
    const struct tb_gram_cell *cells = grams->rows[side][item];
    grams->mark++;
    for (size_t c = 0; c < grams->columns->count; c++)
        for (uint32_t k = 0; k < cells[c].count; k++)
            grams->seen[cells[c].at[k]] = grams->mark;
}

/* The weight of those pairs of a cell that are marked. */
static uint32_t common(const struct tb_grams *grams, const struct tb_gram_cell *cell)
{
    uint32_t weight = 0;
    for (uint32_t k = 0; k < cell->count; k++)
        if (grams->seen[cell->at[k]] == grams->mark)
            weight += grams->weights[cell->at[k]];
    return weight;
}

double tb_grams_alike(struct tb_grams *grams, int marked_side, uint32_t marked, uint32_t item,
                      const uint32_t weights[TB_ROLE_END])
{
    const struct tb_gram_cell *mine = grams->rows[marked_side][marked];
    const struct tb_gram_cell *other = grams->rows[!marked_side][item];
    double sum = 0, most = 0;
    for (size_t c = 0; c < grams->columns->count; c++) {
        uint32_t weight = weights[grams->columns->at[c].role];
        uint32_t shared = 0, either = mine[c].weight + other[c].weight;
        if (weight == 0 || either == 0)
            continue;
        if (mine[c].weight > 0 && other[c].weight > 0)
            shared = common(grams, &other[c]);
        /* "已完成。" in both says next to nothing, however equal it is */
        double told = shared < TELLING ? (double)shared / TELLING : 1;
        sum += weight * told * ((double)shared / (double)(either - shared));
        most += weight;
    }
    return most > 0 ? sum / most : 0;
}

double tb_grams_within(struct tb_grams *grams, int part_side, uint32_t part, int whole_side,
                       uint32_t whole)
{
    const struct tb_gram_cell *parts = grams->rows[part_side][part];
    size_t task = 0;
    while (task < grams->columns->count && grams->columns->at[task].role != TB_ROLE_TASK)
        task++;
    if (task == grams->columns->count || parts[task].weight == 0)
        return 0;
    tb_grams_mark(grams, whole_side, whole);
    return (double)common(grams, &parts[task]) / (double)parts[task].weight;
}
