/*
 * made.h - files that a library makes: workbooks, databases, packages. An export says what is to be in
 * them, record by record; a module (module.h) drives the library. Here are the records, both ways, and
 * what such a module exports. The reader trusts nothing.
 *
 * A record is u8 kind, u32 length, values; a value is u8 type and, by type, nothing, 1 byte, 8 bytes
 * little-endian, or u32 length and bytes of UTF-8. What the values of a kind are:
 *
 * TB_MADE_SHEET  name, title over its header (none: no such line); then for each column
 *                TB_MADE_COLUMN_VALUES of them. Without columns: rows go to the sheet of that name from now
 *                on.
 * TB_MADE_ROW    the cells of a row of the sheet
 * TB_MADE_CHART  form (bar, column, line), title, sheet it stands on, row and column there, from 0;
 *                then of the categories and of the values: sheet, column, first row, last row, from 0
 * TB_MADE_VIEW   name, the SELECT it stands for
 * TB_MADE_PART   name, bytes
 */
#ifndef TB_BASE_MADE_H
#define TB_BASE_MADE_H

#include "base/buf.h"

enum tb_made_kind {
    TB_MADE_SHEET = 1,
    TB_MADE_ROW,
    TB_MADE_CHART,
    TB_MADE_VIEW,
    TB_MADE_PART,
    TB_MADE_END
};

/* Of a column: its name (for programs), its title (for people), its type (text, number, integer,
 * percent, link), its width in digits, whether its text is wrapped, whether it is part of the key, the
 * choices its cells have (lines; empty: any), the "sheet.column" it refers to (empty: none). */
enum { TB_MADE_COLUMN_VALUES = 8 };

enum tb_made_type {
    TB_MADE_NONE,
    TB_MADE_BOOL,
    TB_MADE_INTEGER,
    TB_MADE_NUMBER,
    TB_MADE_TEXT,
    TB_MADE_TYPE_END
};
struct tb_made_value {
    enum tb_made_type type;
    bool on;
    int64_t integer;
    double number;
    struct tb_str text; /* "" for other types; borrowed from the record */
};

enum {
    TB_MADE_VALUES_MAX = 8192,    /* of one record */
    TB_MADE_RECORD_MAX = 64 << 20 /* bytes of one record */
};
struct tb_made {
    enum tb_made_kind kind;
    size_t count;
    struct tb_made_value at[TB_MADE_VALUES_MAX];
};

/* Appends a record: begin gives what end wants. */
size_t tb_made_begin(struct tb_buf *out, enum tb_made_kind kind);
void tb_made_put_none(struct tb_buf *out);
void tb_made_put_bool(struct tb_buf *out, bool value);
void tb_made_put_integer(struct tb_buf *out, int64_t value);
void tb_made_put_number(struct tb_buf *out, double value);
void tb_made_put_text(struct tb_buf *out, struct tb_str value);
void tb_made_end(struct tb_buf *out, size_t begun);

/* Takes the first record off `input`. *complete false: more bytes are needed. TB_EFORMAT: no record. */
enum tb_status tb_made_next(struct tb_str *input, struct tb_made *out, bool *complete,
                            struct tb_error *error) TB_NODISCARD;

/* The value as text, of which `cap` bytes go into `room`, NUL behind them and none among them: for
 * libraries that want C strings. Never cuts within a character. Returns its length. */
size_t tb_made_chars(const struct tb_made_value *value, char *room, size_t cap);

/* What a module exports. */
enum { TB_MAKER_VERSION = 1 };
struct tb_maker_module {
    unsigned version; /* TB_MAKER_VERSION */
    /* Begins a file at `path`, where nothing is yet. *out is owned by the caller until `close`. */
    enum tb_status (*open)(const char *path, void **out, struct tb_error *error);
    /* TB_EFORMAT: it has no place for such a record, or a record is not as it should be; TB_ELIMIT: it
     * cannot hold so much; TB_EIO. The file is then lost, but `close` must still be called. */
    enum tb_status (*take)(void *file, const struct tb_made *record, struct tb_error *error);
    /* Ends the file and frees all there is; `keep` false: nobody wants it. *cut: how many texts were too
     * long for it and were cut, which each of them says at its end. */
    enum tb_status (*close)(void *file, bool keep, size_t *cut, struct tb_error *error);
};

#endif
