/*
 * document.h - a document: its paragraphs and tables in the order of the page.
 */
#ifndef TB_OOXML_DOCUMENT_H
#define TB_OOXML_DOCUMENT_H

#include "base/buf.h"
#include "ooxml/parts.h"
#include "ooxml/xml.h"

enum tb_status tb_document_read(struct tb_parts *parts, struct tb_str part, struct tb_buf *paper,
                                struct tb_error *error) TB_NODISCARD;

/* ---- numbers of lists (numbering.c) ---- */

enum { TB_LEVELS = 9 };

struct tb_numbering {
    struct tb_arena *arena;
    const struct tb_xml_node *root; /* numbering.xml; NULL: there is none */
    struct {
        struct tb_counter {
            uint32_t id; /* numId */
            const struct tb_xml_node *levels[TB_LEVELS];
            uint32_t at[TB_LEVELS];
            bool begun[TB_LEVELS];
        } * at;
        size_t count, room;
    } counters;
};

/* Adds the next number of a list, as the page shows it, to `text`. False: the arena is full. */
bool tb_numbering_next(struct tb_numbering *numbering, uint32_t id, uint32_t level,
                       struct tb_buf *text);

#endif
