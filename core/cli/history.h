/*
 * history.h - the parts of tongbao history, a file for each; history.c says which is asked for.
 */
#ifndef TB_CLI_HISTORY_H
#define TB_CLI_HISTORY_H

#include "cli/bars.h"
#include "cli/setup.h"
#include "host/past.h"

enum { TB_HISTORY_ARENA = 1 << 30 }; /* bytes: for a chain of large bulletins, unpacked */

/* What every part works with. */
struct tb_history_verb {
    struct tb_cli *cli;
    struct tb_setup setup;
    struct tb_str dir; /* WORKSPACE/history */
    struct tb_history history;
    char **names; /* the arguments behind the part's name */
    size_t name_count;
};

/* Reads the history anew, after it was changed. */
enum tb_status tb_history_verb_open(struct tb_history_verb *verb,
                                    struct tb_error *error) TB_NODISCARD;

/* A problem, with the exit status that belongs to it: what the user wrote, what could not be written,
 * what could not be read. `writing`: the history was to be changed. */
void tb_history_verb_told(struct tb_history_verb *verb, const struct tb_error *error, bool writing);

/* The entries of the series named by the arguments, all where there are none: marked in `chosen`, which
 * has room for all. False: there is no such series; told. */
bool tb_history_verb_choose(struct tb_history_verb *verb, bool *chosen);

void tb_history_verb_add(struct tb_history_verb *verb);
void tb_history_verb_list(struct tb_history_verb *verb);
void tb_history_verb_show(struct tb_history_verb *verb);
void tb_history_verb_restore(struct tb_history_verb *verb);
void tb_history_verb_verify(struct tb_history_verb *verb);
void tb_history_verb_repair(struct tb_history_verb *verb);
void tb_history_verb_prune(struct tb_history_verb *verb);
void tb_history_verb_export(struct tb_history_verb *verb);
void tb_history_verb_import(struct tb_history_verb *verb);

/* Writes a file, synced; TB_EIO names it and what failed. */
enum tb_status tb_history_write_file(const char *path, struct tb_str bytes,
                                     struct tb_error *error) TB_NODISCARD;

/* --- one snapshot as it is printed (history_row.c) ----------------------------------------------- */

struct tb_history_row {
    const struct tb_entry *entry;
    struct tb_str name; /* "linzi@2021Q3" */
    enum tb_soundness soundness;
    const char *outcome; /* of adding: "new", "seen", "healed"; NULL: not added */
    bool was_read;       /* what follows is known */
    struct tb_str title;
    size_t items, labels[TB_LABEL_END + 1]; /* the last: without a status */
};

/* One row for each entry in `chosen`, with what the heads say, in the order of series and time. NULL:
 * the arena is full. */
struct tb_history_row *tb_history_rows(struct tb_history_verb *verb, const bool *chosen,
                                       size_t *count);

size_t tb_history_row_progress(const struct tb_history_row *row, enum tb_progress progress);

/* "sound", "one byte damaged, can be read", … */
const char *tb_soundness_word(enum tb_soundness soundness, enum tb_lang lang);

/* docs/formats/history.md: one document, or with --format ndjson a line for each. */
void tb_history_put_json(struct tb_history_verb *verb, const struct tb_history_row *rows,
                         size_t count);

#endif
