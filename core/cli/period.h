/*
 * period.h - periods and days as people write them on the command line.
 */
#ifndef TB_CLI_PERIOD_H
#define TB_CLI_PERIOD_H

#include "cli/screen.h"
#include "model/report.h"

/* Reads "2021Q3", "2021Q1-3" (the first three quarters), "2021H1", "2021M08", "2021M01-08", "2021",
 * "2021-10-31"; without the year where `year` is not 0. False: it is none of these. */
bool tb_period_read(struct tb_str text, int year, struct tb_period *out);

/* Reads "2021-10-31". False: not a day of the calendar. */
bool tb_day_read(struct tb_str text, struct tb_day *out);

/* The name people use: "2021年前三季度", "quarters 1 to 3 of 2021"; for an unknown one "". */
enum { TB_PERIOD_NAME = 64 };
const char *tb_period_name(const struct tb_period *period, enum tb_lang lang,
                           char room[TB_PERIOD_NAME]);

#endif
