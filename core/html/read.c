/*
 * read.c - a page from its tree: a walk in the order of the page that collects lines and hands tables
 * over. Nothing here recurses, so that a page may nest as deep as the parser gets.
 */
#include <setjmp.h>

#include "html/flow.h"
#include "html/html.h"
#include "html/layout.h"
#include "html/tables.h"

enum {
    BESIDE_MAX = 600,   /* bytes of a line or heading that a link is shown with */
    BESIDE_NODES = 1000 /* that are looked at for it: a row may hold any number of links */
};

/* A link within the line that is being collected. */
struct anchor {
    struct tb_str address, title;
    size_t from, to; /* in the text of the line; to SIZE_MAX: it has not ended */
    uint32_t at;     /* in the source */
};

struct reader {
    struct tb_flow flow;
    struct tb_arena *arena;
    struct tb_buf *paper;
    struct tb_layouts layouts;
    size_t tables;      /* that have begun */
    uint32_t emitted;   /* tables on the paper */
    unsigned furniture; /* elements of it that are open */
    unsigned headings;
    struct tb_str section; /* the last heading; "" none */
    struct {
        struct anchor *at;
        size_t count, room;
    } anchors;
    jmp_buf full; /* where the parser's allocator goes when the arena is full */
};

/* ---- lines ---- */

/* Where `text` begins and how long it is in the source. */
static void put_line(struct reader *reader, enum tb_row_kind kind)
{
    const struct tb_flow *flow = &reader->flow;
    tb_paper_row(reader->paper, kind, 0, 0, (struct tb_str){NULL, 0});
    tb_paper_cell(reader->paper,
                  &(struct tb_paper_cell){.column = TB_PAPER_NONE,
                                          .rowspan = 1,
                                          .colspan = 1,
                                          .from = flow->from,
                                          .len = flow->to - flow->from,
                                          .text = tb_buf_str(&flow->text),
                                          .origins = flow->origins.at,
                                          .origin_count = (uint32_t)flow->origins.count});
}

/* `row`: 0 a line of links, 1 within a line, 2 within a table. Behind text and address stands what the link
 * is found by where it does not say enough: its title, the line it is in, the heading above. */
static void put_link(struct reader *reader, const struct anchor *anchor, struct tb_str name,
                     struct tb_str line, uint32_t row)
{
    struct tb_str beside = line.len <= BESIDE_MAX ? line : TB_STR("");
    struct tb_str texts[] = {tb_str_trim(name), anchor->address, anchor->title, beside,
                             reader->section};
    tb_paper_row(reader->paper, TB_ROW_LINK, 0, row, (struct tb_str){NULL, 0});
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        tb_paper_cell(reader->paper, &(struct tb_paper_cell){.column = TB_PAPER_NONE,
                                                             .rowspan = 1,
                                                             .colspan = 1,
                                                             .from = anchor->at,
                                                             .text = texts[i]});
}

/* Whether the line is links and nothing else. */
static bool is_links(const struct reader *reader)
{
    size_t linked = 0, text = 0;
    for (size_t i = 0; i < reader->anchors.count; i++)
        linked += reader->anchors.at[i].to - reader->anchors.at[i].from;
    for (size_t i = 0; i < reader->flow.text.len; i++)
        text += (unsigned char)reader->flow.text.ptr[i] > ' ' && reader->flow.text.ptr[i] != '|' &&
                reader->flow.text.ptr[i] != '>';
    return linked >= text;
}

/* What stands above the links that follow. */
static void note_section(struct reader *reader, struct tb_str heading)
{
    struct tb_str kept =
        heading.len <= BESIDE_MAX ? tb_arena_copy(reader->arena, heading) : TB_STR("");
    reader->flow.full = reader->flow.full || !kept.ptr;
    reader->section = kept.ptr ? kept : TB_STR("");
}

static void end_line(struct reader *reader)
{
    struct tb_flow *flow = &reader->flow;
    for (size_t i = 0; i < reader->anchors.count; i++)
        if (reader->anchors.at[i].to == SIZE_MAX)
            reader->anchors.at[i].to = flow->text.len;
    if (flow->text.len > 0) {
        bool links = reader->anchors.count > 0 && is_links(reader);
        if (reader->furniture > 0)
            put_line(reader, TB_ROW_FURNITURE);
        else if (reader->headings > 0)
            put_line(reader, TB_ROW_HEADING);
        else if (!links)
            put_line(reader, TB_ROW_LINE);
        struct tb_str line = tb_buf_str(&flow->text);
        for (size_t i = 0; i < reader->anchors.count; i++) {
            const struct anchor *anchor = &reader->anchors.at[i];
            put_link(reader, anchor, tb_str_sub(line, anchor->from, anchor->to), line,
                     !links || reader->furniture > 0);
        }
        if (reader->headings > 0 && reader->furniture == 0)
            note_section(reader, tb_buf_str(&flow->text));
    }
    reader->anchors.count = 0;
    tb_flow_clear(flow);
}

