/*
 * differ_data.h - what differ.c has read, for the files of this layer. Nobody else includes it.
 */
#ifndef TB_DIFF_DIFFER_DATA_H
#define TB_DIFF_DIFFER_DATA_H

#include "diff/differ.h"

struct tb_differ {
    uint32_t weights[TB_ROLE_END]; /* of columns */
    double pair_least, pair_sure, pair_margin, far_margin, share_least;
};

#endif
