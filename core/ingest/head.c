/* head.c - the lines above the table: title, time, place, metadata. */
#include "base/list.h"
#include "ingest/draft.h"
#include "ingest/fold.h"
#include "ingest/period.h"
#include "ingest/title.h"

struct head {
    struct tb_draft *draft;
    struct {
        struct tb_meta *at;
        size_t count, room;
    } meta;
    struct {
        struct line {
            struct tb_str text;
            const struct tb_row *row; /* NULL: the name of the file */
            int score;
        } * at;
        size_t count, room;
    } lines;
};

/* Without the marks of a Markdown heading. */
static struct tb_str without_hashes(struct tb_str text)
{
    while (text.len > 0 && text.ptr[0] == '#')
        text = tb_str_sub(text, 1, text.len);
    return tb_str_trim(text);
}

/* A text that is metadata goes into the list; *taken: it was. */
static bool take_meta(struct head *head, struct tb_str text, bool *taken)
{
    size_t at = 0;
    struct tb_meta meta;
    *taken = false;
    while (tb_meta_next(head->draft->know, text, &at, &meta)) {
        struct tb_meta *added = TB_LIST_ADD(head->draft->arena, &head->meta);
        if (!added)
            return false;
        *added = meta;
        *taken = true;
    }
    return true;
}

/* A line that may be the title. What a page says of itself counts less than what it shows, and what it
 * shows as a heading counts more. */
static bool add_line(struct head *head, const struct tb_row *row, struct tb_str text)
{
    struct line *line = TB_LIST_ADD(head->draft->arena, &head->lines);
    if (!line)
        return false;
    line->row = row;
    line->text = text;
    line->score = tb_title_score(head->draft->know, text);
    if (row && row->kind == TB_ROW_HEADING)
        line->score += 2;
    if (row && row->kind == TB_ROW_TITLE)
        line->score--;
    return true;
}

static bool take_line(struct head *head, const struct tb_row *row, struct tb_str text)
{
    bool taken;
    if (row->kind == TB_ROW_TITLE)
        return add_line(head, row, tb_title_part(head->draft->know, text));
    return take_meta(head, text, &taken) && (taken || add_line(head, row, text));
}

/* Key and value in two cells. */
static bool take_pair(struct head *head, const struct tb_row *row)
{
    struct tb_str key = tb_str_trim(tb_cell_text(&row->cells[0]));
    struct tb_str value = tb_str_trim(tb_cell_text(&row->cells[row->count - 1]));
    struct tb_meta *added = TB_LIST_ADD(head->draft->arena, &head->meta);
    if (!added)
        return false;
    if (tb_str_ends(key, TB_STR("：")))
        key.len -= strlen("：");
    else if (tb_str_ends(key, TB_STR(":")))
        key.len--;
    *added = (struct tb_meta){tb_str_trim(key), value};
    return true;
}

/* A row of several cells above the header: metadata side by side, or part of no table. */
static bool take_row(struct head *head, const struct tb_row *row)
{
    for (uint32_t i = 0; i < row->count; i++) {
        bool taken;
        struct tb_str text = tb_str_trim(tb_cell_text(&row->cells[i]));
        if (!take_meta(head, text, &taken))
            return false;
        if (!taken && text.len > 0 &&
            !tb_row_repair(head->draft, "line-outside-table", row, 1, text))
            return false;
    }
    return true;
}

static bool collect(struct head *head)
{
    const struct tb_table *table = &head->draft->table;
    const struct tb_grid *view = &head->draft->view;
    for (size_t i = 0; i < view->count && head->draft->arranged; i++)
        if (view->rows[i].kind == TB_ROW_META && !take_pair(head, &view->rows[i]))
            return false;
    for (size_t i = table->head; i < table->sections; i++) {
        const struct tb_row *row = &head->draft->view.rows[i];
        struct tb_str text;
        if (row->kind == TB_ROW_META)
            continue;
        if (tb_row_is_line(row, &text) ? !take_line(head, row, text) : !take_row(head, row))
            return false;
    }
    return true;
}

static int year_in(struct tb_str text)
{
    struct tb_folded folded;
    tb_fold(text, &folded);
    return tb_title_year(tb_folded_str(&folded));
}

