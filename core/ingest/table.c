/* table.c - where in the grid the table stands: its header and its last row. */
#include "base/list.h"
#include "ingest/draft.h"
#include "ingest/heading.h"
#include "ingest/period.h"
#include "ingest/serial.h"
#include "ingest/title.h"
#include "model/place.h"

/* A header row and what belongs to it. */
struct candidate {
    size_t header, end;
    size_t rows;    /* rows of two cells and more behind it */
    uint32_t known; /* columns that are understood */
    uint32_t part; /* which bulletin of the source it is, from 1; 0: a table about something else */
};

struct candidates {
    struct candidate *at;
    size_t count, room;
};

/* A later header must be surer than the first one: short texts of a table can end in such words. */
static bool looks_like_header(const struct tb_ingest *know, const struct tb_row *row, bool first,
                              uint32_t *known)
{
    uint32_t endings = 0;
    if (row->kind == TB_ROW_HEADER) {
        *known = tb_header_look(know, row).known;
        return true;
    }
    if (!tb_header_possible(row))
        return false;
    for (uint32_t i = 0; i < row->count; i++)
        endings += tb_header_may_end(know, tb_str_trim(tb_cell_text(&row->cells[i])));
    if (endings < 2)
        return false;
    struct tb_header_look look = tb_header_look(know, row);
    uint32_t sure = first ? look.known : look.exact;
    *known = look.known;
    return sure >= 2 && sure * 2 >= look.filled;
}

/* First of the lines of the page that stand, one under the other, right above `row`. */
static size_t lines_above(const struct tb_grid *grid, size_t row)
{
    struct tb_str text;
    while (row > 0 && tb_row_is_line(&grid->rows[row - 1], &text))
        row--;
    return row;
}

/* First of the section titles that stand between the page's title and the header. */
static size_t sections_above(const struct tb_ingest *know, const struct tb_grid *grid, size_t row,
                             size_t head)
{
    struct tb_str text;
    while (row > head && tb_row_is_line(&grid->rows[row - 1], &text) &&
           tb_section_depth(know, text) > 0 && tb_title_score(know, text) < 1)
        row--;
    return row;
}

/* The number of the next row that has one, in a table of serial numbers in the first column. */
static uint32_t next_number(const struct tb_ingest *know, const struct tb_grid *grid, size_t row)
{
    for (size_t i = row + 1; i < grid->count && i < row + 4; i++) {
        if (grid->rows[i].count < 2)
            continue;
        struct tb_str text = tb_str_trim(tb_cell_text(&grid->rows[i].cells[0]));
        struct tb_serial serial = tb_serial_read(know, text);
        if (serial.levels == 1)
            return serial.level[0];
    }
    return 0;
}

/* The same header again begins another bulletin, and not only another page of this one, where a
 * line above it, or its sheet, names a time and the numbers begin anew. */
static bool begins_anew(const struct tb_ingest *know, const struct tb_grid *grid, size_t row)
{
    if (next_number(know, grid, row) != 1)
        return false;
    const struct tb_str part = grid->rows[row].part; /* a sheet for each time */
    if (row > 0 && part.ptr && !tb_str_eq(part, grid->rows[row - 1].part) &&
        tb_title_period(know, part, 0).known)
        return true;
    for (size_t i = lines_above(grid, row); i < row; i++) {
        struct tb_str text;
        struct tb_folded folded;
        if (!tb_row_is_line(&grid->rows[i], &text))
            continue;
        tb_fold(text, &folded);
        if (tb_title_year(tb_folded_str(&folded)) != 0 || tb_title_period(know, text, 0).known)
            return true;
    }
    return false;
}

static bool add_candidate(struct tb_draft *draft, struct candidates *list, size_t header,
                          uint32_t known)
{
    struct candidate *added = TB_LIST_ADD(draft->arena, list);
    if (!added)
        return false;
    added->header = header;
    added->known = known;
    return true;
}

