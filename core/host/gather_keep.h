/*
 * gather_keep.h - taking over what waited. Private to gather.c and gather_keep.c.
 */
#ifndef TB_HOST_GATHER_KEEP_H
#define TB_HOST_GATHER_KEEP_H

#include "host/gather.h"

/* Our own memory is at an end: the run stops. */
void tb_gather_no_memory(struct tb_gather *gather);

/* Takes over what waited: all of it, or after a failure only what was printed and the cases. */
enum tb_status tb_gather_keep(struct tb_gather *gather, struct tb_crew *crew, bool failed,
                              struct tb_error *error);

#endif