/* ---- elements ---- */

static bool is_one_of(const GumboNode *node, const GumboTag *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tb_node_is(node, tags[i]))
            return true;
    return false;
}

static bool is_heading(const GumboNode *node)
{
    static const GumboTag tags[] = {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_CAPTION};
    return is_one_of(node, tags, sizeof tags / sizeof *tags);
}

static bool is_furniture(const GumboNode *node)
{
    static const GumboTag tags[] = {GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE};
    return is_one_of(node, tags, sizeof tags / sizeof *tags);
}

static bool open_anchor(struct reader *reader, const GumboNode *node)
{
    struct anchor *anchor = TB_LIST_ADD(reader->arena, &reader->anchors);
    if (!anchor)
        return false;
    anchor->address = tb_node_attribute(node, "href");
    anchor->title = tb_node_attribute(node, "title");
    anchor->from = reader->flow.text.len;
    anchor->to = SIZE_MAX;
    anchor->at = (uint32_t)node->v.element.start_pos.offset;
    return true;
}

static void close_anchor(struct reader *reader)
{
    for (size_t i = reader->anchors.count; i-- > 0;)
        if (reader->anchors.at[i].to == SIZE_MAX) {
            reader->anchors.at[i].to = reader->flow.text.len;
            return;
        }
}

/* ---- links within tables ---- */

/* The text of an element, a blank for every border: for reading along, not for the table itself. */
static void read_along(struct reader *reader, const GumboNode *element)
{
    struct tb_flow *flow = &reader->flow;
    tb_flow_clear(flow);
    const GumboNode *node = element;
    for (unsigned n = 0; node && n < BESIDE_NODES && flow->text.len <= BESIDE_MAX; n++) {
        unsigned left;
        bool unseen = node != element && tb_node_is_unseen(node);
        if (node->type == GUMBO_NODE_TEXT)
            tb_flow_add(flow, &node->v.text);
        flow->space = flow->space || tb_node_is_block(node);
        node = tb_node_next(element, node, !unseen, &left);
    }
}

/* The row of the table that a node is in; NULL: none. */
static const GumboNode *row_of(const GumboNode *table, const GumboNode *node)
{
    while (node != table && !tb_node_is(node, GUMBO_TAG_TR))
        node = node->parent;
    return node != table ? node : NULL;
}

/* Lists of documents may be tables. The links of one stand behind it. */
static void put_links_of(struct reader *reader, const GumboNode *table)
{
    const GumboNode *last = NULL;
    struct tb_str line = TB_STR("");
    for (const GumboNode *node = table; node && !reader->flow.full;) {
        unsigned left;
        const GumboNode *row = tb_node_is(node, GUMBO_TAG_A) ? row_of(table, node) : NULL;
        if (row && row != last) {
            read_along(reader, row);
            line = tb_arena_copy(reader->arena, tb_buf_str(&reader->flow.text));
            reader->flow.full = reader->flow.full || !line.ptr;
            last = row;
        }
        if (row && !reader->flow.full) {
            struct anchor anchor = {.address = tb_node_attribute(node, "href"),
                                    .title = tb_node_attribute(node, "title"),
                                    .at = (uint32_t)node->v.element.start_pos.offset};
            read_along(reader, node);
            put_link(reader, &anchor, tb_buf_str(&reader->flow.text), line, 2);
        }
        node = tb_node_next(table, node, !tb_node_is_unseen(node), &left);
    }
    tb_flow_clear(&reader->flow);
}

/* Begins a node; whether its children are to be walked through. */
static bool enter(struct reader *reader, const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE) {
        tb_flow_add(&reader->flow, &node->v.text);
        return false;
    }
    if (tb_node_is_unseen(node)) {
        tb_tables_skip(&reader->flow, node);
        return false;
    }
    if (tb_node_is(node, GUMBO_TAG_TABLE)) {
        end_line(reader);
        if (reader->tables >= reader->layouts.count || reader->layouts.is_layout[reader->tables++])
            return true;
        reader->tables += tb_tables_put(&reader->flow, node, ++reader->emitted);
        put_links_of(reader, node);
        return false;
    }
    if (tb_node_is(node, GUMBO_TAG_BR) || tb_node_is_block(node))
        end_line(reader);
    reader->headings += is_heading(node);
    reader->furniture += is_furniture(node);
    if (tb_node_is(node, GUMBO_TAG_A))
        reader->flow.full = !open_anchor(reader, node) || reader->flow.full;
    return true;
}

static void leave(struct reader *reader, const GumboNode *node)
{
    if (node->type != GUMBO_NODE_ELEMENT || tb_node_is_unseen(node))
        return;
    if (tb_node_is(node, GUMBO_TAG_A))
        close_anchor(reader);
    if (tb_node_is_block(node))
        end_line(reader);
    reader->headings -= is_heading(node);
    reader->furniture -= is_furniture(node);
}