/* Without known words: a row of short texts above running numbers in one of the first columns. */
static bool header_by_numbers(const struct tb_draft *draft, size_t *header)
{
    const struct tb_grid *grid = &draft->view;
    for (size_t i = 0; i + 2 < grid->count && i < 50; i++) {
        if (!tb_header_possible(&grid->rows[i]))
            continue;
        for (uint32_t column = 0; column < 2; column++)
            if (grid->rows[i + 1].count >= 2 && next_number(draft->know, grid, i) > 0 &&
                tb_serial_column(draft->know, grid, i + 1, grid->count, column)) {
                *header = i;
                return true;
            }
    }
    return false;
}

static enum tb_status find_candidates(struct tb_draft *draft, struct candidates *list,
                                      struct tb_error *error)
{
    const struct tb_grid *grid = &draft->view;
    uint32_t known;
    size_t header;
    for (size_t i = 0; i < grid->count; i++) {
        const struct tb_row *row = &grid->rows[i];
        if (looks_like_header(draft->know, row, list->count == 0, &known)) {
            const struct tb_row *last =
                list->count ? &grid->rows[list->at[list->count - 1].header] : NULL;
            bool again = last && tb_header_same(draft->know, last, row) &&
                         !begins_anew(draft->know, grid, i);
            if (!again && !add_candidate(draft, list, i, known))
                return tb_arena_fail(draft->arena, error);
        }
        if (list->count > 0 && row->count >= 2)
            list->at[list->count - 1].rows++;
    }
    if (list->count == 0 && header_by_numbers(draft, &header)) {
        if (!add_candidate(draft, list, header, 1))
            return tb_arena_fail(draft->arena, error);
        list->at[0].rows = grid->count - header;
    }
    for (size_t i = 0; i < list->count; i++)
        list->at[i].end =
            i + 1 < list->count ? lines_above(grid, list->at[i + 1].header) : grid->count;
    return TB_OK;
}

/* A table about tasks says what is to be done and how far it is, or should be. */
static bool is_bulletin(const struct tb_ingest *know, const struct tb_grid *grid,
                        const struct candidate *table)
{
    bool has[TB_ROLE_END] = {false};
    const struct tb_row *header = &grid->rows[table->header];
    for (uint32_t i = 0; i < header->count; i++) {
        struct tb_heading heading = tb_heading_read(know, tb_cell_text(&header->cells[i]));
        has[tb_heading_role(heading)] = true;
    }
    return table->rows > 0 && has[TB_ROLE_TASK] &&
           (has[TB_ROLE_TARGET] || has[TB_ROLE_ANNUAL_TARGET] || has[TB_ROLE_RESULT] ||
            has[TB_ROLE_ACTUAL_VALUE]);
}

/* Numbers the bulletins; where the largest table is none, it is the only one. Returns how many. */
static uint32_t number_bulletins(const struct tb_draft *draft, struct candidates *list, size_t best)
{
    uint32_t count = 0;
    if (is_bulletin(draft->know, &draft->view, &list->at[best]))
        for (size_t i = 0; i < list->count; i++)
            if (is_bulletin(draft->know, &draft->view, &list->at[i]))
                list->at[i].part = ++count;
    if (count == 0)
        list->at[best].part = ++count;
    return count;
}

