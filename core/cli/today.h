/*
 * today.h - the day a run takes for today: --now, else the clock's, in the zone bulletins are dated in
 * (Asia/Shanghai, which has kept UTC+8 since 1991). The one place of check that reads the clock.
 */
#ifndef TB_CLI_TODAY_H
#define TB_CLI_TODAY_H

#include "cli/options.h"

struct tb_day tb_today(const struct tb_options *options);

/* When that day began: seconds since 1970 UTC. What os.time() says to plugins, so that the runs of a day
 * say the same. */
int64_t tb_today_began(const struct tb_options *options);

#endif
