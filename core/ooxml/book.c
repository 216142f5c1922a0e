/* book.c - workbook, shared strings, styles. */
#include "ooxml/book.h"

#include "ingest/paper.h"
#include "ooxml/number.h"

/* ---- text in pieces ---- */

void tb_runs_begin(struct tb_runs *runs, struct tb_str name)
{
    runs->phonetic += tb_str_eq(name, TB_STR("rPh"));
    runs->in_text = tb_str_eq(name, TB_STR("t"));
}

void tb_runs_end(struct tb_runs *runs, struct tb_str name)
{
    runs->phonetic -= runs->phonetic > 0 && tb_str_eq(name, TB_STR("rPh"));
    runs->in_text = false;
}

void tb_runs_text(struct tb_runs *runs, struct tb_str text)
{
    if (runs->in_text && runs->phonetic == 0)
        tb_buf_add(&runs->text, text);
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* The character that "_xHHHH_" at `at` stands for; 0: it is text. */
static uint32_t escaped(struct tb_str text, size_t at)
{
    uint32_t code = 0;
    if (text.len - at < 7 || text.ptr[at] != '_' || text.ptr[at + 1] != 'x' ||
        text.ptr[at + 6] != '_')
        return 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(text.ptr[at + i]);
        if (digit < 0)
            return 0;
        code = code * 16 + (uint32_t)digit;
    }
    return code;
}

struct tb_str tb_runs_take(struct tb_runs *runs, struct tb_arena *arena)
{
    struct tb_str text = tb_buf_str(&runs->text);
    char *copy = runs->text.failed ? NULL : tb_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; copy && i < text.len;) {
        uint32_t code = escaped(text, i);
        if (code == '\r') {
            i += 7; /* a line end is written as both */
        } else if (code == '\n' || code == '\t' || code == '_') {
            copy[len++] = (char)code;
            i += 7;
        } else if (code != 0 && code < 0x20) {
            i += 7; /* no text holds these */
        } else {
            copy[len++] = text.ptr[i++];
        }
    }
    tb_buf_clear(&runs->text);
    return (struct tb_str){copy, copy ? len : 0};
}

/* ---- shared strings ---- */

struct strings {
    struct tb_book *book;
    struct tb_runs runs;
};

static bool strings_begin(void *user, struct tb_str name, struct tb_xml_attributes attributes)
{
    struct strings *strings = user;
    (void)attributes;
    tb_runs_begin(&strings->runs, name);
    return true;
}

static bool strings_text(void *user, struct tb_str text)
{
    struct strings *strings = user;
    tb_runs_text(&strings->runs, text);
    return true;
}

static bool strings_end(void *user, struct tb_str name)
{
    struct strings *strings = user;
    tb_runs_end(&strings->runs, name);
    if (!tb_str_eq(name, TB_STR("si")))
        return true;
    struct tb_str *added = TB_LIST_ADD(strings->book->arena, &strings->book->strings);
    if (!added)
        return false;
    *added = tb_runs_take(&strings->runs, strings->book->arena);
    return added->ptr != NULL;
}

static enum tb_status read_strings(struct tb_book *book, struct tb_str part, struct tb_error *error)
{
    struct strings strings = {book, {.text = tb_buf_make(TB_PAPER_MAX)}};
    const struct tb_xml_handlers handlers = {strings_begin, strings_end, strings_text, &strings};
    struct tb_str text;
    enum tb_status status = tb_parts_read(book->parts, part, &text, error);
    if (status == TB_OK)
        status = tb_xml_walk(text, part, &handlers, error);
    tb_buf_free(&strings.runs.text);
    return status;
}

/* ---- styles ---- */

struct styles {
    struct tb_book *book;
    struct {
        struct format {
            uint32_t id;
            struct tb_str code;
        } * at;
        size_t count, room;
    } formats;
    bool in_cells; /* cellXfs is open */
};

static struct tb_str code_of(const struct styles *styles, uint32_t id)
{
    for (size_t i = 0; i < styles->formats.count; i++)
        if (styles->formats.at[i].id == id)
            return styles->formats.at[i].code;
    return tb_number_builtin(id);
}

static bool styles_begin(void *user, struct tb_str name, struct tb_xml_attributes attributes)
{
    struct styles *styles = user;
    struct tb_arena *arena = styles->book->arena;
    if (tb_str_eq(name, TB_STR("numFmt"))) {
        struct format *format = TB_LIST_ADD(arena, &styles->formats);
        if (!format)
            return false;
        format->id = tb_xml_number(attributes, "numFmtId", 0);
        format->code = tb_arena_copy(arena, tb_xml_get(attributes, "formatCode"));
        return format->code.ptr != NULL;
    }
    if (tb_str_eq(name, TB_STR("cellXfs")))
        styles->in_cells = true;
    if (!styles->in_cells || !tb_str_eq(name, TB_STR("xf")))
        return true;
    struct tb_str *style = TB_LIST_ADD(arena, &styles->book->styles);
    if (style)
        *style = code_of(styles, tb_xml_number(attributes, "numFmtId", 0));
    return style != NULL;
}

