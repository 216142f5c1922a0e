/*
 * verbs.h - what the program can be asked to do; one file and one function for each.
 */
#ifndef TB_CLI_VERBS_H
#define TB_CLI_VERBS_H

#include "cli/options.h"
#include "cli/output.h"

/* What every verb works with. */
struct tb_cli {
    struct tb_options options;
    enum tb_lang lang;    /* of this run, as far as no report decides it */
    bool lang_is_settled; /* by --lang or the locale: reports have no say */
    bool color;           /* of standard output */
    bool progress;        /* standard error is a terminal */
    size_t width;
    struct tb_outcome outcome;
    struct tb_output output;
};

struct tb_verb_info {
    const char *name;
    const char *arguments;         /* of the usage line */
    unsigned most;                 /* how many of them */
    const char *zh, *en;           /* one line */
    const char *more_zh, *more_en; /* the rest of its help page */
    void (*run)(struct tb_cli *cli);
};
extern const struct tb_verb_info tb_verb_table[TB_VERB_END];

/* The name's verb; TB_VERB_END: none. */
enum tb_verb tb_verb_find(struct tb_str name);

/* A screen on the output in the run's language. */
struct tb_screen tb_cli_screen(struct tb_cli *cli);

void tb_verb_check(struct tb_cli *cli);
void tb_verb_show(struct tb_cli *cli);
void tb_verb_diff(struct tb_cli *cli);
void tb_verb_extract(struct tb_cli *cli);
void tb_verb_plugins(struct tb_cli *cli);
void tb_verb_test(struct tb_cli *cli);
void tb_verb_new(struct tb_cli *cli);
void tb_verb_suggest(struct tb_cli *cli);
void tb_verb_explain(struct tb_cli *cli);
void tb_verb_history(struct tb_cli *cli);
void tb_verb_export(struct tb_cli *cli);
void tb_verb_run(struct tb_cli *cli);
void tb_verb_repl(struct tb_cli *cli);
void tb_verb_fetch(struct tb_cli *cli);
void tb_verb_doctor(struct tb_cli *cli);
void tb_verb_help(struct tb_cli *cli);

#endif
