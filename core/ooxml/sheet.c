/*
 * sheet.c - one sheet: its cells are collected, then the merged ones, which stand behind them in the file;
 * then the rows are put onto the paper.
 */
#include "ingest/paper.h"
#include "ooxml/book.h"
#include "ooxml/number.h"

enum { MERGES = 200000, ROWS = 1048576, COLUMNS = 16384 };

struct cell {
    uint32_t row, column; /* 0-based */
    uint32_t rowspan, colspan;
    struct tb_str text;
};

struct merge {
    uint32_t row, column, last_row, last_column;
};

struct sheet {
    struct tb_book *book;
    struct tb_str name;
    uint32_t table;
    struct {
        struct cell *at;
        size_t count, room;
    } cells; /* with text, in the order of rows and columns */
    struct {
        struct merge *at;
        size_t count, room;
    } merges;
    struct tb_runs runs;  /* of the cell that is open: its value, or its own string */
    struct tb_buf shown;  /* a number as it is shown */
    uint32_t row, column; /* of the cell that is open, or the next one */
    char type;            /* of its value: n s b e f (a formula's text) i (a string of its own) d */
    uint32_t style;
    bool has_formula, out_of_order;
    uint32_t hidden_rows, first_hidden;
};

/* "AB12" to row and column; false: it is no name of a cell. */
static bool read_place(struct tb_str name, uint32_t *row, uint32_t *column)
{
    uint32_t letters = 0, number = 0;
    size_t at = 0;
    for (; at < name.len && at < 4 && name.ptr[at] >= 'A' && name.ptr[at] <= 'Z'; at++)
        letters = letters * 26 + (uint32_t)(name.ptr[at] - 'A') + 1;
    size_t digits = at;
    for (; at < name.len && at - digits < 8 && name.ptr[at] >= '0' && name.ptr[at] <= '9'; at++)
        number = number * 10 + (uint32_t)(name.ptr[at] - '0');
    if (letters == 0 || number == 0 || at != name.len || letters > COLUMNS || number > ROWS)
        return false;
    *row = number - 1;
    *column = letters - 1;
    return true;
}

static void put_repair(struct sheet *sheet, const char *kind, uint32_t row, uint32_t column,
                       uint32_t count, struct tb_str detail)
{
    tb_paper_repair(sheet->book->paper, &(struct tb_paper_repair){.kind = kind,
                                                                  .part = sheet->name,
                                                                  .number = row + 1,
                                                                  .column = column,
                                                                  .from = TB_PAPER_NONE,
                                                                  .count = count,
                                                                  .detail = detail});
}

/* ---- cells ---- */

static void begin_row(struct sheet *sheet, struct tb_xml_attributes attributes)
{
    uint32_t number = tb_xml_number(attributes, "r", 0);
    if (number > 0 && number <= ROWS)
        sheet->row = number - 1;
    sheet->column = 0;
    if (tb_xml_switch(attributes, "hidden", false)) {
        if (sheet->hidden_rows++ == 0)
            sheet->first_hidden = sheet->row;
    }
}

static void begin_cell(struct sheet *sheet, struct tb_xml_attributes attributes)
{
    uint32_t row = sheet->row, column = sheet->column;
    struct tb_str type = tb_xml_get(attributes, "t");
    if (read_place(tb_xml_get(attributes, "r"), &row, &column)) {
        sheet->row = row;
        sheet->column = column;
    }
    sheet->type = 'n';
    if (tb_str_eq(type, TB_STR("inlineStr")))
        sheet->type = 'i';
    else if (tb_str_eq(type, TB_STR("str")))
        sheet->type = 'f';
    else if (type.len == 1)
        sheet->type = type.ptr[0];
    sheet->style = tb_xml_number(attributes, "s", 0);
    sheet->has_formula = false;
    tb_buf_clear(&sheet->runs.text);
}

static uint32_t as_index(struct tb_str text)
{
    uint32_t value = 0;
    if (text.len == 0 || text.len > 9)
        return UINT32_MAX;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return UINT32_MAX;
        value = value * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    return value;
}

