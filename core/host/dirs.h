/*
 * dirs.h - the folders of a user and of the program. The only place of the program's core that reads
 * the environment for them (XDG Base Directory Specification 0.8).
 */
#ifndef TB_HOST_DIRS_H
#define TB_HOST_DIRS_H

#include "base/arena.h"

/* Absolute paths with a NUL behind them; ptr NULL: not known (no HOME, no /proc). */
struct tb_dirs {
    struct tb_str
        config; /* $XDG_CONFIG_HOME/tongbao, else ~/.config/tongbao: the user's tongbao.lua */
    struct tb_str state;   /* $XDG_STATE_HOME/tongbao, else ~/.local/state/tongbao: grants */
    struct tb_str program; /* where the executable is */
};

/* In `arena`. A variable that is empty or no absolute path counts as unset, as the specification
 * says. */
struct tb_dirs tb_dirs_find(struct tb_arena *arena);

#endif
