/*
 * past.h - the bulletins before one: what changed since the one before it, and that one's own past. Plain
 * links, made by whoever read the reports; they live as long as those.
 */
#ifndef TB_DIFF_PAST_H
#define TB_DIFF_PAST_H

#include "model/change.h"

struct tb_past {
    const struct tb_diff *diff;   /* its new_report is the bulletin whose past this is */
    const struct tb_past *before; /* the past of diff->old_report; NULL: none is known */
};

#endif
