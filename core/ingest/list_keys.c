/*
 * list_keys.c - items with their parts written as "key：value": on lines of their own, side by side, or in
 * a bracket at the end of the item. A paragraph that says what was to be done and then, from a word of
 * time on, what was done, is divided there.
 */
#include "base/utf8.h"
#include "ingest/fold.h"
#include "ingest/heading.h"
#include "ingest/lists.h"
#include "ingest/period.h"
#include "ingest/serial.h"

enum { LONGEST_KEY = 16 /* code points */ };

static const struct tb_str no_header = {"序号", 6}, task_header = {"工作任务", 12},
                           result_header = {"完成情况", 12}, units_header = {"责任单位", 12},
                           lead_header = {"牵头单位", 12};

struct item {
    struct tb_cell *cells; /* NULL: none is open */
    const struct tb_list_line *line;
    uint32_t last; /* column that a line without a key goes on with */
    uint64_t filled;
};

struct lists {
    struct tb_lister *lister;
    struct item item;
    size_t items, keyed;
};

/* Length of the key and its colon that `text` begins with; *key without it. 0: none. */
static size_t key_at(const struct tb_lister *lister, struct tb_str text, struct tb_str *key)
{
    size_t at = 0, len = 0, chars = 0;
    uint32_t code = 0;
    for (; at < text.len && chars <= LONGEST_KEY; at += len, chars++) {
        code = tb_utf8_at(text, at, &len);
        if (code == ':' || code == 0xFF1A)
            break;
    }
    if (at == 0 || at >= text.len || (code != ':' && code != 0xFF1A))
        return 0;
    *key = tb_str_trim(tb_str_sub(text, 0, at));
    struct tb_heading heading = tb_heading_read(lister->draft->know, *key);
    return heading.exact && tb_heading_role(heading) != TB_ROLE_NO ? at + len : 0;
}

static bool is_divider(uint32_t code)
{
    return tb_is_blank(code) || code == ',' || code == ';' || code == 0xFF0C || code == 0xFF1B ||
           code == 0x3002;
}

/* Where the value that begins `text` ends: where the next key begins behind a divider. */
static size_t value_end(const struct tb_lister *lister, struct tb_str text)
{
    size_t len;
    struct tb_str key;
    bool divided = false;
    for (size_t at = 0; at < text.len; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (divided && !is_divider(code) &&
            key_at(lister, tb_str_sub(text, at, text.len), &key) > 0)
            return at;
        divided = is_divider(code);
    }
    return text.len;
}

