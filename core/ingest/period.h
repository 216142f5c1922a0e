/*
 * period.h - for which time a title or a column speaks (domain: lexicon/periods.tsv).
 */
#ifndef TB_INGEST_PERIOD_H
#define TB_INGEST_PERIOD_H

#include "ingest/fold.h"
#include "ingest/knowledge.h"

/* The first year in a title: one before 年 wins over a bare number. 0: none. */
int tb_title_year(struct tb_str folded);

/* The period of a title; known false: it names none, or an impossible one. `year` (0: unknown) goes
 * into from and to. */
struct tb_period tb_title_period(const struct tb_ingest *know, struct tb_str title, int year);

/* Takes the words of time out of a folded header. *in_part: one of them names a part of the year. */
void tb_header_strip(const struct tb_ingest *know, struct tb_folded *header, bool *in_part);

/* First and last day of a period whose kind and index are known; false: there is none. */
bool tb_period_days(struct tb_period *period, int year);

#endif
