/* columns.c - what each column holds: by its header, and by its cells where the header leaves it
 * open or is blank. */
#include "ingest/draft.h"
#include "ingest/fold.h"
#include "ingest/heading.h"
#include "ingest/serial.h"

#include "base/utf8.h"

enum { SHORT_CELL = 12 /* code points */ };

static const struct tb_cell *cell_at(const struct tb_row *row, uint32_t column)
{
    return row->count >= 2 && column < row->count ? &row->cells[column] : NULL;
}

/* A unit of measure, with magnitude and divisors: 万元, 元/月/人. */
static bool is_measure(const struct tb_ingest *know, struct tb_str text)
{
    size_t magnitude;
    while (!tb_word_is(know, TB_WORD_MEASURE, text) &&
           (magnitude = tb_word_prefix(know, TB_WORD_MAGNITUDE, text)) > 0)
        text = tb_str_sub(text, magnitude, text.len);
    size_t len = tb_word_prefix(know, TB_WORD_MEASURE, text);
    return len > 0 && (len == text.len || text.ptr[len] == '/');
}

/* A number as the only content: short, and two fifths of it digits (900人, 12.5%, 1-2), or nothing
 * but digits and a unit (5公里). */
static bool is_number(const struct tb_ingest *know, struct tb_str text)
{
    size_t digits = 0, chars = tb_utf8_count(text), first = 0;
    for (size_t i = 0; i < text.len; i++)
        digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
    while (first < text.len && strchr("0123456789.,-", text.ptr[first]))
        first++;
    return chars <= SHORT_CELL &&
           (digits * 5 >= chars * 2 ||
            (digits > 0 && is_measure(know, tb_str_sub(text, first, text.len))));
}

/* Whether enough of the column's filled cells are of the kind. */
static bool column_is(const struct tb_draft *draft, uint32_t column, enum tb_content kind)
{
    const struct tb_grid *grid = &draft->view;
    size_t filled = 0, fitting = 0, rows = 0;
    struct tb_folded folded, last = {.len = 0};
    size_t from = draft->table.body, end = draft->table.end;
    if (end - from > TB_SAMPLE_ROWS)
        end = from + TB_SAMPLE_ROWS;
    for (size_t i = from; i < end; i++) {
        const struct tb_cell *cell = cell_at(&grid->rows[i], column);
        if (!cell)
            continue;
        rows++;
        tb_fold(tb_cell_text(cell), &folded);
        struct tb_str text = tb_folded_str(&folded);
        if (kind == TB_CONTENT_REPEATED) { /* merged cells leave blanks below them */
            filled++;
            fitting += rows > 1 && (text.len == 0 || tb_str_eq(text, tb_folded_str(&last)));
            if (text.len > 0)
                last = folded;
        } else if (text.len > 0 && !tb_word_is(draft->know, TB_WORD_NULL, text)) {
            filled++;
            fitting += kind == TB_CONTENT_NUMBER ? is_number(draft->know, text)
                                                 : is_measure(draft->know, text);
        }
    }
    size_t needed = kind == TB_CONTENT_NUMBER ? 60 : kind == TB_CONTENT_MEASURE ? 50 : 30;
    return filled > 0 && fitting * 100 >= filled * needed;
}

/* The number of cells that most rows have. */
static uint32_t usual_width(const struct tb_draft *draft, uint32_t *counts)
{
    uint32_t usual = 0;
    for (size_t i = draft->table.body; i < draft->table.end; i++) {
        uint32_t width = draft->view.rows[i].count;
        if (width >= 2 && ++counts[width] > counts[usual])
            usual = width;
    }
    return usual;
}

static bool runs(const struct tb_draft *draft, uint32_t column)
{
    return tb_serial_column(draft->know, &draft->view, draft->table.body, draft->table.end, column);
}

/* A copied table may lose the blank first cell of its header: then all rows are one wider, and
 * their first column runs. */
static bool header_is_shifted(const struct tb_draft *draft, uint32_t usual)
{
    const struct tb_row *header = &draft->view.rows[draft->table.header];
    struct tb_heading first = tb_heading_read(draft->know, tb_cell_text(&header->cells[0]));
    return usual == header->count + 1 && tb_heading_role(first) != TB_ROLE_NO && !first.blank &&
           runs(draft, 0);
}

/* Trailing columns without a filled cell, in the header too, are only the tabs of a spreadsheet. */
static uint32_t used_columns(const struct tb_draft *draft, uint32_t count)
{
    uint32_t used = 2;
    for (size_t i = draft->table.header; i < draft->table.end && used < count; i++) {
        const struct tb_row *row = &draft->view.rows[i];
        uint32_t width = row->count < count ? row->count : count;
        while (width > used && !tb_cell_filled(&row->cells[width - 1]))
            width--;
        used = width > used ? width : used;
    }
    return used < count ? used : count;
}

/* What a role rests on where it is not the header's word. */
struct basis {
    const char *zh, *en; /* NULL: that word */
};

