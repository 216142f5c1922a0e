/* organisations_test.c - cells of units, as an analyst writes them in tests/data/organisations.tsv, and
 * what must hold for every cell whatever it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/list.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "extract/organisations.h"

enum { MOST_COLUMNS = 4 };

struct fixture {
    struct tb_arena *arena;
    struct tb_organisations *organisations;
};

/* A report of one item. */
struct small {
    struct tb_column columns[MOST_COLUMNS];
    struct tb_cell cells[MOST_COLUMNS];
    struct tb_row row;
    struct tb_item item;
    struct tb_report report;
};

static int make(void **state)
{
    struct tb_error error = {0};
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    if (!fixture || tb_arena_new((size_t)1 << 28, &fixture->arena, &error) != TB_OK)
        return 1;
    return tb_organisations_new(NULL, 0, fixture->arena, &fixture->organisations, &error) != TB_OK;
}

static int drop(void **state)
{
    struct fixture *fixture = *state;
    tb_arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static void add_column(struct small *small, enum tb_role role, struct tb_str header,
                       struct tb_str text)
{
    size_t i = small->report.column_count++;
    assert_true(i < MOST_COLUMNS);
    small->columns[i] = (struct tb_column){header, role};
    small->cells[i] = (struct tb_cell){.text = text.ptr,
                                       .raw = text.ptr,
                                       .text_len = (uint32_t)text.len,
                                       .raw_len = (uint32_t)text.len,
                                       .line = 1};
    small->row = (struct tb_row){.cells = small->cells, .count = (uint32_t)i + 1, .line = 1};
    small->item.row = &small->row;
    small->report.columns = small->columns;
    small->report.items = &small->item;
    small->report.item_count = 1;
    small->report.source.text = small->report.source.bytes = text;
}

/* What holds for every unit of every cell. */
static void check_unit(const struct tb_item *item, const struct tb_unit *unit)
{
    struct tb_str cell = tb_item_text(item, unit->span.column);
    assert_true(unit->span.from < unit->span.to && unit->span.to <= cell.len);
    assert_true(unit->name.len > 0);
    assert_true(((unsigned char)cell.ptr[unit->span.from] & 0xC0) != 0x80);
    assert_true(unit->span.to == cell.len ||
                ((unsigned char)cell.ptr[unit->span.to] & 0xC0) != 0x80);
    /* the name is the written characters without white space */
    struct tb_str quote = tb_item_quote(item, unit->span);
    size_t at = 0;
    for (size_t i = 0; i < quote.len; i++)
        if (at < unit->name.len && quote.ptr[i] == unit->name.ptr[at])
            at++;
    assert_int_equal(at, unit->name.len);
    assert_true(tb_unit_role_name(unit->role) && tb_unit_basis_name(unit->basis));
}

static void read_small(struct fixture *fixture, struct small *small)
{
    struct tb_error error = {0};
    assert_int_equal(
        tb_organisations_read(fixture->organisations, &small->report, fixture->arena, &error),
        TB_OK);
    for (uint32_t i = 0; i < small->item.unit_count; i++)
        check_unit(&small->item, &small->item.units[i]);
}

static bool was_joined(const struct tb_item *item, const struct tb_unit *unit)
{
    struct tb_str quote = tb_item_quote(item, unit->span);
    return tb_str_find(quote, TB_STR(" "), 0) != SIZE_MAX ||
           tb_str_find(quote, TB_STR("\n"), 0) != SIZE_MAX ||
           tb_str_find(quote, TB_STR("\xE3\x80\x80"), 0) != SIZE_MAX;
}

/* The units as the data file writes them. */
static struct tb_str described(struct tb_arena *arena, const struct small *small)
{
    struct tb_str text = TB_STR("");
    for (uint32_t i = 0; i < small->item.unit_count; i++) {
        const struct tb_unit *unit = &small->item.units[i];
        text = tb_arena_printf(arena, "%.*s%s%s%.*s=%s/%s", TB_ARG(text), i ? "; " : "",
                               was_joined(&small->item, unit) ? "+" : "", TB_ARG(unit->name),
                               tb_unit_role_name(unit->role), tb_unit_basis_name(unit->basis));
        assert_non_null(text.ptr);
    }
    return text;
}

/* "\n" in the data file is a line end. */
static struct tb_str unescaped(struct tb_arena *arena, struct tb_str s)
{
    struct tb_str copy = tb_arena_copy(arena, s);
    char *bytes = tb_arena_alloc(arena, s.len);
    assert_true(copy.ptr && bytes);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool line = copy.ptr[i] == '\\' && i + 1 < s.len && copy.ptr[i + 1] == 'n';
        bytes[len++] = line ? '\n' : copy.ptr[i];
        i += line;
    }
    return (struct tb_str){bytes, len};
}

