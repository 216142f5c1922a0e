/* tables.c - rows, cells and what stands in them. */
#include "html/tables.h"

#include "html/layout.h"

enum { MOST_ROWSPAN = 65534, MOST_COLSPAN = 1000 }; /* HTML standard, 4.9.11 */

bool tb_node_is_block(const GumboNode *node)
{
    static const GumboTag tags[] = {
        GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE,  GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_BODY,    GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER, GUMBO_TAG_DD,
        GUMBO_TAG_DIV,     GUMBO_TAG_DL,      GUMBO_TAG_DT,     GUMBO_TAG_FIELDSET,
        GUMBO_TAG_FIGURE,  GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,   GUMBO_TAG_H1,
        GUMBO_TAG_H2,      GUMBO_TAG_H3,      GUMBO_TAG_H4,     GUMBO_TAG_H5,
        GUMBO_TAG_H6,      GUMBO_TAG_HEADER,  GUMBO_TAG_HR,     GUMBO_TAG_LI,
        GUMBO_TAG_MAIN,    GUMBO_TAG_NAV,     GUMBO_TAG_OL,     GUMBO_TAG_P,
        GUMBO_TAG_PRE,     GUMBO_TAG_SECTION, GUMBO_TAG_TABLE,  GUMBO_TAG_TBODY,
        GUMBO_TAG_TD,      GUMBO_TAG_TFOOT,   GUMBO_TAG_TH,     GUMBO_TAG_THEAD,
        GUMBO_TAG_TR,      GUMBO_TAG_UL,
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (tb_node_is(node, tags[i]))
            return true;
    return false;
}

/* ---- text ---- */

/* Raised digits are an exponent or the number of a note: as characters of their own they do not run
 * together with the figures beside them. False: the element is something else. */
static bool put_raised(struct tb_flow *flow, const GumboNode *node)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    const GumboVector *children = tb_node_children(node);
    const GumboNode *only = children->length == 1 ? children->data[0] : NULL;
    if (!tb_node_is(node, GUMBO_TAG_SUP) || !only || only->type != GUMBO_NODE_TEXT)
        return false;
    const char *text = only->v.text.text;
    if (strspn(text, "0123456789") != strlen(text))
        return false;
    for (uint32_t i = 0; text[i]; i++)
        tb_flow_put(flow, raised[text[i] - '0'], (uint32_t)only->v.text.start_pos.offset + i);
    return true;
}

/* Begins a node within a cell; whether to go into it. */
static bool enter(struct tb_flow *flow, const GumboNode *node, size_t *tables)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE) {
        tb_flow_add(flow, &node->v.text);
        return false;
    }
    if (tb_node_is_unseen(node)) {
        tb_tables_skip(flow, node);
        return false;
    }
    *tables += tb_node_is(node, GUMBO_TAG_TABLE);
    if (put_raised(flow, node))
        return false;
    if (tb_node_is(node, GUMBO_TAG_BR))
        tb_flow_break(flow);
    else if (tb_node_is_block(node))
        tb_flow_border(flow);
    return true;
}

size_t tb_tables_text(struct tb_flow *flow, const GumboNode *element)
{
    size_t tables = 0;
    for (const GumboNode *node = element; node && !flow->full;) {
        unsigned left;
        bool into = node == element || enter(flow, node, &tables);
        const GumboNode *next = tb_node_next(element, node, into, &left);
        for (; left > 0 && node != element; left--, node = node->parent)
            if (tb_node_is_block(node) && !tb_node_is_unseen(node))
                tb_flow_border(flow);
        node = next;
    }
    return tables;
}

void tb_tables_skip(const struct tb_flow *flow, const GumboNode *element)
{
    const bool deleted = tb_node_is(element, GUMBO_TAG_DEL);
    struct tb_flow skipped = {.source = flow->source,
                              .arena = flow->arena,
                              .paper = flow->paper,
                              .text = tb_buf_make(TB_PAPER_CELL_TEXT)};
    if (!deleted && !tb_node_is_hidden(element))
        return;
    tb_flow_clear(&skipped);
    for (const GumboNode *node = element; node;) {
        unsigned left;
        if (node->type == GUMBO_NODE_TEXT)
            tb_flow_add(&skipped, &node->v.text);
        node = tb_node_next(element, node, !tb_node_is(node, GUMBO_TAG_SCRIPT), &left);
    }
    if (skipped.text.len > 0)
        tb_paper_repair(flow->paper,
                        &(struct tb_paper_repair){.kind = deleted ? "text-deleted" : "hidden-text",
                                                  .from = skipped.from,
                                                  .column = TB_PAPER_NONE,
                                                  .count = 1,
                                                  .detail = tb_buf_str(&skipped.text)});
    tb_buf_free(&skipped.text);
}

