/* xml.c - parts by expat. */
#include "ooxml/xml.h"

#include <expat.h>

struct walk {
    XML_Parser parser;
    const struct tb_xml_handlers *handlers;
    unsigned depth;
    bool stopped; /* by a handler */
    bool deep, doctype;
};

static struct tb_str without_prefix(const char *name)
{
    const char *colon = strrchr(name, ':');
    return tb_str_of(colon ? colon + 1 : name);
}

struct tb_str tb_xml_get(struct tb_xml_attributes attributes, const char *name)
{
    for (size_t i = 0; attributes.at && attributes.at[i]; i += 2)
        if (tb_str_eq(without_prefix(attributes.at[i]), tb_str_of(name)))
            return tb_str_of(attributes.at[i + 1]);
    return TB_STR("");
}

bool tb_xml_has(struct tb_xml_attributes attributes, const char *name)
{
    for (size_t i = 0; attributes.at && attributes.at[i]; i += 2)
        if (tb_str_eq(without_prefix(attributes.at[i]), tb_str_of(name)))
            return true;
    return false;
}

uint32_t tb_xml_number(struct tb_xml_attributes attributes, const char *name, uint32_t other)
{
    struct tb_str text = tb_xml_get(attributes, name);
    uint32_t value = 0;
    if (text.len == 0 || text.len > 9)
        return other;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return other;
        value = value * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    return value;
}

bool tb_xml_switch(struct tb_xml_attributes attributes, const char *name, bool other)
{
    struct tb_str text = tb_xml_get(attributes, name);
    if (!tb_xml_has(attributes, name))
        return other;
    return !tb_str_eq(text, TB_STR("0")) && !tb_str_eq(text, TB_STR("false")) &&
           !tb_str_eq(text, TB_STR("off")) && !tb_str_eq(text, TB_STR("none"));
}

static void stop(struct walk *walk)
{
    walk->stopped = true;
    (void)XML_StopParser(walk->parser, XML_FALSE);
}

static void on_begin(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct walk *walk = user;
    const struct tb_xml_attributes all = {(const char *const *)attributes};
    if (++walk->depth > TB_XML_DEPTH) {
        walk->deep = true;
        stop(walk);
    } else if (walk->handlers->begin &&
               !walk->handlers->begin(walk->handlers->user, without_prefix(name), all)) {
        stop(walk);
    }
}

static void on_end(void *user, const XML_Char *name)
{
    struct walk *walk = user;
    walk->depth--;
    if (!walk->stopped && walk->handlers->end &&
        !walk->handlers->end(walk->handlers->user, without_prefix(name)))
        stop(walk);
}

static void on_text(void *user, const XML_Char *text, int len)
{
    struct walk *walk = user;
    if (!walk->stopped && walk->handlers->text &&
        !walk->handlers->text(walk->handlers->user, (struct tb_str){text, (size_t)len}))
        stop(walk);
}

static void on_doctype(void *user, const XML_Char *name, const XML_Char *system,
                       const XML_Char *public, int internal)
{
    struct walk *walk = user;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    walk->doctype = true;
    stop(walk);
}

static enum tb_status outcome(const struct walk *walk, enum XML_Status status, struct tb_str name,
                              struct tb_error *error)
{
    if (status == XML_STATUS_OK)
        return TB_OK;
    if (walk->doctype)
        return tb_fail(
            error, TB_EFORMAT,
            "“%.*s”含有文档类型声明（DOCTYPE），办公文件不会有，可能有意为之，不予读取",
            "'%.*s' declares a document type, which no office file does: it may be made to "
            "do harm and is not read",
            TB_ARG(name));
    if (walk->deep)
        return tb_fail(error, TB_ELIMIT, "“%.*s”嵌套超过 %d 层，不予读取",
                       "'%.*s' nests deeper than %d levels and is not read", TB_ARG(name),
                       TB_XML_DEPTH);
    if (walk->stopped)
        return tb_fail(error, TB_ELIMIT, "“%.*s”需要的内存超过上限",
                       "'%.*s' needs more memory than it may have", TB_ARG(name));
    return tb_fail(error, TB_EFORMAT, "“%.*s”第 %lu 行已损坏：%s",
                   "'%.*s' is damaged at line %lu: %s", TB_ARG(name),
                   (unsigned long)XML_GetCurrentLineNumber(walk->parser),
                   XML_ErrorString(XML_GetErrorCode(walk->parser)));
}