static bool styles_end(void *user, struct tb_str name)
{
    struct styles *styles = user;
    if (tb_str_eq(name, TB_STR("cellXfs")))
        styles->in_cells = false;
    return true;
}

static enum tb_status read_styles(struct tb_book *book, struct tb_str part, struct tb_error *error)
{
    struct styles styles = {.book = book};
    const struct tb_xml_handlers handlers = {styles_begin, styles_end, NULL, &styles};
    struct tb_str text;
    enum tb_status status = tb_parts_read(book->parts, part, &text, error);
    return status == TB_OK ? tb_xml_walk(text, part, &handlers, error) : status;
}

/* ---- the workbook ---- */

struct sheet {
    struct tb_str name, id;
    bool hidden;
};

struct sheets {
    struct tb_book *book;
    struct {
        struct sheet *at;
        size_t count, room;
    } list;
};

static bool book_begin(void *user, struct tb_str name, struct tb_xml_attributes attributes)
{
    struct sheets *sheets = user;
    if (tb_str_eq(name, TB_STR("workbookPr")))
        sheets->book->from_1904 = tb_xml_switch(attributes, "date1904", false);
    if (!tb_str_eq(name, TB_STR("sheet")))
        return true;
    struct sheet *sheet = TB_LIST_ADD(sheets->book->arena, &sheets->list);
    if (!sheet)
        return false;
    struct tb_str state = tb_xml_get(attributes, "state");
    sheet->hidden = state.len > 0 && !tb_str_eq(state, TB_STR("visible"));
    sheet->name = tb_arena_copy(sheets->book->arena, tb_xml_get(attributes, "name"));
    sheet->id = tb_arena_copy(sheets->book->arena, tb_xml_get(attributes, "id"));
    return sheet->name.ptr && sheet->id.ptr;
}

static void skip_sheet(struct tb_book *book, const struct sheet *sheet)
{
    tb_paper_repair(book->paper, &(struct tb_paper_repair){.kind = "sheet-hidden",
                                                           .part = sheet->name,
                                                           .column = TB_PAPER_NONE,
                                                           .from = TB_PAPER_NONE,
                                                           .count = 1,
                                                           .detail = sheet->name});
}

static enum tb_status read_sheets(struct tb_book *book, const struct sheets *sheets,
                                  const struct tb_relations *relations, struct tb_error *error)
{
    uint32_t table = 0;
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < sheets->list.count && status == TB_OK; i++) {
        const struct sheet *sheet = &sheets->list.at[i];
        struct tb_str part = tb_relations_by_id(relations, sheet->id);
        if (sheet->hidden) {
            skip_sheet(book, sheet);
            continue;
        }
        if (part.len == 0)
            return tb_fail(error, TB_EFORMAT, "工作表“%.*s”在文件里没有内容，文件不完整",
                           "the sheet '%.*s' has no contents in the file, which is not whole",
                           TB_ARG(sheet->name));
        tb_paper_line(book->paper, TB_ROW_TITLE, 0, sheet->name, sheet->name);
        status = tb_sheet_read(book, part, sheet->name, ++table, error);
    }
    return status;
}

enum tb_status tb_book_read(struct tb_parts *parts, struct tb_str part, struct tb_buf *paper,
                            struct tb_error *error)
{
    struct tb_book book = {.parts = parts, .arena = parts->arena, .paper = paper};
    struct sheets sheets = {.book = &book};
    const struct tb_xml_handlers handlers = {.begin = book_begin, .user = &sheets};
    struct tb_relations relations;
    struct tb_str text, strings, styles;
    enum tb_status status = tb_parts_relations(parts, part, &relations, error);
    if (status == TB_OK)
        status = tb_parts_read(parts, part, &text, error);
    if (status == TB_OK)
        status = tb_xml_walk(text, part, &handlers, error);
    if (status != TB_OK)
        return status;
    strings = tb_relations_by_type(&relations, TB_STR("sharedStrings"));
    styles = tb_relations_by_type(&relations, TB_STR("styles"));
    if (strings.len > 0 && tb_parts_has(parts, strings))
        status = read_strings(&book, strings, error);
    if (status == TB_OK && styles.len > 0 && tb_parts_has(parts, styles))
        status = read_styles(&book, styles, error);
    return status == TB_OK ? read_sheets(&book, &sheets, &relations, error) : status;
}