static struct tb_str take_until(struct tb_str *rest, struct tb_str divider)
{
    size_t at = tb_str_find(*rest, divider, 0);
    size_t end = at == SIZE_MAX ? rest->len : at;
    struct tb_str taken = tb_str_sub(*rest, 0, end);
    *rest = tb_str_sub(*rest, at == SIZE_MAX ? end : end + divider.len, rest->len);
    return taken;
}

/* "role" or "role:heading" for each column, cells divided by " || ". */
static void fill_columns(struct fixture *fixture, struct small *small, struct tb_str columns,
                         struct tb_str cells)
{
    while (columns.len > 0) {
        struct tb_str heading = take_until(&columns, TB_STR(" "));
        struct tb_str name = take_until(&heading, TB_STR(":"));
        enum tb_role role;
        assert_true(tb_role_parse(name, &role));
        add_column(small, role, heading,
                   unescaped(fixture->arena, take_until(&cells, TB_STR(" || "))));
    }
}

static struct tb_str read_data(struct fixture *fixture, const char *path)
{
    struct tb_error error = {0};
    struct tb_str text = {NULL, 0};
    if (tb_file_read(path, (size_t)1 << 24, fixture->arena, &text, &error) != TB_OK)
        text.ptr = NULL;
    return text;
}

static void test_organisations__reads_cells_as_the_data_file_says(void **state)
{
    struct fixture *fixture = *state;
    struct tb_str text = read_data(fixture, TB_TEST_DATA "/organisations.tsv");
    assert_non_null(text.ptr);
    struct tb_tsv tsv = tb_tsv_open(text, "organisations.tsv", 3, 4);
    struct tb_tsv_record row;
    bool more;
    size_t cases = 0, wrong = 0;
    for (;; cases++) {
        struct tb_error error = {0};
        assert_int_equal(tb_tsv_next(&tsv, &row, &more, &error), TB_OK);
        if (!more)
            break;
        struct small small = {.report = {.place = TB_STR("清河区")}};
        fill_columns(fixture, &small, row.field[0], row.field[1]);
        read_small(fixture, &small);
        struct tb_str found = described(fixture->arena, &small);
        if (!tb_str_eq(found, row.field[2])) {
            print_error("organisations.tsv:%u: %.*s\n  expected %.*s\n  found    %.*s\n", tsv.line,
                        TB_ARG(row.field[1]), TB_ARG(row.field[2]), TB_ARG(found));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    assert_true(cases >= 60);
}

static void test_organisations__lists_joined_names_as_one_repair_a_cell(void **state)
{
    struct fixture *fixture = *state;
    struct tb_repair before = {.kind = "html-tag", .line = 9};
    struct small small = {.report = {.repairs = &before, .repair_count = 1}};
    add_column(&small, TB_ROLE_UNITS, TB_STR("责任单位"),
               TB_STR("县财政局 县道路养护 服务中心 县综合行政 执法局"));
    read_small(fixture, &small);
    assert_int_equal(small.report.repair_count, 2);
    assert_string_equal(small.report.repairs[0].kind, "html-tag");
    const struct tb_repair *repair = &small.report.repairs[1];
    assert_string_equal(repair->kind, "joined-name");
    assert_int_equal(repair->count, 2);
    assert_int_equal(repair->line, 1);
    assert_int_equal(repair->column, 6);
    assert_true(tb_str_eq(repair->detail, TB_STR("县道路养护服务中心")));
}

static void test_organisations__leaves_repairs_alone_where_nothing_was_joined(void **state)
{
    struct fixture *fixture = *state;
    struct small small = {0};
    add_column(&small, TB_ROLE_UNITS, TB_STR("责任单位"), TB_STR("县财政局、 县审计局 县统计局"));
    read_small(fixture, &small);
    assert_int_equal(small.item.unit_count, 3);
    assert_int_equal(small.report.repair_count, 0);
}

static void test_organisations__finds_them_in_remarks_where_no_column_is_for_them(void **state)
{
    struct fixture *fixture = *state;
    struct tb_column columns[2] = {{TB_STR("工作目标"), TB_ROLE_TASK},
                                   {TB_STR("备注"), TB_ROLE_NOTE}};
    const char *notes[] = {"市发改委", "市财政局、市住建局", "", "市水利局"};
    struct tb_cell cells[4][2];
    struct tb_row rows[4];
    struct tb_item items[4] = {0};
    for (size_t i = 0; i < 4; i++) {
        cells[i][0] = (struct tb_cell){.text = "修路", .text_len = 6};
        cells[i][1] = (struct tb_cell){.text = notes[i], .text_len = (uint32_t)strlen(notes[i])};
        rows[i] = (struct tb_row){.cells = cells[i], .count = 2};
        items[i].row = &rows[i];
    }
    struct tb_report report = {
        .columns = columns, .column_count = 2, .items = items, .item_count = 4};
    struct tb_error error = {0};
    assert_int_equal(tb_organisations_read(fixture->organisations, &report, fixture->arena, &error),
                     TB_OK);
    assert_int_equal(items[1].unit_count, 2);
    assert_int_equal(items[2].unit_count, 0);
    cells[3][1] = (struct tb_cell){.text = "进度滞后", .text_len = 12};
    assert_int_equal(tb_organisations_read(fixture->organisations, &report, fixture->arena, &error),
                     TB_OK);
    assert_int_equal(items[1].unit_count, 0);
}

static void test_organisations__a_workspace_may_add_words(void **state)
{
    struct fixture *fixture = *state;
    struct tb_lexicon_file extra = {"unit_marks", "marks.tsv",
                                    TB_STR("扛旗\tlead\tmark\tour town\n")};
    struct tb_error error = {0};
    struct tb_organisations *organisations = NULL;
    assert_int_equal(tb_organisations_new(&extra, 1, fixture->arena, &organisations, &error),
                     TB_OK);
    struct fixture with = {fixture->arena, organisations};
    struct small small = {0};
    add_column(&small, TB_ROLE_UNITS, TB_STR("责任单位"), TB_STR("县财政局 县审计局扛旗"));
    read_small(&with, &small);
    assert_int_equal(small.item.units[1].role, TB_UNIT_LEAD);
    assert_true(tb_str_eq(small.item.units[1].name, TB_STR("县审计局")));
}

static void test_organisations__a_bad_row_of_a_workspace_is_told_with_its_place(void **state)
{
    struct fixture *fixture = *state;
    const char *bad[] = {"扛旗\tleader\tmark\tx\n", "扛旗\n", "\tlead\tmark\tx\n",
                         "一二三四五六七八九十一二三四五六七\tlead\tmark\tx\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tb_lexicon_file extra = {"unit_marks", "marks.tsv", tb_str_of(bad[i])};
        struct tb_error error = {0};
        struct tb_organisations *untouched = NULL;
        assert_int_equal(tb_organisations_new(&extra, 1, fixture->arena, &untouched, &error),
                         TB_EUSAGE);
        assert_int_equal(error.status, TB_EUSAGE);
        assert_null(untouched);
        assert_string_equal(error.source, "marks.tsv");
        assert_int_equal(error.line, 1);
        assert_true(error.zh[0] && error.en[0]);
    }
}

static void test_organisations__a_full_arena_is_an_error_and_changes_no_repairs(void **state)
{
    struct fixture *fixture = *state;
    struct tb_error error = {0};
    char cell[60000];
    size_t len = 0;
    while (len + 16 < sizeof cell)
        len += (size_t)snprintf(cell + len, sizeof cell - len, "甲 局、");
    struct tb_arena *arena;
    assert_int_equal(tb_arena_new(100000, &arena, &error), TB_OK);
    struct small small = {0};
    add_column(&small, TB_ROLE_UNITS, TB_STR("责任单位"), (struct tb_str){cell, len});
    assert_int_equal(tb_organisations_read(fixture->organisations, &small.report, arena, &error),
                     TB_ELIMIT);
    assert_int_equal(small.report.repair_count, 0);
    tb_arena_free(arena);
}

/* The fourth field of the real bulletin's rows, without the markup around some of them. */
static struct tb_str units_field(struct tb_str line)
{
    struct tb_str field = {NULL, 0};
    for (int i = 0; i < 4; i++)
        field = take_until(&line, TB_STR("\t"));
    if (tb_str_starts(field, TB_STR("<p>")))
        field = tb_str_sub(field, 3, field.len - 4);
    return field;
}

/* Every organisation there ends like one, and no name holds a divider or a mark. */
static void check_real_unit(const struct tb_unit *unit)
{
    static const char *const ends[] = {"局",     "区",     "部",   "中心",   "办",
                                       "镇政府", "办事处", "街道", "指挥部", "大队"};
    static const char *const never[] = {"、", "，", " ", "牵头", "配合", "提供", "（"};
    bool known = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        known = known || tb_str_ends(unit->name, tb_str_of(ends[i]));
    assert_true(known);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_int_equal(tb_str_find(unit->name, tb_str_of(never[i]), 0), SIZE_MAX);
}

static void test_organisations__real_bulletin(void **state)
{
    struct fixture *fixture = *state;
    struct tb_str text = read_data(fixture, TB_SHARED_DATA "/linzi-2021q3.txt");
    if (!text.ptr) {
        print_message("the real bulletin is not here: skipped\n");
        skip();
    }
    size_t items = 0, units = 0, joined = 0, leads[TB_BASIS_END] = {0}, roles[TB_UNIT_END] = {0};
    while (text.len > 0) {
        struct tb_str line = take_until(&text, TB_STR("\n"));
        if (line.len == 0 || line.ptr[0] < '0' || line.ptr[0] > '9')
            continue;
        struct small small = {.report = {.place = TB_STR("临淄区")}};
        add_column(&small, TB_ROLE_UNITS, TB_STR("责任单位"), units_field(line));
        read_small(fixture, &small);
        items++;
        joined += small.report.repair_count;
        units += small.item.unit_count;
        for (uint32_t i = 0; i < small.item.unit_count; i++) {
            const struct tb_unit *unit = &small.item.units[i];
            check_real_unit(unit);
            roles[unit->role]++;
            if (unit->role == TB_UNIT_LEAD)
                leads[unit->basis]++;
        }
    }
    assert_int_equal(items, 80);
    assert_int_equal(units, 134);
    assert_int_equal(roles[TB_UNIT_LEAD], 80);
    assert_int_equal(roles[TB_UNIT_GROUP], 1);
    assert_int_equal(roles[TB_UNIT_DATA_PROVIDER], 1);
    assert_int_equal(roles[TB_UNIT_OWNER], 0);
    assert_int_equal(leads[TB_BASIS_EXPLICIT], 5);
    assert_int_equal(leads[TB_BASIS_SOLE], 48);
    assert_int_equal(leads[TB_BASIS_FIRST_LISTED], 27);
    assert_int_equal(joined, 1);
}

/* Long cells of every awkward kind are read in one pass; a quadratic reader would not end. */
static void test_organisations__long_cells(void **state)
{
    struct fixture *fixture = *state;
    const char *pieces[] = {"局",   "（",        "）",         "、",       " ",      "和",  "牵头",
                            "县 ",  "各",        "县财政局和", "（牵头）", "各镇、", "1、", "：",
                            "甲（", "县 综 合 ", "业主委员会", "会同县",   "镇街道"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t unit = strlen(pieces[i]), count = 200000 / unit;
        char *bytes = tb_arena_alloc(fixture->arena, unit * count);
        assert_non_null(bytes);
        for (size_t n = 0; n < count; n++)
            memcpy(bytes + n * unit, pieces[i], unit);
        struct small small = {0};
        add_column(&small, TB_ROLE_UNITS, TB_STR("责任单位"), (struct tb_str){bytes, unit * count});
        read_small(fixture, &small);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_organisations__reads_cells_as_the_data_file_says, make,
                                        drop),
        cmocka_unit_test_setup_teardown(test_organisations__lists_joined_names_as_one_repair_a_cell,
                                        make, drop),
        cmocka_unit_test_setup_teardown(
            test_organisations__leaves_repairs_alone_where_nothing_was_joined, make, drop),
        cmocka_unit_test_setup_teardown(
            test_organisations__finds_them_in_remarks_where_no_column_is_for_them, make, drop),
        cmocka_unit_test_setup_teardown(test_organisations__a_workspace_may_add_words, make, drop),
        cmocka_unit_test_setup_teardown(
            test_organisations__a_bad_row_of_a_workspace_is_told_with_its_place, make, drop),
        cmocka_unit_test_setup_teardown(
            test_organisations__a_full_arena_is_an_error_and_changes_no_repairs, make, drop),
        cmocka_unit_test_setup_teardown(test_organisations__real_bulletin, make, drop),
        cmocka_unit_test_setup_teardown(test_organisations__long_cells, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