/* A title broken over two lines: the upper one names the year, the lower one ends as titles do. */
static bool continues(const struct tb_ingest *know, const struct line *upper,
                      const struct line *lower)
{
    struct tb_folded folded;
    tb_fold(upper->text, &folded);
    return upper->row + 1 == lower->row && upper->row->kind == lower->row->kind &&
           upper->text.len < 120 && year_in(lower->text) == 0 &&
           tb_title_year(tb_folded_str(&folded)) != 0 &&
           tb_word_suffix(know, TB_WORD_TITLE_END, tb_folded_str(&folded)) == 0 &&
           !tb_str_ends(upper->text, TB_STR("。"));
}

/* Both in full, whatever their lengths. */
static struct tb_str join(struct tb_arena *arena, struct tb_str a, struct tb_str b)
{
    char *text = tb_arena_alloc(arena, a.len + b.len);
    if (!text)
        return (struct tb_str){NULL, 0};
    memcpy(text, a.ptr, a.len);
    memcpy(text + a.len, b.ptr, b.len);
    return (struct tb_str){text, a.len + b.len};
}

/* The name of the file without its folder and ending; empty where it is no name in words. */
static struct tb_str file_name(const struct tb_report *report)
{
    struct tb_str name = report->source.name;
    size_t from = name.len, dot = name.len;
    while (from > 0 && name.ptr[from - 1] != '/')
        from--;
    for (size_t i = name.len; i-- > from;)
        if (name.ptr[i] == '.') {
            dot = i;
            break;
        }
    return tb_str_sub(name, from, dot);
}

/* What else may name title and time, the nearest first: the sheet's name, the lines above the first of several
 * bulletins, the name of the file. */
static size_t far_count(const struct head *head)
{
    const struct tb_table *table = &head->draft->table;
    return (table->first > 0 ? table->lead : 0) + 2;
}

static struct tb_str far_text(const struct head *head, size_t index)
{
    const struct tb_draft *draft = head->draft;
    struct tb_str text = draft->view.rows[draft->table.header].part;
    if (index + 1 == far_count(head))
        return file_name(draft->report);
    if (index > 0 && !tb_row_is_line(&draft->view.rows[index - 1], &text))
        text.ptr = NULL;
    return text.ptr ? text : TB_STR("");
}

static bool same_text(struct tb_str a, struct tb_str b)
{
    struct tb_folded left, right;
    tb_fold(without_hashes(a), &left);
    tb_fold(without_hashes(b), &right);
    return tb_str_eq(tb_folded_str(&left), tb_folded_str(&right));
}

/* Whether a line, or it and the one beside it, say no more than the title. */
static bool repeats_title(const struct head *head, size_t at)
{
    const struct tb_report *report = head->draft->report;
    const struct line *lines = head->lines.at;
    struct tb_folded title, both;
    if (same_text(lines[at].text, report->title))
        return true;
    tb_fold(report->title, &title);
    for (size_t first = at > 0 ? at - 1 : 0; first <= at && first + 1 < head->lines.count;
         first++) {
        if (!lines[first].row || !lines[first + 1].row)
            continue;
        struct tb_str left = without_hashes(lines[first].text), right = lines[first + 1].text;
        struct tb_folded rest;
        tb_fold(left, &both);
        tb_fold(right, &rest);
        if (both.len + rest.len == title.len && memcmp(title.bytes, both.bytes, both.len) == 0 &&
            memcmp(title.bytes + both.len, rest.bytes, rest.len) == 0)
            return true;
    }
    return false;
}

static bool note_title(struct head *head, const struct line *line, bool far)
{
    struct tb_arena *arena = head->draft->arena;
    const struct tb_row *row = line ? line->row : NULL;
    static const char *const words[][2] = {
        {"没有找到", "none found"},
        {"取自文件名", "the name of the file"},
        {"取自网页或文件自带的标题", "what the page or file calls itself"},
        {"取自页内的标题", "a heading or caption"},
        {"取自表格上方的文字", "a line above the table"},
        {"取自第一份通报上方的文字", "a line above the first bulletin"},
    };
    size_t which = far ? 5 : line != NULL;
    if (row)
        which = row->kind == TB_ROW_TITLE ? 2 : row->kind == TB_ROW_HEADING ? 3 : 4;
    const char *zh = words[which][0], *en = words[which][1];
    if (row && row->line)
        return tb_note(head->draft, "标题", "title",
                       tb_arena_printf(arena, "%s（第 %u 行）", zh, row->line),
                       tb_arena_printf(arena, "%s (line %u)", en, row->line));
    return tb_note(head->draft, "标题", "title", tb_str_of(zh), tb_str_of(en));
}

