/*
 * repl.h - lines from a terminal, edited: what the module `repl` gives to the program.
 */
#ifndef TB_REPL_REPL_H
#define TB_REPL_REPL_H

#include "base/buf.h"

enum { TB_REPL_VERSION = 1, TB_LINE_MAX = 1 << 20 /* bytes of one line */ };

struct tb_editor;

/* What an editor is told when it is opened; all borrowed. */
struct tb_editor_setup {
    const char *history; /* the file of earlier lines; NULL: none is kept */
    /* Appends the names that may stand where the last word of `line` stands, a line each, whole words;
     * stores in *from where that word begins. */
    void (*complete)(void *user, struct tb_str line, size_t *from, struct tb_buf *names);
    void *user;
};

enum tb_line { TB_LINE_READ, TB_LINE_END, TB_LINE_INTERRUPTED };

struct tb_repl_module {
    unsigned version;
    struct tb_editor *(*open)(
        const struct tb_editor_setup *setup); /* NULL: no terminal, no memory */
    /* Reads a line, without its end; `out` lives until the next call. */
    enum tb_line (*read)(struct tb_editor *editor, const char *prompt, struct tb_str *out);
    void (*close)(struct tb_editor *editor);
};

/* What as_module.c exports, for tests too. */
struct tb_editor *tb_editor_open(const struct tb_editor_setup *setup);
enum tb_line tb_editor_read(struct tb_editor *editor, const char *prompt, struct tb_str *out);
void tb_editor_close(struct tb_editor *editor);

#endif
