/* run.c - see run.h. */
#include "host/run.h"

struct tb_limits tb_run_limits(const struct tb_run *run, bool bundled)
{
    struct tb_limits limits = run->limits;
    if (bundled)
        limits.memory *= 4;
    return limits;
}
