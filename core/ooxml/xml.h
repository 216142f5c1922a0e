/*
 * xml.h - walking through a part with expat. Names come without their prefix, for which writers choose
 * what they like. A document type is refused, since no office part has one and it is what makes XML
 * dangerous; so is a part that nests too deep.
 */
#ifndef TB_OOXML_XML_H
#define TB_OOXML_XML_H

#include "base/list.h"

enum { TB_XML_DEPTH = 256 };

struct tb_xml_attributes {
    const char *const *at; /* name, value, … NULL */
};
/* The value of an attribute by its name without prefix; empty where there is none. */
struct tb_str tb_xml_get(struct tb_xml_attributes attributes, const char *name);
bool tb_xml_has(struct tb_xml_attributes attributes, const char *name);
/* As a number; `other` where there is none or it is no number. */
uint32_t tb_xml_number(struct tb_xml_attributes attributes, const char *name, uint32_t other);
/* A switch: there and not 0, false or off; `other` where it is not there. */
bool tb_xml_switch(struct tb_xml_attributes attributes, const char *name, bool other);

struct tb_xml_handlers {
    /* False ends the walk with the status that the handler left in `status` of the walk. */
    bool (*begin)(void *user, struct tb_str name, struct tb_xml_attributes attributes);
    bool (*end)(void *user, struct tb_str name);
    bool (*text)(void *user, struct tb_str text);
    void *user;
};

/* TB_EFORMAT: not well-formed, or not allowed, with the part's name; TB_ELIMIT: a handler returned false,
 * which it does only when the arena is full. */
enum tb_status tb_xml_walk(struct tb_str part, struct tb_str name,
                           const struct tb_xml_handlers *handlers,
                           struct tb_error *error) TB_NODISCARD;

/* ---- a part as a tree ---- */

struct tb_xml_node {
    struct tb_str name; /* empty: a text */
    struct tb_str text;
    struct tb_xml_attributes attributes;
    struct tb_xml_node *parent, *first, *last, *next;
};

enum tb_status tb_xml_tree(struct tb_str part, struct tb_str name, struct tb_arena *arena,
                           struct tb_xml_node **root, struct tb_error *error) TB_NODISCARD;

bool tb_xml_is(const struct tb_xml_node *node, const char *name);
/* The first child of this name; NULL: none, or `node` is NULL. */
const struct tb_xml_node *tb_xml_child(const struct tb_xml_node *node, const char *name);
/* The attribute `val` of the child of this name. */
struct tb_str tb_xml_value(const struct tb_xml_node *node, const char *name);

#endif
