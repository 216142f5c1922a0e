/* items.c - the rows of the table: items, section titles, repeated headers, totals and strays. */
#include "base/utf8.h"
#include "ingest/draft.h"
#include "ingest/fold.h"
#include "ingest/heading.h"
#include "ingest/number.h"
#include "ingest/paper.h"
#include "ingest/serial.h"

enum { SECTION_LEVELS = 6, LONGEST_SECTION = 40 /* code points */ };

/* The ids given so far: open addressing over the id without what makes a repeat differ. */
struct ids {
    struct seen {
        struct tb_str base;
        uint32_t count;
    } * at;
    size_t size; /* a power of two, at least twice the number of rows */
};

struct maker {
    struct tb_draft *draft;
    struct ids ids;
    char year[16]; /* "2021-"; "" if unknown */
    size_t year_len;
    struct section {
        struct tb_str title;
        const struct tb_row *row;
        unsigned depth;
        bool used; /* an item stands under it */
    } section[SECTION_LEVELS];
    uint32_t sections;
    const struct tb_str *shared; /* the titles as the items of one section share them */
    unsigned deepest;            /* of the numbers of full rows: see number_depth */
};

static bool make_ids(struct maker *maker, size_t rows)
{
    size_t size = 16;
    while (size < 2 * rows)
        size *= 2;
    maker->ids.size = size;
    maker->ids.at = TB_NEW_ARRAY(maker->draft->arena, struct seen, size);
    return maker->ids.at != NULL;
}

static struct seen *find_id(struct ids *ids, struct tb_str base)
{
    size_t slot = (size_t)tb_str_hash(base) & (ids->size - 1);
    while (ids->at[slot].count > 0 && !tb_str_eq(ids->at[slot].base, base))
        slot = (slot + 1) & (ids->size - 1);
    return &ids->at[slot];
}

/* At least `width` digits; returns the end. */
static char *put_number(char *out, uint32_t number, int width)
{
    char digits[10];
    int count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    for (; width > count; width--)
        *out++ = '0';
    while (count > 0)
        *out++ = digits[--count];
    return out;
}

/* "2021-007"; a number of levels "2021-001.2"; without a number by its place, "2021-r012". The
 * second of the same number gets "-2" behind it. */
static bool give_id(struct maker *maker, struct tb_item *item, struct tb_serial serial,
                    uint32_t place)
{
    enum { ROOM = sizeof maker->year + (TB_SERIAL_LEVELS + 2) * 11 };
    char *text = tb_arena_alloc(maker->draft->arena, ROOM), *end = text;
    if (!text)
        return false;
    memcpy(end, maker->year, maker->year_len);
    end += maker->year_len;
    if (serial.levels == 0) {
        *end++ = 'r';
        end = put_number(end, place, 3);
    }
    for (size_t i = 0; i < serial.levels; i++) {
        if (i > 0)
            *end++ = '.';
        end = put_number(end, serial.level[i], i == 0 ? 3 : 1);
    }
    struct tb_str base = {text, (size_t)(end - text)};
    struct seen *seen = find_id(&maker->ids, base);
    if (seen->count++ == 0) {
        seen->base = base;
    } else {
        *end++ = '-';
        end = put_number(end, seen->count, 1);
    }
    item->id = (struct tb_str){text, (size_t)(end - text)};
    return true;
}

/* Most tasks begin with a character that begins no mark, and are not looked at further. */
static bool may_be_marked(const struct tb_ingest *know, struct tb_str text)
{
    unsigned char first = text.len > 0 ? (unsigned char)text.ptr[0] : 'x';
    bool blank = first <= ' ' || first == 0xC2 || first == 0xE3; /* U+00A0, U+3000 */
    return blank || know->word_first[TB_WORD_MARK][first];
}