static void walk(struct reader *reader, const GumboNode *root)
{
    for (const GumboNode *node = root; node && !reader->flow.full;) {
        unsigned left;
        const GumboNode *next = tb_node_next(root, node, enter(reader, node), &left);
        for (; left > 0; left--, node = node->parent)
            leave(reader, node);
        node = next;
    }
    end_line(reader);
}

/* ---- the head of the page ---- */

/* The name under which government pages give the title of what they show (guide to government websites,
 * 国办发〔2017〕47号, annex on page labels). */
static const char article_title[] = "ArticleTitle";

static void put_text(struct reader *reader, enum tb_row_kind kind, const char *first,
                     struct tb_str text)
{
    tb_paper_row(reader->paper, kind, 0, 1, (struct tb_str){NULL, 0});
    struct tb_paper_cell cell = {
        .column = TB_PAPER_NONE, .rowspan = 1, .colspan = 1, .from = TB_PAPER_NONE};
    cell.text = tb_str_of(first);
    if (first)
        tb_paper_cell(reader->paper, &cell);
    cell.text = text;
    tb_paper_cell(reader->paper, &cell);
}

static void put_label(struct reader *reader, const GumboNode *node)
{
    struct tb_str name = tb_node_attribute(node, "name");
    struct tb_str content = tb_node_attribute(node, "content");
    if (name.len == 0 || content.len == 0)
        return;
    if (tb_str_eq(name, tb_str_of(article_title)))
        put_text(reader, TB_ROW_TITLE, NULL, content);
    else
        put_text(reader, TB_ROW_META, name.ptr, content);
}

static void read_head(struct reader *reader, const GumboNode *root)
{
    for (const GumboNode *node = root; node && !reader->flow.full;) {
        unsigned left;
        bool head = node->type == GUMBO_NODE_DOCUMENT || tb_node_is(node, GUMBO_TAG_HTML) ||
                    tb_node_is(node, GUMBO_TAG_HEAD);
        reader->layouts.scripts += tb_node_is(node, GUMBO_TAG_SCRIPT);
        if (tb_node_is(node, GUMBO_TAG_META))
            put_label(reader, node);
        if (tb_node_is(node, GUMBO_TAG_TITLE)) {
            tb_tables_text(&reader->flow, node);
            put_text(reader, TB_ROW_TITLE, NULL, tb_buf_str(&reader->flow.text));
            tb_flow_clear(&reader->flow);
        }
        node = tb_node_next(root, node, head, &left);
    }
}

/* ---- the page ---- */

/* The parser gives no thought to memory that runs out. */
static void *allocate(void *user, size_t size)
{
    struct reader *reader = user;
    void *memory = tb_arena_alloc(reader->arena, size);
    if (!memory)
        longjmp(reader->full, 1);
    return memory;
}

static void release(void *user, void *memory)
{
    (void)user;
    (void)memory; /* goes with the arena */
}

static enum tb_status no_text(const struct tb_layouts *layouts, struct tb_error *error)
{
    if (layouts->scripts > 0)
        return tb_fail(
            error, TB_EFORMAT,
            "网页里没有文字，内容由脚本生成：请在浏览器中打开，选中整张表，复制后粘贴为纯文本"
            "保存",
            "the page holds no text, a script makes it: open it in a browser, copy the "
            "whole table and paste it into a plain text file");
    return tb_fail(error, TB_EFORMAT, "网页里没有文字", "the page holds no text");
}

static enum tb_status read_page(struct reader *reader, struct tb_error *error)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = release;
    options.userdata = reader;
    options.max_errors = 0;
    const struct tb_str text = reader->flow.source;
    const GumboOutput *page = gumbo_parse_with_options(&options, text.ptr, text.len);
    if (!tb_layouts_find(page->document, reader->arena, &reader->layouts))
        return tb_arena_fail(reader->arena, error);
    read_head(reader, page->document);
    walk(reader, page->document);
    if (reader->flow.full)
        return tb_arena_fail(reader->arena, error);
    if (reader->layouts.text == 0)
        return no_text(&reader->layouts, error);
    tb_paper_end(reader->paper, "html");
    return tb_buf_status(reader->paper, error);
}

enum tb_status tb_html_read(struct tb_str text, struct tb_arena *arena, struct tb_buf *paper,
                            struct tb_error *error)
{
    struct reader *reader = TB_NEW(arena, struct reader);
    if (!reader)
        return tb_arena_fail(arena, error);
    reader->arena = arena;
    reader->paper = paper;
    reader->section = TB_STR("");
    reader->flow = (struct tb_flow){
        .source = text, .arena = arena, .paper = paper, .text = tb_buf_make(TB_PAPER_MAX)};
    tb_flow_clear(&reader->flow);
    enum tb_status status;
    if (setjmp(reader->full) == 0)
        status = read_page(reader, error);
    else
        status = tb_arena_fail(arena, error);
    tb_buf_free(&reader->flow.text);
    return status;
}
