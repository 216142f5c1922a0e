/*
 * book.h - a workbook: what its sheets share, and its sheets one after another.
 */
#ifndef TB_OOXML_BOOK_H
#define TB_OOXML_BOOK_H

#include "base/buf.h"
#include "ooxml/parts.h"
#include "ooxml/xml.h"

struct tb_book {
    struct tb_parts *parts;
    struct tb_arena *arena;
    struct tb_buf *paper;
    struct {
        struct tb_str *at;
        size_t count, room;
    } strings; /* shared ones */
    struct {
        struct tb_str *at; /* codes of formats */
        size_t count, room;
    } styles; /* of cells, by their number */
    bool from_1904;
};

/* Puts the visible sheets of the workbook in `part` onto the paper. */
enum tb_status tb_book_read(struct tb_parts *parts, struct tb_str part, struct tb_buf *paper,
                            struct tb_error *error) TB_NODISCARD;

/* One sheet, as table number `table` named `name`. */
enum tb_status tb_sheet_read(struct tb_book *book, struct tb_str part, struct tb_str name,
                             uint32_t table, struct tb_error *error) TB_NODISCARD;

/* Text in pieces, as strings of workbooks have it: runs one behind the other, the readings above
 * characters left out, _x000A_ as the character it stands for. */
struct tb_runs {
    struct tb_buf text;
    unsigned phonetic; /* elements of readings that are open */
    bool in_text;
};
void tb_runs_begin(struct tb_runs *runs, struct tb_str name);
void tb_runs_end(struct tb_runs *runs, struct tb_str name);
void tb_runs_text(struct tb_runs *runs, struct tb_str text);
/* The text so far, copied; the runs are empty then. ptr NULL: no memory. */
struct tb_str tb_runs_take(struct tb_runs *runs, struct tb_arena *arena);

#endif