/* Marks before the task and around the number. The text keeps them. */
static bool find_marks(struct maker *maker, struct tb_item *item)
{
    const struct tb_ingest *know = maker->draft->know;
    const struct tb_report *report = maker->draft->report;
    struct tb_str found[4];
    uint32_t count = 0;
    const struct tb_str texts[] = {tb_item_role(report, item, TB_ROLE_NO),
                                   tb_item_role(report, item, TB_ROLE_TASK)};
    for (size_t i = 0; i < 2; i++) {
        if (i == 1 && !may_be_marked(know, texts[i]))
            continue;
        struct tb_str text = tb_str_trim(texts[i]);
        size_t len;
        while (count < 4 && (len = tb_word_prefix(know, TB_WORD_MARK, text)) > 0) {
            found[count++] = tb_str_sub(text, 0, len);
            text = tb_str_trim(tb_str_sub(text, len, text.len));
        }
        if (i == 0 && count == 0 && (len = tb_word_suffix(know, TB_WORD_MARK, text)) > 0)
            found[count++] = tb_str_sub(text, text.len - len, text.len);
    }
    if (count == 0)
        return true;
    struct tb_str *marks = TB_NEW_ARRAY(maker->draft->arena, struct tb_str, count);
    if (!marks)
        return false;
    memcpy(marks, found, count * sizeof *marks);
    item->marks = marks;
    item->mark_count = count;
    return true;
}

static bool list_width(struct maker *maker, const struct tb_row *row)
{
    size_t columns = maker->draft->report->column_count;
    if (row->count < columns)
        return tb_row_repair(maker->draft, "short-row", row, (uint32_t)(columns - row->count),
                             (struct tb_str){NULL, 0});
    struct tb_str text = {NULL, 0};
    uint32_t extra = 0;
    for (size_t i = row->count; i > columns; i--)
        if (tb_cell_filled(&row->cells[i - 1])) {
            text = tb_cell_text(&row->cells[i - 1]);
            extra++;
        }
    return extra == 0 || tb_row_repair(maker->draft, "extra-cell", row, extra, text);
}

/* The columns that repeat a merged cell from above. */
static bool find_inherited(struct maker *maker, struct tb_item *item)
{
    uint16_t columns[TB_PAPER_COLUMNS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < item->row->count && i < TB_PAPER_COLUMNS; i++)
        if (item->row->cells[i].rowspan == 0 && item->row->cells[i].text_len > 0)
            columns[count++] = (uint16_t)i;
    if (count == 0)
        return true;
    uint16_t *inherited = TB_NEW_ARRAY(maker->draft->arena, uint16_t, count);
    if (!inherited)
        return false;
    memcpy(inherited, columns, count * sizeof *inherited);
    item->inherited = inherited;
    item->inherited_count = count;
    return true;
}

static bool add_item(struct maker *maker, const struct tb_row *row)
{
    struct tb_report *report = maker->draft->report;
    struct tb_item *item = &report->items[report->item_count++];
    uint16_t no = report->column_of[TB_ROLE_NO];

    item->row = row;
    item->section = maker->shared;
    item->section_count = maker->sections;
    for (uint32_t i = maker->sections; i > 0 && !maker->section[i - 1].used; i--)
        maker->section[i - 1].used = true;
    struct tb_str number = tb_str_trim(tb_item_text(item, no));
    if (number.len > 0)
        item->no = number;
    return give_id(maker, item, tb_serial_read(maker->draft->know, number),
                   (uint32_t)report->item_count) &&
           find_marks(maker, item) && (row->kind != TB_ROW_TABLE || find_inherited(maker, item)) &&
           (row->count == report->column_count || list_width(maker, row));
}

static bool list_stray(struct maker *maker, const struct tb_row *row, struct tb_str text)
{
    return tb_row_repair(maker->draft, "line-outside-table", row, 1, text);
}

/* Ends the sections that are not above `depth`. A title under which no item stood was none, or its
 * items are missing: it is not lost silently. */
static bool end_sections(struct maker *maker, unsigned depth)
{
    while (maker->sections > 0) {
        const struct section *last = &maker->section[maker->sections - 1];
        if (last->depth < depth && maker->sections < SECTION_LEVELS)
            break;
        maker->sections--;
        if (!last->used && !list_stray(maker, last->row, last->title))
            return false;
    }
    return true;
}

static bool begin_section(struct maker *maker, const struct tb_row *row, struct tb_str title,
                          unsigned depth)
{
    if (!end_sections(maker, depth))
        return false;
    maker->section[maker->sections++] = (struct section){title, row, depth, false};
    struct tb_str *shared = TB_NEW_ARRAY(maker->draft->arena, struct tb_str, maker->sections);
    if (!shared)
        return false;
    for (uint32_t i = 0; i < maker->sections; i++)
        shared[i] = maker->section[i].title;
    maker->shared = shared;
    return true;
}

/* Short, and no sentence. */
static bool is_title(struct tb_str text)
{
    return tb_utf8_count(text) <= LONGEST_SECTION && !tb_str_ends(text, TB_STR("。")) &&
           !tb_str_ends(text, TB_STR("；")) && !tb_str_ends(text, TB_STR("，"));
}

