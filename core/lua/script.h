/*
 * script.h - an analyst's script inside a worker: a chunk that is given bulletins, whose results are
 * shown. What it prints and returns leaves as TB_RECORD_OUTPUT, in one stream.
 */
#ifndef TB_LUA_SCRIPT_H
#define TB_LUA_SCRIPT_H

#include "lua/plugin.h"

enum tb_script_form {
    TB_SCRIPT_TEXT,  /* for people: aligned */
    TB_SCRIPT_JSON,  /* every value returned, indented */
    TB_SCRIPT_NDJSON /* a value a line; a list that is returned, an element a line */
};

struct tb_script {
    const struct tb_report *const *reports;
    const struct tb_past *const *pasts; /* per report; NULL: none is known */
    size_t report_count;
    const char *const *args; /* what `arg` and ... are */
    size_t arg_count;
    enum tb_script_form form;
    size_t width; /* columns of a line, for text */
    const struct tb_str
        *before; /* lines that are run first, and show nothing: a session is its lines */
    size_t before_count;
    bool is_line; /* one line of a command line: may be an expression, without return */
};

/* Name `index` that a script may use; NULL: there are no more. `member`: of what stands behind a dot or
 * colon, else of what stands alone. */
const char *tb_script_name(bool member, size_t index);

/* Compiles the file and gives it its names: reports, bulletin, item, arg and the library of plugins.
 * Appends TB_RECORD_DECLARED (an empty object) or TB_RECORD_FAILED to `out`. True: it can run. */
bool tb_script_load(struct tb_sandbox *sandbox, const struct tb_plugin_file *file, uint32_t index,
                    const struct tb_script *script, struct tb_buf *out);

/* Runs it once: TB_RECORD_OUTPUT frames of report 0, then TB_RECORD_COMMIT; or TB_RECORD_FAILED. */
void tb_script_run(struct tb_sandbox *sandbox, uint32_t index, const struct tb_script *script,
                   struct tb_buf *out, tb_flush_fn flush, void *user);

#endif