static enum tb_status no_table(const struct tb_draft *draft, struct tb_error *error)
{
    const struct tb_grid *grid = &draft->view;
    size_t wide = 0, first = 0;
    for (size_t i = grid->count; i-- > 0;)
        if (grid->rows[i].count >= 2) {
            first = i;
            wide++;
        }
    if (grid->count == 0)
        return tb_fail(error, TB_EFORMAT, "文件中没有文字", "the file holds no text");
    if (draft->attachments.count > 0 && wide == 0)
        return tb_fail(error, TB_EFORMAT,
                       "页面里没有任务表，但有 %zu 个附件，第一个是：%.*s；请下载附件再读",
                       "the page holds no table of tasks, but links %zu attachments, the first is: "
                       "%.*s; please download and read that",
                       draft->attachments.count, TB_ARG(draft->attachments.at[0]));
    if (draft->arranged && wide == 0)
        return tb_fail(
            error, TB_EFORMAT, "没有找到表格：文件里有 %zu 行文字，没有分列的行",
            "no table found: the file holds %zu lines of text, none of them with columns",
            grid->count);
    if (wide == 0)
        return tb_fail(
            error, TB_EFORMAT,
            "没有找到表格：应有用制表符分列的行，实有 %zu 行文字，均未分列；请在网页或电子表格中"
            "选中整张表，复制后粘贴为纯文本保存",
            "no table found: expected lines divided into columns by tabs, found %zu lines "
            "without any; select the whole table in the page or spreadsheet, copy it and "
            "paste it into a plain text file",
            grid->count);
    (void)tb_fail(
        error, TB_EFORMAT,
        "没有找到表头：%zu 行分了列，但没有一行写明各列名称（如 "
        "序号、工作任务、责任单位、完成情况）；"
        "请在数据上方补上表头",
        "no header found: %zu lines have columns, but none names them (such as 序号, 工作任务, "
        "责任单位, 完成情况); please add a header line above the data",
        wide);
    (void)tb_fail_at(error, TB_EFORMAT, NULL, grid->rows[first].line, 0);
    return TB_EFORMAT;
}

/* The headers of a table that is not read, as its repair shows them. */
static struct tb_str header_line(struct tb_draft *draft, const struct tb_row *row)
{
    struct tb_str line = {"", 0};
    for (uint32_t i = 0; i < row->count && i < 6 && line.ptr; i++) {
        struct tb_str text = tb_str_trim(tb_cell_text(&row->cells[i]));
        if (text.len > 0)
            line = tb_arena_printf(draft->arena, "%.*s%s%.*s", TB_ARG(line), line.len ? " " : "",
                                   TB_ARG(text));
    }
    return line;
}

/* A header may have a second row that divides one of its cells: 进展情况 above 前期手续 and 形象进度. It
 * has no first cell, and all it holds are names of columns. */
static bool has_second_row(const struct tb_ingest *know, const struct tb_grid *grid,
                           const struct candidate *table)
{
    const struct tb_row *header = &grid->rows[table->header], *second = header + 1;
    if (table->header + 1 >= table->end || second->count < 2 || second->count > header->count ||
        tb_cell_filled(&second->cells[0]) || !tb_header_possible(second))
        return false;
    struct tb_str only;
    if (tb_row_filled(second, &only) == 0)
        return false;
    for (uint32_t i = 0; i < second->count; i++) {
        struct tb_heading heading = tb_heading_read(know, tb_cell_text(&second->cells[i]));
        if (!heading.blank && !heading.word)
            return false;
    }
    return true;
}

/* What is not read: where one bulletin of several was asked for, the tables behind it that are none, and
 * with the first one those before it. */
static enum tb_status list_others(struct tb_draft *draft, const struct candidates *list,
                                  size_t chosen, uint32_t part, struct tb_error *error)
{
    uint32_t last = 0;
    for (size_t i = 0; i < list->count; i++) {
        last = list->at[i].part ? list->at[i].part : last;
        if (i == chosen || (part && (list->at[i].part || (last ? last : 1) != part)))
            continue;
        const struct tb_row *header = &draft->view.rows[list->at[i].header];
        struct tb_str line = header_line(draft, header);
        if (!line.ptr ||
            !tb_row_repair(draft, "table-skipped", header, (uint32_t)list->at[i].rows, line))
            return tb_arena_fail(draft->arena, error);
    }
    return TB_OK;
}

