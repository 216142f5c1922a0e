/*
 * document.c - the body of a document, walked through as a tree without recursion: paragraphs become
 * lines, or lines of the cell they stand in; a table in a cell becomes lines of it.
 */
#include "ooxml/document.h"

#include "ingest/paper.h"

/* A cell of the table that is being read. */
struct cell {
    uint32_t row, column, colspan, rowspan;
    bool continues; /* merged with the one above */
    struct tb_str text;
};

struct reader {
    struct tb_parts *parts;
    struct tb_arena *arena;
    struct tb_buf *paper;
    struct tb_numbering numbering;
    const struct tb_xml_node *styles;
    struct tb_buf text;              /* of the line or cell that is open */
    bool broken;                     /* a line end comes before its next character */
    const struct tb_xml_node *table; /* the outer one that is open; NULL: none */
    unsigned nested;                 /* tables within it that are open */
    uint32_t tables, row, column, nested_seen, lines;
    struct {
        struct cell *at;
        size_t count, room;
    } cells;
    uint32_t numbers; /* that were counted */
    bool full;
};

/* ---- text ---- */

static void add(struct reader *reader, struct tb_str text)
{
    if (text.len == 0)
        return;
    if (reader->broken && reader->text.len > 0)
        tb_buf_byte(&reader->text, '\n');
    reader->broken = false;
    tb_buf_add(&reader->text, text);
}

static void repair(struct reader *reader, const char *kind, uint32_t count, struct tb_str detail)
{
    struct tb_str part = TB_STR("");
    if (reader->table)
        part = tb_arena_printf(reader->arena, "table%u", reader->tables);
    tb_paper_repair(reader->paper, &(struct tb_paper_repair){
                                       .kind = kind,
                                       .part = part,
                                       .number = reader->table ? reader->row : 0,
                                       .column = reader->table ? reader->column : TB_PAPER_NONE,
                                       .from = TB_PAPER_NONE,
                                       .count = count,
                                       .detail = detail});
}

/* The text of a deleted run, for the repair. */
static struct tb_str deleted_text(const struct tb_xml_node *node)
{
    for (const struct tb_xml_node *run = node->first; run; run = run->next) {
        const struct tb_xml_node *text = tb_xml_child(run, "delText");
        if (!text)
            text = tb_xml_child(run, "t");
        if (text && text->first)
            return text->first->text;
    }
    return TB_STR("");
}

/* ---- paragraphs ---- */

static uint32_t value_number(const struct tb_xml_node *node, const char *name, uint32_t other)
{
    const struct tb_xml_node *child = tb_xml_child(node, name);
    return child ? tb_xml_number(child->attributes, "val", other) : other;
}

static const struct tb_xml_node *style_of(const struct reader *reader, struct tb_str id)
{
    const struct tb_xml_node *node = reader->styles ? reader->styles->first : NULL;
    while (node &&
           !(tb_xml_is(node, "style") && tb_str_eq(tb_xml_get(node->attributes, "styleId"), id)))
        node = node->next;
    return node;
}

/* The number of a paragraph, by its own properties or those of its style. */
static void put_number(struct reader *reader, const struct tb_xml_node *paragraph)
{
    const struct tb_xml_node *properties = tb_xml_child(paragraph, "pPr");
    const struct tb_xml_node *number = tb_xml_child(properties, "numPr");
    if (!number && tb_xml_value(properties, "pStyle").len > 0)
        number = tb_xml_child(
            tb_xml_child(style_of(reader, tb_xml_value(properties, "pStyle")), "pPr"), "numPr");
    uint32_t id = value_number(number, "numId", 0);
    if (id == 0)
        return;
    struct tb_buf text = tb_buf_make(256);
    reader->full =
        !tb_numbering_next(&reader->numbering, id, value_number(number, "ilvl", 0), &text) ||
        reader->full;
    reader->numbers += text.len > 0;
    add(reader, tb_buf_str(&text));
    tb_buf_free(&text);
}

static bool is_heading(const struct reader *reader, const struct tb_xml_node *paragraph)
{
    const struct tb_xml_node *properties = tb_xml_child(paragraph, "pPr");
    struct tb_str id = tb_xml_value(properties, "pStyle");
    struct tb_str name = tb_xml_value(style_of(reader, id), "name");
    return tb_xml_child(properties, "outlineLvl") || tb_str_starts(name, TB_STR("heading")) ||
           tb_str_eq(name, TB_STR("Title"));
}