/* A row with one filled cell: a section title, a note, or an item of which only the task is there. */
static bool take_single(struct maker *maker, const struct tb_row *row, struct tb_str text)
{
    const struct tb_ingest *know = maker->draft->know;
    const struct tb_report *report = maker->draft->report;
    uint16_t no = report->column_of[TB_ROLE_NO];
    struct tb_folded folded;

    tb_fold(text, &folded);
    if (row->count >= 2 && no < row->count && tb_cell_filled(&row->cells[no]) &&
        tb_serial_read(know, text).levels > 0)
        return add_item(maker, row); /* a number and nothing else */
    if (tb_word_prefix(know, TB_WORD_ASIDE, tb_folded_str(&folded)) > 0 ||
        tb_is_page_mark(tb_folded_str(&folded)))
        return list_stray(maker, row, text);
    unsigned depth = tb_section_depth(know, text);
    if (row->count >= 2 && no == TB_NO_COLUMN && depth == 0)
        return add_item(maker, row);
    if (!is_title(text))
        return row->count >= 2 ? add_item(maker, row) : list_stray(maker, row, text);
    return begin_section(maker, row, text, depth);
}

/* How deep a number alone stands in an outline: 1 for 一, 2 for （一）, 3 for 1 and the like, 0: no number. */
static unsigned number_depth(const struct tb_ingest *know, struct tb_str text)
{
    struct tb_folded folded;
    uint32_t value;
    if (tb_serial_read(know, text).levels == 0)
        return 0;
    tb_fold(text, &folded);
    struct tb_str rest = tb_folded_str(&folded);
    bool bracket = tb_str_starts(rest, TB_STR("("));
    if (bracket)
        rest = tb_str_sub(rest, 1, rest.len);
    bool han = rest.len > 0 && (rest.ptr[0] & 0x80) && tb_number_at(rest, 0, &value) > 0;
    return !han ? 3 : bracket ? 2 : 1;
}

/* How many cells beside the number's are filled, up to two; `text`: that of the last. */
static unsigned filled_beside(const struct tb_row *row, uint16_t no, struct tb_str *text)
{
    unsigned filled = 0;
    for (uint32_t i = 0; i < row->count && filled < 2; i++)
        if (i != no && tb_cell_filled(&row->cells[i])) {
            *text = tb_str_trim(tb_cell_text(&row->cells[i]));
            filled++;
        }
    return filled;
}

/* A number and a title and nothing else (一 | 县交通局（2项）) is a section where the full rows of the table are
 * numbered a step deeper (1, 2); else it is an item of which nothing is told. */
static bool is_numbered_section(const struct maker *maker, const struct tb_row *row,
                                struct tb_str *title, unsigned *depth)
{
    uint16_t no = maker->draft->report->column_of[TB_ROLE_NO];
    if (no >= row->count || !tb_cell_filled(&row->cells[no]))
        return false;
    *depth = number_depth(maker->draft->know, tb_str_trim(tb_cell_text(&row->cells[no])));
    return *depth > 0 && *depth < maker->deepest && filled_beside(row, no, title) == 1 &&
           is_title(*title);
}

static bool take_numbered_section(struct maker *maker, const struct tb_row *row,
                                  struct tb_str title, unsigned depth)
{
    uint16_t no = maker->draft->report->column_of[TB_ROLE_NO];
    struct tb_str number = tb_str_trim(tb_cell_text(&row->cells[no]));
    title = tb_arena_printf(maker->draft->arena, "%.*s %.*s", TB_ARG(number), TB_ARG(title));
    return title.ptr && begin_section(maker, row, title, depth);
}