/* ---- rows ---- */

struct table {
    struct tb_flow *flow;
    struct tb_buf *paper;
    uint32_t number, row;
    size_t nested;
};

/* A span as it is written, 1 where none is. */
static uint32_t span_of(const GumboNode *cell, const char *name, uint32_t most)
{
    struct tb_str text = tb_node_attribute(cell, name);
    uint32_t value = 0;
    size_t digits = 0, at = 0;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '+'))
        at++;
    for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9'; at++, digits++)
        value = value > most ? value : value * 10 + (uint32_t)(text.ptr[at] - '0');
    return digits == 0 ? 1 : value > most ? most : value;
}

static void put_cell(struct table *table, const GumboNode *cell, uint32_t rows_left)
{
    struct tb_flow *flow = table->flow;
    uint32_t rowspan = span_of(cell, "rowspan", MOST_ROWSPAN);
    uint32_t colspan = span_of(cell, "colspan", MOST_COLSPAN);
    tb_flow_clear(flow);
    size_t nested = tb_tables_text(flow, cell);
    if (flow->text.len == 0)
        flow->from = flow->to = (uint32_t)cell->v.element.start_pos.offset;
    if (nested > 0)
        tb_paper_repair(table->paper, &(struct tb_paper_repair){.kind = "table-nested",
                                                                .from = flow->from,
                                                                .column = TB_PAPER_NONE,
                                                                .count = (uint32_t)nested,
                                                                .detail = tb_buf_str(&flow->text)});
    table->nested += nested;
    struct tb_paper_cell put = {
        .column = TB_PAPER_NONE,
        .rowspan = rowspan == 0 || rowspan > rows_left ? rows_left : rowspan,
        .colspan = colspan == 0 ? 1 : colspan,
        .from = flow->from,
        .len = flow->to - flow->from,
        .text = tb_buf_str(&flow->text),
        .origins = flow->origins.at,
        .origin_count = (uint32_t)flow->origins.count,
    };
    tb_paper_cell(table->paper, &put);
}

static void put_row(struct table *table, const GumboNode *row, uint32_t rows_left)
{
    const GumboVector *cells = tb_node_children(row);
    tb_paper_row(table->paper, TB_ROW_TABLE, table->number, ++table->row, (struct tb_str){NULL, 0});
    for (unsigned i = 0; i < cells->length; i++) {
        const GumboNode *cell = cells->data[i];
        if ((tb_node_is(cell, GUMBO_TAG_TD) || tb_node_is(cell, GUMBO_TAG_TH)) &&
            !tb_node_is_hidden(cell))
            put_cell(table, cell, rows_left);
    }
}

/* The rows among the children of a group; a cell never spans beyond its group. */
static void put_rows(struct table *table, const GumboVector *children)
{
    uint32_t rows = 0;
    for (unsigned i = 0; i < children->length; i++)
        rows +=
            tb_node_is(children->data[i], GUMBO_TAG_TR) && !tb_node_is_hidden(children->data[i]);
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *row = children->data[i];
        if (!tb_node_is(row, GUMBO_TAG_TR))
            continue;
        if (tb_node_is_hidden(row))
            tb_tables_skip(table->flow, row);
        else
            put_row(table, row, rows--);
    }
}

static void put_caption(struct table *table, const GumboNode *caption)
{
    struct tb_flow *flow = table->flow;
    tb_flow_clear(flow);
    table->nested += tb_tables_text(flow, caption);
    if (flow->text.len > 0)
        tb_paper_line(table->paper, TB_ROW_HEADING, 0, (struct tb_str){NULL, 0},
                      tb_buf_str(&flow->text));
}

size_t tb_tables_put(struct tb_flow *flow, const GumboNode *node, uint32_t number)
{
    struct table table = {flow, flow->paper, number, 0, 0};
    const GumboVector *children = tb_node_children(node);
    for (unsigned i = 0; i < children->length; i++)
        if (tb_node_is(children->data[i], GUMBO_TAG_CAPTION))
            put_caption(&table, children->data[i]);
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (tb_node_is(child, GUMBO_TAG_THEAD) || tb_node_is(child, GUMBO_TAG_TBODY))
            put_rows(&table, tb_node_children(child));
    }
    for (unsigned i = 0; i < children->length; i++) /* shown last, wherever it stands (4.9.12.1) */
        if (tb_node_is(children->data[i], GUMBO_TAG_TFOOT))
            put_rows(&table, tb_node_children(children->data[i]));
    put_rows(&table, children);
    return table.nested;
}