/* What the cell shows; ptr NULL: no memory. */
static struct tb_str shown_text(struct sheet *sheet, struct tb_str raw)
{
    struct tb_book *book = sheet->book;
    if (sheet->type == 's') {
        uint32_t index = as_index(tb_str_trim(raw));
        if (index < book->strings.count)
            return book->strings.at[index];
        put_repair(sheet, "cell-error", sheet->row, sheet->column, 1, raw);
        return TB_STR("");
    }
    if (sheet->type == 'b')
        return tb_str_eq(raw, TB_STR("1")) ? TB_STR("TRUE") : TB_STR("FALSE");
    if (sheet->type == 'e')
        put_repair(sheet, "cell-error", sheet->row, sheet->column, 1, raw);
    struct tb_str code = TB_STR("");
    if (sheet->style < book->styles.count)
        code = book->styles.at[sheet->style];
    tb_buf_clear(&sheet->shown);
    if (sheet->type == 'n' && tb_number_show(raw, code, book->from_1904, &sheet->shown))
        return tb_arena_copy(book->arena, tb_buf_str(&sheet->shown));
    if (sheet->type == 'd' && raw.len > 10 && raw.ptr[10] == 'T')
        raw.len = 10; /* a day of ISO 8601 */
    return tb_arena_copy(book->arena, raw);
}

/* Rows and columns only go on: a cell may stand here. */
static bool goes_on(const struct sheet *sheet, uint32_t row, uint32_t column)
{
    if (sheet->cells.count == 0)
        return true;
    const struct cell *last = &sheet->cells.at[sheet->cells.count - 1];
    return row > last->row || (row == last->row && column > last->column);
}

static bool end_cell(struct sheet *sheet)
{
    struct tb_str text = tb_runs_take(&sheet->runs, sheet->book->arena);
    if (!text.ptr)
        return false;
    if (text.len == 0 && sheet->has_formula)
        put_repair(sheet, "formula-empty", sheet->row, sheet->column, 1, TB_STR(""));
    const uint32_t row = sheet->row, column = sheet->column++;
    if (text.len == 0)
        return true;
    if (sheet->type != 'i' && sheet->type != 'f')
        text = shown_text(sheet, text);
    if (!text.ptr)
        return false;
    if (text.len == 0 || !goes_on(sheet, row, column)) {
        sheet->out_of_order = sheet->out_of_order || text.len > 0;
        return true;
    }
    struct cell *cell = TB_LIST_ADD(sheet->book->arena, &sheet->cells);
    if (cell)
        *cell = (struct cell){row, column, 1, 1, text};
    return cell != NULL;
}

/* "A1:C3" */
static bool add_merge(struct sheet *sheet, struct tb_str reference)
{
    struct merge merge;
    size_t colon = tb_str_find(reference, TB_STR(":"), 0);
    if (colon == SIZE_MAX || sheet->merges.count == MERGES ||
        !read_place(tb_str_sub(reference, 0, colon), &merge.row, &merge.column) ||
        !read_place(tb_str_sub(reference, colon + 1, reference.len), &merge.last_row,
                    &merge.last_column) ||
        merge.last_row < merge.row || merge.last_column < merge.column)
        return true;
    struct merge *added = TB_LIST_ADD(sheet->book->arena, &sheet->merges);
    if (added)
        *added = merge;
    return added != NULL;
}

static bool on_begin(void *user, struct tb_str name, struct tb_xml_attributes attributes)
{
    struct sheet *sheet = user;
    tb_runs_begin(&sheet->runs, name);
    if (tb_str_eq(name, TB_STR("row")))
        begin_row(sheet, attributes);
    else if (tb_str_eq(name, TB_STR("c")))
        begin_cell(sheet, attributes);
    else if (tb_str_eq(name, TB_STR("f")))
        sheet->has_formula = true;
    else if (tb_str_eq(name, TB_STR("v")))
        sheet->runs.in_text = true;
    else if (tb_str_eq(name, TB_STR("mergeCell")))
        return add_merge(sheet, tb_xml_get(attributes, "ref"));
    return true;
}

static bool on_text(void *user, struct tb_str text)
{
    struct sheet *sheet = user;
    tb_runs_text(&sheet->runs, text);
    return true;
}

static bool on_end(void *user, struct tb_str name)
{
    struct sheet *sheet = user;
    tb_runs_end(&sheet->runs, name);
    if (tb_str_eq(name, TB_STR("row")))
        sheet->row += sheet->row + 1 < ROWS;
    return tb_str_eq(name, TB_STR("c")) ? end_cell(sheet) : true;
}