/* Why this one of several. */
static bool note_choice(struct tb_draft *draft, uint32_t part)
{
    uint32_t all = draft->report->bulletins;
    return part == 0 || all == 1 ||
           tb_note(draft, "通报", "bulletin",
                   tb_arena_printf(draft->arena, "文件里有 %u 份，这是第 %u 份", all, part),
                   tb_arena_printf(draft->arena, "number %u of the %u in the file", part, all));
}

static bool note_table(struct tb_draft *draft, const struct candidates *list, size_t best,
                       bool largest)
{
    const struct tb_row *header = &draft->view.rows[draft->table.header];
    char room[TB_CELL_NAME];
    struct tb_str zh = tb_arena_printf(draft->arena, "第 %u 行", header->line);
    struct tb_str en = tb_arena_printf(draft->arena, "line %u", header->line);
    if (header->part.len > 0) {
        struct tb_str cell = tb_cell_name(header->number, 0, room);
        zh = en = tb_arena_printf(draft->arena, "%.*s!%.*s", TB_ARG(header->part), TB_ARG(cell));
    }
    if (!zh.ptr || !en.ptr)
        return false;
    return tb_note(
        draft, "表头", "header",
        tb_arena_printf(draft->arena, "%.*s，认出 %u 列；像表头的有 %zu 处%s", TB_ARG(zh),
                        list->at[best].known, list->count, largest ? "，取行数最多的一处" : ""),
        tb_arena_printf(draft->arena, "%.*s, %u of its columns known; of %zu such headers%s",
                        TB_ARG(en), list->at[best].known, list->count,
                        largest ? " the one with most rows" : ""));
}

/* The rows of the chosen bulletin, which begin with the lines above its header and end with those above
 * the next one's. */
static void find_borders(struct tb_draft *draft, const struct candidates *list, size_t chosen)
{
    struct tb_table *table = &draft->table;
    size_t before = 0;
    while (list->at[before].part == 0)
        before++;
    table->lead = list->at[before].header;
    table->first = before == chosen ? 0 : lines_above(&draft->view, table->header);
    table->last = table->end;
    for (size_t i = chosen + 1; i < list->count && list->at[i].part == 0; i++)
        table->last = list->at[i].end;
}

enum tb_status tb_find_table(struct tb_draft *draft, uint32_t part, struct tb_error *error)
{
    struct candidates list = {0};
    enum tb_status status = find_candidates(draft, &list, error);
    if (status != TB_OK)
        return status;
    if (list.count == 0)
        return no_table(draft, error);

    size_t best = 0;
    for (size_t i = 1; i < list.count; i++)
        if (list.at[i].rows * list.at[i].known > list.at[best].rows * list.at[best].known)
            best = i;
    draft->report->bulletins = number_bulletins(draft, &list, best);
    if (part > draft->report->bulletins)
        return tb_fail(error, TB_EFORMAT, "文件里有 %u 份通报，没有第 %u 份",
                       "the file holds %u bulletins, there is no number %u",
                       draft->report->bulletins, part);
    for (size_t i = 0; i < list.count && part > 0; i++)
        if (list.at[i].part == part)
            best = i;
    const struct tb_grid *grid = &draft->view;
    draft->table.header = list.at[best].header;
    draft->table.end = list.at[best].end;
    draft->table.body = draft->table.header + 1 + has_second_row(draft->know, grid, &list.at[best]);
    /* the first table has all lines before it for its head, a later one those right above it */
    size_t head = best == 0 ? 0 : lines_above(grid, list.at[best].header);
    draft->table.head = best > 0 && head == list.at[best].header ? 0 : head;
    draft->table.sections =
        sections_above(draft->know, grid, draft->table.header, draft->table.head);
    find_borders(draft, &list, best);
    if (!note_choice(draft, part) || !note_table(draft, &list, best, part == 0))
        return tb_arena_fail(draft->arena, error);
    return list_others(draft, &list, best, part, error);
}
