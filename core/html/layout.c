/* layout.c - one pass over the page. */
#include "html/layout.h"

#include "base/list.h"

const GumboVector *tb_node_children(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : NULL;
}

const GumboNode *tb_node_next(const GumboNode *root, const GumboNode *node, bool into,
                              unsigned *left)
{
    const GumboVector *children = tb_node_children(node);
    *left = 0;
    if (into && children && children->length > 0)
        return children->data[0];
    for (;; node = node->parent) {
        ++*left;
        if (node == root)
            return NULL;
        children = tb_node_children(node->parent);
        if (node->index_within_parent + 1 < children->length)
            return children->data[node->index_within_parent + 1];
    }
}

bool tb_node_is(const GumboNode *node, GumboTag tag)
{
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag &&
           node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

struct tb_str tb_node_attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *found = NULL;
    if (node->type == GUMBO_NODE_ELEMENT)
        found = gumbo_get_attribute(&node->v.element.attributes, name);
    return tb_str_of(found && found->value ? found->value : "");
}

bool tb_node_is_unseen(const GumboNode *node)
{
    static const GumboTag unseen[] = {
        GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT,
        GUMBO_TAG_SELECT, GUMBO_TAG_BUTTON, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME,
        GUMBO_TAG_OBJECT, GUMBO_TAG_SVG,    GUMBO_TAG_HEAD,     GUMBO_TAG_DEL,
    };
    if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_TEMPLATE)
        return true;
    if (node->type != GUMBO_NODE_ELEMENT)
        return false;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (node->v.element.tag == unseen[i])
            return true;
    return tb_node_is_hidden(node);
}

/* "display : none" in a style, whatever its blanks and case. */
bool tb_node_is_hidden(const GumboNode *node)
{
    static const char pattern[] = "display:none";
    struct tb_str style = tb_node_attribute(node, "style");
    size_t matched = 0;
    for (size_t i = 0; i < style.len && pattern[matched]; i++) {
        char c = style.ptr[i];
        if (c == ' ' || c == '\t' || c == '\n')
            continue;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        matched = c == pattern[matched] ? matched + 1 : c == pattern[0];
    }
    return !pattern[matched] ||
           (node->type == GUMBO_NODE_ELEMENT &&
            gumbo_get_attribute(&node->v.element.attributes, "hidden") != NULL);
}

/* A table whose end has not come yet. */
struct open_table {
    size_t index;
    size_t own, nested;   /* bytes of text beside tables within, and in them */
    unsigned row, widest; /* cells of the row that is open, and of the widest one */
};

struct pass {
    struct tb_arena *arena;
    struct tb_layouts *out;
    struct {
        bool *at;
        size_t count, room;
    } layouts;
    struct {
        struct open_table *at;
        size_t count, room;
    } open;
};

static size_t text_size(const char *text)
{
    size_t size = 0;
    for (; *text; text++)
        size += *text != ' ' && *text != '\n' && *text != '\t' && *text != '\r';
    return size;
}

static bool enter(struct pass *pass, const GumboNode *node)
{
    struct open_table *top = pass->open.count ? &pass->open.at[pass->open.count - 1] : NULL;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
        size_t size = text_size(node->v.text.text);
        pass->out->text += size;
        if (top)
            top->own += size;
    } else if (tb_node_is(node, GUMBO_TAG_TABLE)) {
        bool *layout = TB_LIST_ADD(pass->arena, &pass->layouts);
        struct open_table *opened = TB_LIST_ADD(pass->arena, &pass->open);
        if (!layout || !opened)
            return false;
        opened->index = pass->layouts.count - 1;
    } else if (top && tb_node_is(node, GUMBO_TAG_TR)) {
        top->row = 0;
    } else if (top && (tb_node_is(node, GUMBO_TAG_TD) || tb_node_is(node, GUMBO_TAG_TH))) {
        top->row++;
        top->widest = top->row > top->widest ? top->row : top->widest;
    }
    return true;
}

static void leave(struct pass *pass, const GumboNode *node)
{
    if (!tb_node_is(node, GUMBO_TAG_TABLE) || pass->open.count == 0)
        return;
    struct open_table ended = pass->open.at[--pass->open.count];
    pass->layouts.at[ended.index] = ended.widest < 2 || ended.nested > ended.own;
    if (pass->open.count > 0)
        pass->open.at[pass->open.count - 1].nested += ended.own + ended.nested;
}

bool tb_layouts_find(const GumboNode *root, struct tb_arena *arena, struct tb_layouts *out)
{
    struct pass pass = {.arena = arena, .out = out};
    *out = (struct tb_layouts){0};
    for (const GumboNode *node = root; node;) {
        unsigned left;
        bool into = !tb_node_is_unseen(node);
        out->scripts += tb_node_is(node, GUMBO_TAG_SCRIPT);
        if (into && !enter(&pass, node))
            return false;
        const GumboNode *next = tb_node_next(root, node, into, &left);
        for (; left > 0; left--, node = node->parent)
            leave(&pass, node);
        node = next;
    }
    out->is_layout = pass.layouts.at;
    out->count = pass.layouts.count;
    return true;
}