enum tb_status tb_xml_walk(struct tb_str part, struct tb_str name,
                           const struct tb_xml_handlers *handlers, struct tb_error *error)
{
    enum { PIECE = 1 << 24 }; /* expat counts in ints */
    struct walk walk = {.handlers = handlers};
    walk.parser = XML_ParserCreate(NULL);
    if (!walk.parser)
        return tb_fail_memory(error);
    /* A salt of its own, or expat asks the system for one, which the lock forbids. It guards tables of
     * names that are small here. */
    (void)XML_SetHashSalt(walk.parser, 0x746F6E67);
    XML_SetUserData(walk.parser, &walk);
    XML_SetElementHandler(walk.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(walk.parser, on_text);
    XML_SetStartDoctypeDeclHandler(walk.parser, on_doctype);
    enum XML_Status status = XML_STATUS_OK;
    size_t at = 0;
    do {
        size_t len = part.len - at < PIECE ? part.len - at : PIECE;
        status = XML_Parse(walk.parser, part.ptr + at, (int)len, at + len == part.len);
        at += len;
    } while (status == XML_STATUS_OK && at < part.len);
    enum tb_status result = outcome(&walk, status, name, error);
    XML_ParserFree(walk.parser);
    return result;
}

/* ---- trees ---- */

struct builder {
    struct tb_arena *arena;
    struct tb_xml_node *root, *open;
};

static struct tb_xml_node *add_node(struct builder *builder)
{
    struct tb_xml_node *node = TB_NEW(builder->arena, struct tb_xml_node);
    if (!node)
        return NULL;
    node->parent = builder->open;
    if (!builder->open)
        builder->root = node;
    else if (builder->open->last)
        builder->open->last = builder->open->last->next = node;
    else
        builder->open->first = builder->open->last = node;
    return node;
}

static bool tree_begin(void *user, struct tb_str name, struct tb_xml_attributes attributes)
{
    struct builder *builder = user;
    size_t count = 0;
    while (attributes.at[count])
        count++;
    struct tb_xml_node *node = add_node(builder);
    const char **copy = TB_NEW_ARRAY(builder->arena, const char *, count + 1);
    if (!node || !copy)
        return false;
    node->name = tb_arena_copy(builder->arena, name);
    for (size_t i = 0; i < count; i++) {
        copy[i] = tb_arena_copy(builder->arena, tb_str_of(attributes.at[i])).ptr;
        if (!copy[i])
            return false;
    }
    node->attributes.at = copy;
    builder->open = node;
    return node->name.ptr != NULL;
}

static bool tree_end(void *user, struct tb_str name)
{
    struct builder *builder = user;
    (void)name;
    builder->open = builder->open->parent;
    return true;
}

static bool tree_text(void *user, struct tb_str text)
{
    struct builder *builder = user;
    struct tb_xml_node *last = builder->open ? builder->open->last : NULL;
    if (!builder->open)
        return true;
    if (last && last->name.len == 0) { /* expat hands one text over in pieces */
        char *grown = tb_arena_grow(builder->arena, (char *)(uintptr_t)last->text.ptr,
                                    last->text.len, last->text.len + text.len);
        if (!grown)
            return false;
        memcpy(grown + last->text.len, text.ptr, text.len);
        last->text = (struct tb_str){grown, last->text.len + text.len};
        return true;
    }
    struct tb_xml_node *node = add_node(builder);
    char *copy = tb_arena_alloc(builder->arena, text.len);
    if (!node || !copy)
        return false;
    memcpy(copy, text.ptr, text.len);
    node->text = (struct tb_str){copy, text.len};
    return true;
}

enum tb_status tb_xml_tree(struct tb_str part, struct tb_str name, struct tb_arena *arena,
                           struct tb_xml_node **root, struct tb_error *error)
{
    struct builder builder = {.arena = arena};
    const struct tb_xml_handlers handlers = {tree_begin, tree_end, tree_text, &builder};
    enum tb_status status = tb_xml_walk(part, name, &handlers, error);
    if (status == TB_OK)
        *root = builder.root;
    return status;
}

bool tb_xml_is(const struct tb_xml_node *node, const char *name)
{
    return node && tb_str_eq(node->name, tb_str_of(name));
}

const struct tb_xml_node *tb_xml_child(const struct tb_xml_node *node, const char *name)
{
    const struct tb_xml_node *child = node ? node->first : NULL;
    while (child && !tb_xml_is(child, name))
        child = child->next;
    return child;
}

struct tb_str tb_xml_value(const struct tb_xml_node *node, const char *name)
{
    const struct tb_xml_node *child = tb_xml_child(node, name);
    return child ? tb_xml_get(child->attributes, "val") : TB_STR("");
}
