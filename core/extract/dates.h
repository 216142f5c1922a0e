/*
 * dates.h - reads one date or stretch of time: 2021年9月30日 · 9月底 · 10月上旬 · 6月17日至7月24日 ·
 * 1-9月 · 前三季度 · 上半年 · 年内 · 2022年底 · 2021-09-30. A date without a year takes that of the
 * calendar. 底 and 末 of a month are its days from the 21st on; of a year, December; 初 are the first
 * ten days, and January.
 */
#ifndef TB_EXTRACT_DATES_H
#define TB_EXTRACT_DATES_H

#include "extract/measures.h"
#include "model/report.h"

/* What a date without a year, 今年 or 本季度 refers to. */
struct tb_calendar {
    int year; /* 0: unknown */
    struct tb_period period;
};

enum tb_date_shape {
    TB_SHAPE_POINT,   /* something can happen on it or be due by it */
    TB_SHAPE_STRETCH, /* a quarter, half, year, 1-9月: the period of figures */
    TB_SHAPE_NOW,     /* 目前, 至今 */
    TB_SHAPE_BASIS    /* 上年同期: a basis of comparison, no date */
};

struct tb_date_found {
    size_t from, to;
    struct tb_day start, end; /* year 0 where it is unknown */
    enum tb_date_shape shape;
    struct tb_period period; /* known for stretches and whole months */
    bool due;                /* 年内, 年底: by its nature a deadline */
};

/* The date that begins with the number at `at` whose end is `number_to`; false: none. `last` is the
 * date read before it or NULL: the 9日 of 2日、9日 takes its month. */
bool tb_date_at_number(const struct tb_measures *measures, const struct tb_calendar *calendar,
                       struct tb_str text, size_t at, size_t number_to,
                       const struct tb_date_found *last, struct tb_date_found *out);

/* The date that begins with `word`, which ends at `word_to`. */
bool tb_date_at_word(const struct tb_measures *measures, const struct tb_calendar *calendar,
                     struct tb_str text, size_t at, size_t word_to, const struct tb_word *word,
                     struct tb_date_found *out);

/* The quarter behind 第 or 前 at `at`: 第三季度, 前三季度, 前3个季度. */
bool tb_quarter_at(const struct tb_measures *measures, const struct tb_calendar *calendar,
                   struct tb_str text, size_t at, struct tb_date_found *out);

#endif