static void end_paragraph(struct reader *reader, const struct tb_xml_node *paragraph)
{
    if (reader->table) {
        reader->broken = true;
        return;
    }
    if (reader->text.len > 0)
        tb_paper_line(reader->paper, is_heading(reader, paragraph) ? TB_ROW_HEADING : TB_ROW_LINE,
                      ++reader->lines, TB_STR("body"), tb_buf_str(&reader->text));
    tb_buf_clear(&reader->text);
    reader->broken = false;
}

/* ---- tables ---- */

static void begin_cell(struct reader *reader, const struct tb_xml_node *node)
{
    const struct tb_xml_node *properties = tb_xml_child(node, "tcPr");
    const struct tb_xml_node *merge = tb_xml_child(properties, "vMerge");
    struct cell *cell = TB_LIST_ADD(reader->arena, &reader->cells);
    reader->full = reader->full || !cell;
    tb_buf_clear(&reader->text);
    reader->broken = false;
    reader->nested_seen = 0;
    if (!cell)
        return;
    uint32_t span = value_number(properties, "gridSpan", 1);
    *cell = (struct cell){.row = reader->row,
                          .column = reader->column,
                          .colspan = span > 0 && span <= TB_PAPER_COLUMNS ? span : 1,
                          .rowspan = 1};
    cell->continues = merge && !tb_str_eq(tb_xml_get(merge->attributes, "val"), TB_STR("restart"));
}

static void end_cell(struct reader *reader)
{
    struct cell *cell = reader->cells.count ? &reader->cells.at[reader->cells.count - 1] : NULL;
    if (!cell)
        return;
    cell->text = tb_arena_copy(reader->arena, tb_buf_str(&reader->text));
    reader->full = reader->full || !cell->text.ptr;
    if (reader->nested_seen > 0)
        repair(reader, "table-nested", reader->nested_seen, cell->text);
    reader->column += cell->colspan;
    tb_buf_clear(&reader->text);
}

/* Each cell that goes on with the one above makes that one longer; where there is none above, it is a cell
 * of its own. */
static bool join_above(struct reader *reader)
{
    size_t *above = TB_NEW_ARRAY(reader->arena, size_t, TB_PAPER_COLUMNS + 1); /* 1 + index */
    if (!above)
        return false;
    for (size_t i = 0; i < reader->cells.count; i++) {
        struct cell *cell = &reader->cells.at[i];
        if (cell->column >= TB_PAPER_COLUMNS)
            continue;
        size_t *top = &above[cell->column];
        struct cell *first = *top > 0 ? &reader->cells.at[*top - 1] : NULL;
        if (cell->continues && first && first->row + first->rowspan == cell->row &&
            first->colspan == cell->colspan) {
            first->rowspan++;
            continue;
        }
        cell->continues = false;
        *top = i + 1;
    }
    return true;
}

/* A table of one cell is a frame: its text stays text of the page. */
static void put_frame(struct reader *reader)
{
    struct tb_str text = reader->cells.at[0].text;
    while (text.len > 0) {
        size_t end = tb_str_find(text, TB_STR("\n"), 0);
        struct tb_str line = tb_str_sub(text, 0, end == SIZE_MAX ? text.len : end);
        if (tb_str_trim(line).len > 0)
            tb_paper_line(reader->paper, TB_ROW_LINE, ++reader->lines, TB_STR("body"), line);
        text = tb_str_sub(text, end == SIZE_MAX ? text.len : end + 1, text.len);
    }
}

static void put_table(struct reader *reader)
{
    struct tb_str part = tb_arena_printf(reader->arena, "table%u", reader->tables);
    uint32_t row = 0;
    if (!part.ptr || !join_above(reader)) {
        reader->full = true;
        return;
    }
    for (size_t i = 0; i < reader->cells.count; i++) {
        const struct cell *cell = &reader->cells.at[i];
        for (; row < cell->row; row++)
            tb_paper_row(reader->paper, TB_ROW_TABLE, reader->tables, row + 1, part);
        if (!cell->continues)
            tb_paper_cell(reader->paper, &(struct tb_paper_cell){.column = cell->column,
                                                                 .rowspan = cell->rowspan,
                                                                 .colspan = cell->colspan,
                                                                 .from = TB_PAPER_NONE,
                                                                 .text = cell->text});
    }
}

static void end_table(struct reader *reader)
{
    if (reader->cells.count == 1)
        put_frame(reader);
    else if (reader->cells.count > 1)
        put_table(reader);
    reader->table = NULL;
    reader->cells.count = 0;
    tb_buf_clear(&reader->text);
    reader->broken = false;
}

/* ---- the walk ---- */

