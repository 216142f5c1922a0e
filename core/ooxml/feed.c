/* feed.c - entries out of the tree of a feed. */
#include "ooxml/feed.h"

#include "ingest/paper.h"
#include "ooxml/xml.h"

/* What an entry is in each kind of list, by the name of its root. */
static const struct list {
    const char *root, *around,
        *entry; /* around: the element that holds the entries; NULL: the root */
    const char *title, *address;
    const char *dates[3]; /* the first that is there counts */
    const char *section;
} lists[] = {
    {"rss", "channel", "item", "title", "link", {"pubDate", "date", NULL}, NULL},
    {"RDF", NULL, "item", "title", "link", {"date", "pubDate", NULL}, NULL},
    {"feed", NULL, "entry", "title", "link", {"published", "updated", NULL}, NULL},
    {"urlset", NULL, "url", NULL, "loc", {"lastmod", NULL, NULL}, NULL},
    {"sitemapindex", NULL, "sitemap", NULL, "loc", {"lastmod", NULL, NULL}, "sitemap"},
};

/* All text within a child, one part behind the other. */
static struct tb_str text_of(const struct tb_xml_node *entry, const char *name,
                             struct tb_arena *arena)
{
    const struct tb_xml_node *child = name ? tb_xml_child(entry, name) : NULL;
    struct tb_str text = TB_STR("");
    for (const struct tb_xml_node *part = child ? child->first : NULL; part && text.ptr;
         part = part->next)
        if (part->name.len == 0)
            text = text.len == 0
                       ? part->text
                       : tb_arena_printf(arena, "%.*s%.*s", TB_ARG(text), TB_ARG(part->text));
    return text.ptr ? tb_str_trim(text) : TB_STR("");
}

/* Atom has addresses as attributes, and several of them: the page is the one that says nothing else. */
static struct tb_str address_of(const struct tb_xml_node *entry, const struct list *list,
                                struct tb_arena *arena)
{
    struct tb_str address = text_of(entry, list->address, arena), other = TB_STR("");
    for (const struct tb_xml_node *child = entry->first; child && address.len == 0;
         child = child->next) {
        struct tb_str rel = tb_xml_get(child->attributes, "rel");
        if (!tb_xml_is(child, list->address))
            continue;
        if (rel.len == 0 || tb_str_eq(rel, TB_STR("alternate")))
            address = tb_xml_get(child->attributes, "href");
        else if (other.len == 0)
            other = tb_xml_get(child->attributes, "href");
    }
    return address.len > 0 ? address : other;
}

/* "Fri, 15 Oct 2021 08:00:00 +0800" (RFC 822) as "2021-10-15"; other forms as they are. */
static struct tb_str day_of(struct tb_str text, struct tb_arena *arena)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tb_str rest = text;
    size_t comma = tb_str_find(text, TB_STR(","), 0);
    if (comma != SIZE_MAX)
        rest = tb_str_trim(tb_str_sub(text, comma + 1, text.len));
    size_t digits = rest.len > 1 && rest.ptr[1] != ' ' ? 2 : 1;
    if (rest.len < digits + 9 || rest.ptr[digits] != ' ')
        return text;
    struct tb_str name = tb_str_sub(rest, digits + 1, digits + 4);
    struct tb_str year = tb_str_sub(rest, digits + 5, digits + 9);
    size_t at = tb_str_find(tb_str_of(months), name, 0);
    if (at == SIZE_MAX || at % 3 != 0)
        return text;
    struct tb_str day =
        tb_arena_printf(arena, "%.*s-%02u-%s%.*s", TB_ARG(year), (unsigned)(at / 3 + 1),
                        digits == 1 ? "0" : "", TB_ARG(tb_str_sub(rest, 0, digits)));
    return day.ptr ? day : text;
}

static void put_entry(const struct tb_xml_node *entry, const struct list *list,
                      struct tb_arena *arena, struct tb_buf *paper)
{
    struct tb_str date = TB_STR("");
    for (size_t i = 0; list->dates[i] && date.len == 0; i++)
        date = text_of(entry, list->dates[i], arena);
    struct tb_str texts[] = {text_of(entry, list->title, arena), address_of(entry, list, arena),
                             TB_STR(""), day_of(date, arena),
                             tb_str_of(list->section ? list->section : "")};
    if (texts[1].len == 0)
        return;
    tb_paper_row(paper, TB_ROW_LINK, 0, 0, (struct tb_str){NULL, 0});
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        tb_paper_cell(paper, &(struct tb_paper_cell){.column = TB_PAPER_NONE,
                                                     .rowspan = 1,
                                                     .colspan = 1,
                                                     .from = TB_PAPER_NONE,
                                                     .text = texts[i]});
}

enum tb_status tb_feed_read(struct tb_str text, struct tb_arena *arena, struct tb_buf *paper,
                            struct tb_error *error)
{
    struct tb_xml_node *root = NULL;
    enum tb_status status = tb_xml_tree(text, TB_STR("XML"), arena, &root, error);
    if (status != TB_OK)
        return status;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (!tb_xml_is(root, lists[i].root))
            continue;
        const struct tb_xml_node *around =
            lists[i].around ? tb_xml_child(root, lists[i].around) : root;
        struct tb_str title = text_of(around, "title", arena);
        if (title.len > 0)
            tb_paper_line(paper, TB_ROW_TITLE, 0, (struct tb_str){NULL, 0}, title);
        for (const struct tb_xml_node *node = around ? around->first : NULL; node;
             node = node->next)
            if (tb_xml_is(node, lists[i].entry))
                put_entry(node, &lists[i], arena, paper);
        tb_paper_end(paper, "xml");
        return tb_buf_status(paper, error);
    }
    return tb_fail(error, TB_EFORMAT, "既不是订阅源也不是网站地图", "neither a feed nor a sitemap");
}