static enum tb_role role_of(const struct tb_draft *draft, uint32_t column,
                            struct tb_heading heading, struct basis *basis)
{
    static const struct basis contents[] = {
        [TB_CONTENT_NUMBER] = {"内容多是数字", "its cells are mostly numbers"},
        [TB_CONTENT_MEASURE] = {"内容多是计量单位", "its cells are mostly units of measure"},
        [TB_CONTENT_REPEATED] = {"内容成段重复", "its cells repeat over several rows"},
    };
    *basis = (struct basis){NULL, NULL};
    /* blank, or a word of an office's own above the numbers of the first column */
    if (!heading.word && (heading.blank || column == 0) && runs(draft, column)) {
        *basis = (struct basis){"内容是依次的编号", "its cells are running numbers"};
        return TB_ROLE_NO;
    }
    if (!heading.word) {
        *basis = (struct basis){"列名不认识", "its name is not known"};
        return TB_ROLE_OTHER;
    }
    if (heading.word->content == TB_CONTENT_NONE ||
        !column_is(draft, column, heading.word->content))
        return tb_heading_role(heading);
    *basis = contents[heading.word->content];
    return heading.word->by_content;
}

static bool note_basis(struct tb_draft *draft, struct tb_str header, enum tb_role role,
                       struct basis basis)
{
    if (!basis.zh)
        return true;
    struct tb_str zh = tb_arena_printf(draft->arena, "“%.*s”作 %s：%s", TB_ARG(header),
                                       tb_role_name(role), basis.zh);
    struct tb_str en = tb_arena_printf(draft->arena, "\"%.*s\" is %s: %s", TB_ARG(header),
                                       tb_role_name(role), basis.en);
    return tb_note(draft, "列", "column", zh, en);
}

static struct tb_str header_text(const struct tb_draft *draft, size_t row, uint32_t column)
{
    const struct tb_row *header = &draft->view.rows[row];
    column -= draft->table.shifted; /* wraps for the column that has no header cell */
    return column < header->count ? tb_str_trim(tb_cell_text(&header->cells[column])) : TB_STR("");
}

/* The header of a column, both rows of it joined; *above is the text of the upper row that spans
 * this column, which is blank but for the first of those it spans. */
static bool column_header(struct tb_draft *draft, uint32_t column, struct tb_str *above,
                          struct tb_str *out)
{
    struct tb_str upper = header_text(draft, draft->table.header, column);
    *out = upper;
    if (upper.len > 0)
        *above = upper;
    if (draft->table.body == draft->table.header + 1)
        return true;
    struct tb_str lower = header_text(draft, draft->table.header + 1, column);
    if (lower.len > 0)
        *out = above->len == 0
                   ? lower
                   : tb_arena_printf(draft->arena, "%.*s/%.*s", TB_ARG(*above), TB_ARG(lower));
    return out->ptr != NULL;
}

/* A name, then what is to be done (项目名称 | 年度建设内容): with no column for the year's target, a second
 * column of tasks is that target. */
static bool find_content_column(struct tb_draft *draft)
{
    static const struct basis behind_name = {"前面另有一列是任务名称",
                                             "a column before it names the task"};
    struct tb_report *report = draft->report;
    bool named = false;
    for (uint32_t i = 0; i < report->column_count; i++)
        if (report->columns[i].role == TB_ROLE_ANNUAL_TARGET)
            return true;
    for (uint32_t i = 0; i < report->column_count; i++) {
        struct tb_column *column = &report->columns[i];
        if (column->role != TB_ROLE_TASK)
            continue;
        if (named) {
            column->role = TB_ROLE_ANNUAL_TARGET;
            return note_basis(draft, column->header, column->role, behind_name);
        }
        named = true;
    }
    return true;
}

static bool name_columns(struct tb_draft *draft)
{
    struct tb_report *report = draft->report;
    struct tb_str above = TB_STR("");
    for (uint32_t i = 0; i < report->column_count; i++) {
        struct tb_column *column = &report->columns[i];
        if (!column_header(draft, i, &above, &column->header))
            return false;
        if (tb_role_parse(column->header, &column->role)) /* given cells name roles themselves */
            continue;
        struct basis basis;
        column->role = role_of(draft, i, tb_heading_read(draft->know, column->header), &basis);
        if (!note_basis(draft, column->header, column->role, basis))
            return false;
    }
    if (!find_content_column(draft))
        return false;
    for (size_t i = 0; i < TB_ROLE_END; i++)
        report->column_of[i] = TB_NO_COLUMN;
    for (uint32_t i = 0; i < report->column_count; i++)
        if (report->column_of[report->columns[i].role] == TB_NO_COLUMN)
            report->column_of[report->columns[i].role] = (uint16_t)i;
    if (report->column_of[TB_ROLE_RESULT] == TB_NO_COLUMN) /* a table of indicators */
        report->column_of[TB_ROLE_RESULT] = report->column_of[TB_ROLE_ACTUAL_VALUE];
    return true;
}

enum tb_status tb_find_columns(struct tb_draft *draft, struct tb_error *error)
{
    struct tb_report *report = draft->report;
    const struct tb_row *header = &draft->view.rows[draft->table.header];
    uint32_t *counts = TB_NEW_ARRAY(draft->arena, uint32_t, (size_t)TB_COLUMN_CAP + 1);
    if (!counts)
        return tb_arena_fail(draft->arena, error);
    draft->table.shifted = header_is_shifted(draft, usual_width(draft, counts));
    if (draft->table.shifted &&
        !tb_row_repair(draft, "header-shifted", header, 1, tb_cell_text(&header->cells[0])))
        return tb_arena_fail(draft->arena, error);
    uint32_t columns = used_columns(draft, header->count + draft->table.shifted);
    report->columns = TB_NEW_ARRAY(draft->arena, struct tb_column, columns);
    if (!report->columns)
        return tb_arena_fail(draft->arena, error);
    report->column_count = columns;
    return name_columns(draft) ? TB_OK : tb_arena_fail(draft->arena, error);
}