/* ---- merged cells ---- */

static int by_row(const void *a, const void *b)
{
    const struct merge *left = a, *right = b;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return left->column < right->column ? -1 : left->column > right->column;
}

/* Gives each merged cell its spans and drops what it covers, row by row; a merge is known by the column in
 * which it begins, so that the cost is that of the cells and the columns they use. */
static bool place_merges(struct sheet *sheet)
{
    struct cell *cells = sheet->cells.at;
    uint32_t width = 0;
    for (size_t i = 0; i < sheet->cells.count; i++)
        width = cells[i].column + 1 > width ? cells[i].column + 1 : width;
    uint32_t *until =
        TB_NEW_ARRAY(sheet->book->arena, uint32_t, width + 1); /* one past its last row */
    if (!until)
        return false;
    if (sheet->merges.count > 1)
        qsort(sheet->merges.at, sheet->merges.count, sizeof *sheet->merges.at, by_row);
    size_t next = 0, kept = 0;
    for (size_t i = 0; i < sheet->cells.count; i++) {
        struct cell cell = cells[i];
        bool covered = false, begins = false;
        for (; next < sheet->merges.count; next++) {
            const struct merge *merge = &sheet->merges.at[next];
            if (merge->row > cell.row || (merge->row == cell.row && merge->column > cell.column))
                break;
            begins = merge->row == cell.row && merge->column == cell.column &&
                     until[cell.column] <= cell.row;
            if (begins) {
                cell.rowspan = merge->last_row - merge->row + 1;
                cell.colspan = merge->last_column - merge->column + 1;
            }
            for (uint32_t c = merge->column; c <= merge->last_column && c < width; c++)
                if (until[c] < merge->last_row + 1)
                    until[c] = merge->last_row + 1;
        }
        covered =
            cell.rowspan == 1 && cell.colspan == 1 && !begins && until[cell.column] > cell.row;
        if (covered)
            put_repair(sheet, "merge-overlap", cell.row, cell.column, 1, cell.text);
        else
            cells[kept++] = cell;
    }
    sheet->cells.count = kept;
    return true;
}

static void put_rows(struct sheet *sheet)
{
    struct tb_buf *paper = sheet->book->paper;
    for (size_t i = 0; i < sheet->cells.count; i++) {
        const struct cell *cell = &sheet->cells.at[i];
        if (i == 0 || cell->row != sheet->cells.at[i - 1].row)
            tb_paper_row(paper, TB_ROW_TABLE, sheet->table, cell->row + 1, sheet->name);
        tb_paper_cell(paper, &(struct tb_paper_cell){.column = cell->column,
                                                     .rowspan = cell->rowspan,
                                                     .colspan = cell->colspan,
                                                     .from = TB_PAPER_NONE,
                                                     .text = cell->text});
    }
    if (sheet->hidden_rows > 0)
        put_repair(sheet, "row-hidden", sheet->first_hidden, 0, sheet->hidden_rows, TB_STR(""));
}

enum tb_status tb_sheet_read(struct tb_book *book, struct tb_str part, struct tb_str name,
                             uint32_t table, struct tb_error *error)
{
    struct sheet sheet = {.book = book, .name = name, .table = table};
    const struct tb_xml_handlers handlers = {on_begin, on_end, on_text, &sheet};
    struct tb_str text;
    sheet.runs.text = tb_buf_make(TB_PAPER_MAX);
    sheet.shown = tb_buf_make(1 << 16);
    enum tb_status status = tb_parts_read(book->parts, part, &text, error);
    if (status == TB_OK)
        status = tb_xml_walk(text, part, &handlers, error);
    if (status == TB_OK && sheet.out_of_order)
        status = tb_fail(error, TB_EFORMAT, "工作表“%.*s”的单元格次序混乱，文件已损坏",
                         "the cells of the sheet '%.*s' are out of order, the file is damaged",
                         TB_ARG(name));
    if (status == TB_OK && !place_merges(&sheet))
        status = tb_arena_fail(book->arena, error);
    if (status == TB_OK)
        put_rows(&sheet);
    tb_buf_free(&sheet.runs.text);
    tb_buf_free(&sheet.shown);
    return status;
}