static struct tb_str trim_value(struct tb_str value)
{
    value = tb_str_trim(value);
    static const char *const ends[] = {"，", "；", ",", ";"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (tb_str_ends(value, tb_str_of(ends[i])))
            value.len -= strlen(ends[i]);
    return tb_str_trim(value);
}

static void put(struct lists *lists, struct tb_str header, const struct tb_list_line *line,
                struct tb_str text)
{
    uint32_t column = tb_list_column(lists->lister, header);
    if (column == TB_LIST_COLUMNS || !lists->item.cells)
        return;
    lists->item.cells[column] = tb_list_cell(lists->lister, line, text);
    lists->item.filled |= UINT64_C(1) << column;
    lists->item.last = column;
}

/* All "key：value" of a text; false: it begins with none. */
static bool take_keys(struct lists *lists, const struct tb_list_line *line, struct tb_str text)
{
    struct tb_str key;
    size_t len = key_at(lists->lister, text, &key);
    if (len == 0)
        return false;
    while (len > 0) {
        text = tb_str_sub(text, len, text.len);
        size_t end = value_end(lists->lister, text);
        put(lists, key, line, trim_value(tb_str_sub(text, 0, end)));
        text = tb_str_sub(text, end, text.len);
        len = key_at(lists->lister, text, &key);
    }
    lists->keyed++;
    return true;
}

/* The text of the last bracket where the line ends in one, with its place; empty: it does not. */
static struct tb_str tail_bracket(struct tb_str text, size_t *from)
{
    struct tb_str end = text;
    if (tb_str_ends(end, TB_STR("。")))
        end.len -= strlen("。");
    size_t close = tb_str_ends(end, TB_STR("）")) ? 3 : tb_str_ends(end, TB_STR(")")) ? 1 : 0;
    if (close == 0)
        return TB_STR("");
    for (size_t at = end.len - close; at-- > 0;) {
        struct tb_str rest = tb_str_sub(end, at, end.len - close);
        size_t open = tb_str_starts(rest, TB_STR("（")) ? 3 : rest.ptr[0] == '(' ? 1 : 0;
        if (open == 0)
            continue;
        *from = at;
        return tb_str_sub(rest, open, rest.len);
    }
    return TB_STR("");
}

/* "X牵头，Y、Z按职责分工负责": who leads, and who else. */
static bool take_led(struct lists *lists, const struct tb_list_line *line, struct tb_str text)
{
    size_t lead = tb_str_find(text, TB_STR("牵头"), 0);
    if (lead == SIZE_MAX || lead == 0)
        return false;
    put(lists, lead_header, line, tb_str_sub(text, 0, lead));
    struct tb_str rest = tb_str_sub(text, lead + strlen("牵头"), text.len);
    size_t end = tb_word_suffix(lists->lister->draft->know, TB_WORD_DUTY_END, rest);
    rest.len -= end;
    while (tb_str_starts(rest, TB_STR("，")) || tb_str_starts(rest, TB_STR("；")))
        rest = tb_str_sub(rest, strlen("，"), rest.len);
    rest = tb_str_trim(rest);
    if (rest.len > 0)
        put(lists, units_header, line, rest);
    lists->keyed++;
    return true;
}

/* Where in a paragraph the result begins: at a sentence that begins with a word of time for a part of
 * the year, and its comma. text.len: nowhere. */
static size_t result_begin(const struct tb_lister *lister, struct tb_str text)
{
    for (size_t at = 0; (at = tb_str_find(text, TB_STR("。"), at)) != SIZE_MAX;) {
        at += strlen("。");
        struct tb_str rest = tb_str_sub(text, at, text.len);
        size_t comma = tb_str_find(rest, TB_STR("，"), 0);
        if (comma == SIZE_MAX || comma == 0 || comma > 45)
            continue;
        if (tb_title_period(lister->draft->know, tb_str_sub(rest, 0, comma), 0).known)
            return at;
    }
    return text.len;
}

static void put_task(struct lists *lists, const struct tb_list_line *line, struct tb_str text)
{
    size_t result = result_begin(lists->lister, text);
    struct tb_str task = tb_str_trim(tb_str_sub(text, 0, result));
    put(lists, task_header, line, task);
    if (result == text.len)
        return;
    put(lists, result_header, line, tb_str_trim(tb_str_sub(text, result, text.len)));
    lists->keyed++;
    lists->lister->full = !tb_row_repair(lists->lister->draft, "result-divided", line->row, 1,
                                         tb_str_sub(text, result, text.len)) ||
                          lists->lister->full;
}

/* Length of the number that an item begins with: 3. 3、 （3） （三） 三、; 0: none. */
static size_t enumerator(const struct tb_lister *lister, struct tb_str text)
{
    size_t at = 0, len;
    if (tb_section_depth(lister->draft->know, text) == 0)
        return 0;
    for (; at < text.len; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (code == 0x3001 || code == '.' || code == 0xFF0E || code == ')' || code == 0xFF09 ||
            code == ',' || code == 0xFF0C)
            return at + len;
    }
    return 0;
}

static void open_item(struct lists *lists, const struct tb_list_line *line, size_t number)
{
    struct tb_str text = tb_str_trim(tb_str_sub(line->text, number, line->text.len));
    size_t from = 0;
    lists->item = (struct item){.cells = tb_list_row(lists->lister, line), .line = line};
    lists->items++;
    if (number > 0)
        put(lists, no_header, line, tb_str_trim(tb_str_sub(line->text, 0, number)));
    struct tb_str bracket = tail_bracket(text, &from);
    if (bracket.len > 0 && (take_keys(lists, line, bracket) || take_led(lists, line, bracket)))
        text = tb_str_trim(tb_str_sub(text, 0, from));
    put_task(lists, line, text);
}

/* A line that is no part of an item stays one: a title of a section, a note. */
static void keep_line(struct lists *lists, const struct tb_list_line *line)
{
    struct tb_row *row = TB_LIST_ADD(lists->lister->draft->arena, &lists->lister->rows);
    lists->item.cells = NULL;
    lists->lister->full = lists->lister->full || !row;
    if (row)
        *row = *line->row;
}

/* Whether the lines behind an enumerated one belong to it: keys, or a bracket at its end. */
static bool begins_item(const struct tb_lister *lister, size_t i)
{
    const struct tb_list_line *line = &lister->lines[i];
    struct tb_str key;
    size_t from;
    if (enumerator(lister, line->text) == 0)
        return false;
    if (i + 1 < lister->count && key_at(lister, lister->lines[i + 1].text, &key) > 0)
        return true;
    struct tb_str bracket = tail_bracket(line->text, &from);
    return (bracket.len > 0 && (key_at(lister, bracket, &key) > 0 ||
                                tb_str_find(bracket, TB_STR("牵头"), 0) != SIZE_MAX)) ||
           result_begin(lister, line->text) < line->text.len;
}

/* The column the first key of this line has in the open item; whether that is filled already. */
static bool repeats(const struct lists *lists, struct tb_str key)
{
    for (uint32_t i = 0; i < lists->lister->columns; i++)
        if (tb_str_eq(lists->lister->headers[i], key))
            return lists->item.filled >> i & 1;
    return false;
}

static void take_line(struct lists *lists, size_t i)
{
    struct tb_lister *lister = lists->lister;
    const struct tb_list_line *line = &lister->lines[i];
    struct tb_str key;
    size_t len = key_at(lister, line->text, &key);
    if (begins_item(lister, i)) {
        open_item(lists, line, enumerator(lister, line->text));
        return;
    }
    if (len == 0) {
        keep_line(lists, line);
        return;
    }
    if (!lists->item.cells || repeats(lists, key)) {
        lists->item = (struct item){.cells = tb_list_row(lister, line), .line = line};
        lists->items++;
    }
    (void)take_keys(lists, line, line->text);
}

bool tb_list_keys(struct tb_lister *lister)
{
    struct lists lists = {.lister = lister};
    size_t items = 0, first = lister->count;
    struct tb_str key;
    for (size_t i = 0; i < lister->count; i++) {
        bool begins = begins_item(lister, i) || key_at(lister, lister->lines[i].text, &key) > 0;
        if (begins && first == lister->count)
            first = i;
        items += begins;
    }
    if (items < 2)
        return false;
    while (first > 0 && tb_section_depth(lister->draft->know, lister->lines[first - 1].text) > 0)
        first--; /* the titles of sections right above */
    lister->from = first;
    (void)tb_list_column(lister, no_header);
    (void)tb_list_column(lister, task_header);
    for (size_t i = first; i < lister->count && !lister->full; i++)
        take_line(&lists, i);
    return lists.items >= 2 && lists.keyed >= 2;
}