/* The deepest number of the rows that tell something, which are items. */
static unsigned deepest_number(const struct tb_draft *draft)
{
    const struct tb_row *rows = draft->view.rows;
    uint16_t no = draft->report->column_of[TB_ROLE_NO];
    unsigned deepest = 0;
    for (size_t i = draft->table.body; i < draft->table.end && deepest < 3; i++) {
        struct tb_str last;
        if (no >= rows[i].count || filled_beside(&rows[i], no, &last) < 2)
            continue;
        unsigned depth = number_depth(draft->know, tb_str_trim(tb_cell_text(&rows[i].cells[no])));
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

static struct tb_str first_text(const struct tb_row *row)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (tb_cell_filled(&row->cells[i]))
            return tb_cell_text(&row->cells[i]);
    return TB_STR("");
}

static bool is_total(const struct maker *maker, const struct tb_row *row)
{
    const struct tb_report *report = maker->draft->report;
    const enum tb_role roles[] = {TB_ROLE_NO, TB_ROLE_SECTION, TB_ROLE_TASK};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        uint16_t column = report->column_of[roles[i]];
        if (column >= row->count || !tb_cell_filled(&row->cells[column]))
            continue;
        struct tb_folded folded;
        tb_fold(tb_cell_text(&row->cells[column]), &folded);
        return tb_word_is(maker->draft->know, TB_WORD_TOTAL, tb_folded_str(&folded));
    }
    return false;
}

/* The header again, or the second row of it. */
static bool repeats_header(const struct tb_draft *draft, const struct tb_row *row)
{
    for (size_t i = draft->table.header; i < draft->table.body; i++)
        if (tb_header_same(draft->know, &draft->view.rows[i], row))
            return true;
    return false;
}

static bool begins_with_digit(const struct tb_cell *cell)
{
    return cell->text_len > 0 && cell->text[0] >= '0' && cell->text[0] <= '9';
}

static bool take_row(struct maker *maker, const struct tb_row *row)
{
    struct tb_draft *draft = maker->draft;
    struct tb_str only = {NULL, 0};
    uint32_t filled = tb_row_filled(row, &only);

    if (row->kind == TB_ROW_META || row->kind == TB_ROW_TITLE)
        return true; /* the head has taken them */
    if (row->kind == TB_ROW_HEADER)
        return tb_row_repair(draft, "header-repeated", row, 1, first_text(row));
    if (filled == 0)
        return tb_row_repair(draft, "empty-row", row, 1, only);
    if (filled == 1)
        return take_single(maker, row, tb_str_trim(only));
    if (begins_with_digit(&row->cells[0]))
        return add_item(maker, row);
    unsigned depth;
    if (is_numbered_section(maker, row, &only, &depth))
        return take_numbered_section(maker, row, only, depth);
    if (tb_header_possible(row) && repeats_header(draft, row))
        return tb_row_repair(draft, "header-repeated", row, 1, first_text(row));
    if (is_total(maker, row))
        return tb_row_repair(draft, "total-row", row, 1, first_text(row));
    return add_item(maker, row);
}

static bool start(struct maker *maker, struct tb_draft *draft)
{
    struct tb_report *report = draft->report;
    size_t rows = draft->table.end - draft->table.body;
    maker->draft = draft;
    if (report->year != 0)
        maker->year_len = (size_t)snprintf(maker->year, sizeof maker->year, "%d-", report->year);
    maker->deepest = deepest_number(draft);
    report->items = TB_NEW_ARRAY(draft->arena, struct tb_item, rows);
    return report->items && make_ids(maker, rows);
}

enum tb_status tb_make_items(struct tb_draft *draft, struct tb_error *error)
{
    const struct tb_row *rows = draft->view.rows;
    struct maker maker = {0};
    struct tb_str title;
    bool done = start(&maker, draft);
    for (size_t i = draft->table.sections; done && i < draft->table.header; i++)
        done = !tb_row_is_line(&rows[i], &title) ||
               begin_section(&maker, &rows[i], title, tb_section_depth(draft->know, title));
    for (size_t i = draft->table.body; done && i < draft->table.end; i++)
        done = take_row(&maker, &rows[i]);
    if (!done || !end_sections(&maker, 0))
        return tb_arena_fail(draft->arena, error);
    if (draft->report->item_count > 0)
        return TB_OK;
    (void)tb_fail(
        error, TB_EFORMAT, "表头之下没有任务：应有一行一项任务，请检查表格是否完整",
        "no tasks below the header: expected one task a line, please check that the table "
        "is complete");
    (void)tb_fail_at(error, TB_EFORMAT, NULL, rows[draft->table.header].line, 0);
    return TB_EFORMAT;
}

enum tb_status tb_take_all_rows(struct tb_draft *draft, struct tb_error *error)
{
    struct maker maker = {0};
    bool done = start(&maker, draft);
    for (size_t i = draft->table.body; done && i < draft->table.end; i++)
        done = add_item(&maker, &draft->view.rows[i]);
    return done ? TB_OK : tb_arena_fail(draft->arena, error);
}
