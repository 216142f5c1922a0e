/* units_fuzz.c - a cell of units: whatever it says, every organisation points at characters of the
 * cell, on character boundaries and in order, and memory grows no faster than the cell. */
#include "base/utf8.h"
#include "extract/organisations.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    MAX_INPUT = 64 << 10,
    ARENA = 64 << 20,
    PER_BYTE = 512 /* tokens, units, names and the copies made when a list grows */
};

static struct tb_organisations *organisations;
static struct tb_arena *lexicons, *arena;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool prepare(void)
{
    if (arena) {
        tb_arena_reset(arena);
        return true;
    }
    return tb_arena_new(ARENA, &lexicons, NULL) == TB_OK &&
           tb_organisations_new(NULL, 0, lexicons, &organisations, NULL) == TB_OK &&
           tb_arena_new(ARENA, &arena, NULL) == TB_OK;
}

static bool is_boundary(struct tb_str text, size_t at)
{
    return at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

/* The name holds the written characters in their order, some left out. */
static bool is_thinned(struct tb_str name, struct tb_str written)
{
    size_t at = 0;
    for (size_t i = 0; i < written.len && at < name.len; i++)
        at += written.ptr[i] == name.ptr[at];
    return at == name.len;
}

static void check_units(const struct tb_item *item, struct tb_str cell)
{
    uint32_t end = 0;
    require(item->unit_count <= cell.len);
    for (uint32_t i = 0; i < item->unit_count; i++) {
        const struct tb_unit *unit = &item->units[i];
        require(unit->span.column == 0 && unit->span.from >= end);
        require(unit->span.from < unit->span.to && unit->span.to <= cell.len);
        require(is_boundary(cell, unit->span.from) && is_boundary(cell, unit->span.to));
        require(unit->name.len > 0 && is_thinned(unit->name, tb_item_quote(item, unit->span)));
        require(unit->role < TB_UNIT_END && unit->basis < TB_BASIS_END);
        end = unit->span.to;
    }
}

/* The first byte says which heading the column has, the rest is the cell. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > MAX_INPUT || !prepare())
        return 0;
    static const struct tb_column columns[] = {
        {{"责任单位", 12}, TB_ROLE_UNITS},
        {{"牵头单位", 12}, TB_ROLE_LEAD_UNITS},
        {{"业主单位", 12}, TB_ROLE_OTHER},
    };
    struct tb_column column = columns[data[0] % (sizeof columns / sizeof *columns)];
    struct tb_str cell = {(const char *)data + 1, size - 1};
    cell.len = tb_utf8_valid(cell);
    struct tb_cell only = {.text = cell.ptr,
                           .raw = cell.ptr,
                           .text_len = (uint32_t)cell.len,
                           .raw_len = (uint32_t)cell.len,
                           .line = 1};
    struct tb_row row = {.cells = &only, .count = 1, .line = 1};
    struct tb_item item = {.row = &row};
    struct tb_report report = {.source = {.text = cell},
                               .place = {"清河区", 9},
                               .columns = &column,
                               .column_count = 1,
                               .items = &item,
                               .item_count = 1};
    struct tb_error error = {0};
    require(tb_organisations_read(organisations, &report, arena, &error) == TB_OK);
    require(report.repair_count <= 1);
    require(tb_arena_used(arena) <= 4096 + cell.len * PER_BYTE);
    check_units(&item, cell);
    return 0;
}
