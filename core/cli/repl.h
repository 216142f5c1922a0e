/*
 * repl.h - a session of tongbao repl: its lines, and its commands, which begin with a colon.
 */
#ifndef TB_CLI_REPL_H
#define TB_CLI_REPL_H

#include "cli/script.h"
#include "repl/repl.h"

struct tb_repl {
    struct tb_session session;
    const struct tb_repl_module *module; /* NULL: lines are read plainly */
    struct tb_editor *editor;
    bool terminal, ended;
    struct {
        struct tb_str *at;
        size_t count, room;
    } lines;             /* that went well */
    struct tb_buf input; /* of standard input, read plainly */
    size_t taken;        /* bytes of it that were a line */
    struct tb_buf typed; /* a chunk that is not finished */
    struct tb_buf each;  /* what :each was last given; empty: nothing */
};

/* Runs a chunk behind the lines of the session; what it shows goes to `shown` (NULL: the output). True:
 * it went well. */
bool tb_repl_run(struct tb_repl *repl, struct tb_str code, struct tb_buf *shown);

/* ":check", ":each …", … */
void tb_repl_command(struct tb_repl *repl, struct tb_str line);

/* A tb_editor_setup.complete. */
void tb_repl_complete(void *user, struct tb_str line, size_t *from, struct tb_buf *names);

#endif