/* A later one of several bulletins without a title of its own has that of the first. */
static bool take_far_title(const struct head *head, struct tb_str *title)
{
    int most = 0;
    for (size_t i = 1; i + 1 < far_count(head); i++) {
        int score = tb_title_score(head->draft->know, far_text(head, i));
        if (score > most)
            *title = without_hashes(far_text(head, i));
        most = score > most ? score : most;
    }
    return most > 0;
}

/* Chooses the title; every other line becomes a repair. */
static bool choose_title(struct head *head)
{
    struct tb_draft *draft = head->draft;
    struct tb_str *title = &draft->report->title;
    size_t best = SIZE_MAX, joined = SIZE_MAX;
    for (size_t i = 0; i < head->lines.count; i++)
        if (head->lines.at[i].score > 0 &&
            (best == SIZE_MAX || head->lines.at[i].score > head->lines.at[best].score))
            best = i;
    if (best != SIZE_MAX) {
        const struct line *line = &head->lines.at[best];
        *title = without_hashes(line->text);
        if (best > 0 && continues(draft->know, line - 1, line)) {
            joined = best - 1;
            struct tb_str upper = without_hashes(line[-1].text);
            *title = join(draft->arena, upper, *title);
            if (!title->ptr || !tb_row_repair(draft, "title-joined", line->row, 1, line->text))
                return false;
        }
    }
    bool far = best == SIZE_MAX && take_far_title(head, title);
    if (best == SIZE_MAX && !far) {
        struct tb_str name = file_name(draft->report);
        if (tb_title_score(draft->know, name) >= 3 && tb_title_is_named(name)) {
            if (!add_line(head, NULL, name))
                return false;
            best = head->lines.count - 1;
            *title = name;
        }
    }
    if (!note_title(head, best == SIZE_MAX ? NULL : &head->lines.at[best], far))
        return false;
    for (size_t i = 0; i < head->lines.count; i++)
        if (i != best && i != joined && head->lines.at[i].row->kind != TB_ROW_TITLE &&
            !repeats_title(head, i) &&
            !tb_row_repair(draft, "line-outside-table", head->lines.at[i].row, 1,
                           head->lines.at[i].text))
            return false;
    return true;
}

/* The time: of the title, else of the other lines above the table, else of the headers of columns
 * that speak of a period, else of what is farther away. */
static void find_time(struct head *head, const struct tb_load_options *options)
{
    struct tb_report *report = head->draft->report;
    const struct tb_ingest *know = head->draft->know;
    int year = options->year ? options->year : year_in(report->title);
    for (size_t i = 0; i < head->lines.count && year == 0; i++)
        year = year_in(head->lines.at[i].text);
    for (size_t i = 0; i < report->column_count && year == 0; i++)
        year = year_in(report->columns[i].header);
    for (size_t i = 0; i < far_count(head) && year == 0; i++)
        year = year_in(far_text(head, i));
    report->year = year;
    report->period = options->period;
    if (report->period.known)
        return;
    report->period = tb_title_period(know, report->title, year);
    for (size_t i = 0; i < head->lines.count && !report->period.known; i++)
        report->period = tb_title_period(know, head->lines.at[i].text, year);
    for (size_t i = 0; i < report->column_count && !report->period.known; i++) {
        enum tb_role role = report->columns[i].role;
        if (role == TB_ROLE_TARGET || role == TB_ROLE_RESULT || role == TB_ROLE_ACTUAL_VALUE)
            report->period = tb_title_period(know, report->columns[i].header, year);
    }
    for (size_t i = 0; i < far_count(head) && !report->period.known; i++)
        report->period = tb_title_period(know, far_text(head, i), year);
}

enum tb_status tb_read_head(struct tb_draft *draft, const struct tb_load_options *options,
                            struct tb_error *error)
{
    struct head head = {.draft = draft};
    static const struct tb_load_options none;
    if (!collect(&head) || (!draft->report->title.ptr && !choose_title(&head)))
        return tb_arena_fail(draft->arena, error);
    draft->report->meta = head.meta.at;
    draft->report->meta_count = head.meta.count;
    find_time(&head, options ? options : &none);
    if (draft->report->title.ptr)
        draft->report->place = tb_title_place(draft->know, draft->report->title);
    return TB_OK;
}
