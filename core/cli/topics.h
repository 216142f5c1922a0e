/*
 * topics.h - what else help prints, all made from the tables of verbs and options: completions, pages
 * for man, and what has a word in it.
 */
#ifndef TB_CLI_TOPICS_H
#define TB_CLI_TOPICS_H

#include "cli/verbs.h"

/* A script for bash, zsh or fish that asks the program what may come next. False: no such shell. */
bool tb_put_completions(struct tb_screen *screen, struct tb_str shell);

/* What may stand in place of the last of `words`, a line each with a tab and what it is; the words are
 * those of a command line behind the program's name. ":files" and ":folders" stand for the shell's own.
 * Whatever is wrong with workspace or history only means fewer. */
void tb_put_candidates(struct tb_cli *cli, char **words, size_t count);

/* The page for man of a verb, of the program for TB_VERB_END: roff, in the screen's language. */
void tb_put_man(struct tb_screen *screen, enum tb_verb verb);

/* Verbs, options and checks that have `word` in name or meaning, in either language. False: none. */
bool tb_put_search(struct tb_cli *cli, struct tb_str word);

/* A name on the left, what it means on the right. */
void tb_put_entry(struct tb_screen *screen, struct tb_str name, size_t width,
                  struct tb_str meaning);

#endif
