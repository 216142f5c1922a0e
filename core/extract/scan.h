/*
 * scan.h - the state of one pass over a text, shared by the files that make up the scan:
 * quantities.c walks the text, scope.c keeps what words and marks said, meaning.c turns a figure into
 * a quantity. Nobody else includes it.
 */
#ifndef TB_EXTRACT_SCAN_H
#define TB_EXTRACT_SCAN_H

#include "extract/figures.h"
#include "extract/quantities.h"

enum { TB_SCAN_DEPTH = 8, TB_SCAN_LIST = 32 };

/* What a ratio is, by the last word that said so. */
enum tb_rate { TB_RATE_LEVEL, TB_RATE_GROWTH, TB_RATE_FALL, TB_RATE_SHARE };

/* How far the figures are parts of one before: behind 含, 其中 and 其中：. */
enum tb_parts { TB_PARTS_NONE, TB_PARTS_OF_CLAUSE, TB_PARTS_TO_SEMICOLON, TB_PARTS_OF_SENTENCE };

/* What holds for the figures and dates that follow. Brackets have a scope of their own. */
struct tb_scope {
    uint32_t cues; /* bits 1 << enum tb_cue that stand in this clause */
    enum tb_rate rate;
    size_t clause_from;
    uint32_t clause;     /* number of this clause, from 1 */
    uint32_t cumulative; /* the clause in which 累计, 1-9月 or the like last stood; 0: none */
    bool as_of;          /* 截至 stands in this sentence */
    bool basis;          /* 上年同期 stands in this clause */
    struct tb_period period; /* known: the stretch that stands in this clause */
    size_t period_to;        /* its end */
    bool period_leads;       /* it begins its clause */
    bool period_holds;       /* it was a clause of its own: holds for the sentence */
    enum tb_parts parts;
};

struct tb_scan {
    const struct tb_measures *m;
    struct tb_str text;
    const struct tb_scan_options *options;
    struct tb_arena *arena;
    struct tb_quantities *quantities;
    struct tb_dates *dates;
    size_t first;                /* quantities of this text begin here */
    bool full;                   /* the arena is */
    struct tb_scope now, *outer; /* TB_SCAN_DEPTH of them */
    unsigned depth;
    size_t body_from, body_to; /* the text without blanks around it */
    size_t phrase_from;        /* end of the last mark, figure or date */
    size_t quoted_to;          /* end of the short quotation that we are in */
    size_t near_to, whole_to, as_of_to; /* ends of the last 提高 or 降低, 年度目标, 截至; 0: none */
    bool near_falls;
    struct tb_str metric; /* of the last figure of this sentence */
    struct tb_date_found last_date;
    bool has_last_date;
    struct tb_figure *waiting; /* of a 分别 list, without unit so far; NULL: none was read yet */
    size_t waiting_count;
};

/* A punctuation mark that ends at `to`; returns where the scan goes on. */
size_t tb_scan_mark(struct tb_scan *scan, uint32_t mark, size_t to);

/* A cue between `from` and `to`. */
void tb_scan_cue(struct tb_scan *scan, enum tb_cue cue, size_t from, size_t to);

/* A date or stretch of time. */
void tb_scan_date(struct tb_scan *scan, const struct tb_date_found *found);

/* A figure that has passed all doubts becomes a quantity. */
void tb_scan_quantity(struct tb_scan *scan, const struct tb_figure *figure);

/* A rank `place` between `from` and `to`; `within`: 前10名, the place or better. */
void tb_scan_rank(struct tb_scan *scan, size_t from, size_t to, struct tb_decimal place,
                  bool within);

/* 持平: growth of nothing. */
void tb_scan_flat(struct tb_scan *scan, size_t from, size_t to);

static inline bool tb_scan_has(const struct tb_scan *scan, enum tb_cue cue)
{
    return scan->now.cues >> cue & 1;
}

#endif
