/*
 * bridge_run.h - one run of another program in a folder of its own. Used by bridge.c alone.
 */
#ifndef TB_HOST_BRIDGE_RUN_H
#define TB_HOST_BRIDGE_RUN_H

#include "host/bridge.h"

struct tb_bridge_run {
    const char *program;    /* path */
    char *const *arguments; /* as for execv */
    const char *folder;     /* its home: the only place it may write to */
    const char *printed;    /* name in the folder for what it prints */
    struct tb_bridge_limits limits;
};

/* Runs it to its end. TB_EFORMAT: it failed, crashed or took too long, as the message says. */
enum tb_status tb_bridge_run(const struct tb_bridge_run *run, struct tb_error *error) TB_NODISCARD;

#endif