/* What is not shown: properties, deletions, the second of two ways to say the same. */
static bool is_unseen(const struct tb_xml_node *node)
{
    static const char *const names[] = {"pPr",       "rPr",    "tblPr",   "tblGrid",  "trPr",
                                        "tcPr",      "sectPr", "sdtPr",   "sdtEndPr", "Fallback",
                                        "instrText", "del",    "moveFrom"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tb_xml_is(node, names[i]))
            return true;
    return false;
}

static void begin_row(struct reader *reader, const struct tb_xml_node *node)
{
    reader->row++;
    reader->column = value_number(tb_xml_child(node, "trPr"), "gridBefore", 0);
}

/* Begins an element; whether to go into it. */
static bool enter(struct reader *reader, const struct tb_xml_node *node)
{
    if (node->name.len == 0) {
        if (tb_xml_is(node->parent, "t"))
            add(reader, node->text);
        return false;
    }
    if (is_unseen(node)) {
        struct tb_str text =
            tb_xml_is(node, "del") || tb_xml_is(node, "moveFrom") ? deleted_text(node) : TB_STR("");
        if (text.len > 0)
            repair(reader, "text-deleted", 1, text);
        return false;
    }
    if (tb_xml_is(node, "tbl")) {
        if (reader->table) {
            reader->nested++;
            reader->nested_seen++;
            reader->broken = true;
        } else {
            reader->table = node;
            reader->tables++;
            reader->row = 0;
        }
    } else if (tb_xml_is(node, "tr") && reader->nested == 0 && reader->table) {
        begin_row(reader, node);
    } else if (tb_xml_is(node, "tc") && reader->nested == 0 && reader->table) {
        begin_cell(reader, node);
    } else if (tb_xml_is(node, "p")) {
        put_number(reader, node);
    } else if (tb_xml_is(node, "tab")) {
        add(reader, TB_STR(" "));
    } else if (tb_xml_is(node, "br") || tb_xml_is(node, "cr")) {
        reader->broken = true;
    } else if (tb_xml_is(node, "noBreakHyphen")) {
        add(reader, TB_STR("-"));
    }
    return true;
}

static void leave(struct reader *reader, const struct tb_xml_node *node)
{
    if (tb_xml_is(node, "p"))
        end_paragraph(reader, node);
    else if (tb_xml_is(node, "tbl") && node == reader->table)
        end_table(reader);
    else if (tb_xml_is(node, "tbl"))
        reader->nested--;
    else if (tb_xml_is(node, "tc") && reader->nested == 0 && reader->table)
        end_cell(reader);
}

static void walk(struct reader *reader, const struct tb_xml_node *root)
{
    const struct tb_xml_node *node = root;
    while (node && !reader->full) {
        if (enter(reader, node) && node->first) {
            node = node->first;
            continue;
        }
        while (node != root && !node->next) {
            leave(reader, node);
            node = node->parent;
        }
        if (node == root)
            break;
        leave(reader, node);
        node = node->next;
    }
}

/* ---- parts ---- */

static enum tb_status read_tree(struct reader *reader, const struct tb_relations *relations,
                                const char *type, const struct tb_xml_node **out,
                                struct tb_error *error)
{
    struct tb_str part = tb_relations_by_type(relations, tb_str_of(type)), text;
    struct tb_xml_node *root = NULL;
    if (part.len == 0 || !tb_parts_has(reader->parts, part))
        return TB_OK;
    enum tb_status status = tb_parts_read(reader->parts, part, &text, error);
    if (status == TB_OK)
        status = tb_xml_tree(text, part, reader->arena, &root, error);
    *out = root;
    return status;
}

enum tb_status tb_document_read(struct tb_parts *parts, struct tb_str part, struct tb_buf *paper,
                                struct tb_error *error)
{
    struct reader reader = {.parts = parts, .arena = parts->arena, .paper = paper};
    struct tb_relations relations;
    struct tb_xml_node *root = NULL;
    struct tb_str text;
    reader.text = tb_buf_make(TB_PAPER_MAX);
    reader.numbering.arena = parts->arena;
    enum tb_status status = tb_parts_relations(parts, part, &relations, error);
    if (status == TB_OK)
        status = read_tree(&reader, &relations, "numbering", &reader.numbering.root, error);
    if (status == TB_OK)
        status = read_tree(&reader, &relations, "styles", &reader.styles, error);
    if (status == TB_OK)
        status = tb_parts_read(parts, part, &text, error);
    if (status == TB_OK)
        status = tb_xml_tree(text, part, parts->arena, &root, error);
    if (status == TB_OK && root) {
        walk(&reader, root);
        if (reader.numbers > 0)
            repair(&reader, "numbering-made", reader.numbers, TB_STR(""));
        if (reader.full || reader.text.failed)
            status = tb_arena_fail(parts->arena, error);
    }
    tb_buf_free(&reader.text);
    return status;
}
