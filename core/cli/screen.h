/*
 * screen.h - text for people: the language, colours, and foreign text made harmless. Everything goes
 * into a buffer; who prints it is output.h's affair. Text of files and plugins never reaches a
 * terminal unfiltered: control characters are shown as pictures, invisible and direction-changing
 * ones by number.
 */
#ifndef TB_CLI_SCREEN_H
#define TB_CLI_SCREEN_H

#include "base/buf.h"

enum tb_lang { TB_LANG_ZH, TB_LANG_EN };

enum tb_style { TB_PLAIN, TB_BOLD, TB_DIM, TB_RED, TB_YELLOW, TB_BLUE, TB_GREEN, TB_STYLE_END };

struct tb_screen {
    struct tb_buf *out;
    enum tb_lang lang;
    bool color;
    size_t width; /* columns of a line */
};

/* The one of two texts that belongs to the language. */
const char *tb_pick(enum tb_lang lang, const char *zh, const char *en);

/* printf in the screen's language, both formats with the same arguments in the same order. What
 * comes out is filtered like foreign text, except for line ends in it. */
void tb_say(struct tb_screen *screen, const char *zh, const char *en, ...) TB_PRINTF(2, 4)
    TB_PRINTF(3, 4);

/* From here on in `style`; TB_PLAIN ends it. Nothing without colour. */
void tb_style(struct tb_screen *screen, enum tb_style style);

/* A foreign text on one line: line ends too are shown as pictures. */
void tb_put(struct tb_screen *screen, struct tb_str text);

/* A foreign text with its lines and tabs. */
void tb_put_lines(struct tb_screen *screen, struct tb_str text);

/* Bytes of an export, as they are but for commands of the terminal: control characters are shown as their
 * pictures (U+2400…). */
void tb_put_bytes(struct tb_buf *out, struct tb_str bytes);

void tb_put_spaces(struct tb_screen *screen, size_t count);

/* How one code point is shown. */
struct tb_glyph {
    char text[12];
    size_t len;     /* bytes of `text` */
    size_t columns; /* of the terminal: 0 for marks that combine, 2 for Chinese */
    uint32_t code;
    size_t bytes; /* of the code point in the source text */
};
struct tb_glyph tb_glyph_at(struct tb_str text, size_t at);

/* Columns that `text` takes when put. */
size_t tb_columns(struct tb_str text);

/* Puts what fits into `columns`, with an ellipsis where something was cut; returns columns used. */
size_t tb_put_cut(struct tb_screen *screen, struct tb_str text, size_t columns);

#endif
