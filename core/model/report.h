/*
 * report.h - a bulletin in memory: plain structs, built once, then frozen. Everything a report
 * points at lives in one arena (and the decoded source text, which is in it too) and is never
 * changed after the freeze; workers read it through copy-on-write memory.
 *
 * Text is kept as slices. A cell whose text needed no repair is a slice of the decoded source.
 * Positions inside the program are byte offsets into a cell's clean text; JSON and people get code
 * points (model/place.h).
 *
 * The names are those of the JSON form (docs/formats/report.md).
 */
#ifndef TB_MODEL_REPORT_H
#define TB_MODEL_REPORT_H

#include "base/arena.h"
#include "base/decimal.h"
#include "model/names.h"

enum { TB_NO_COLUMN = 0xFFFF };
#define TB_NONE UINT32_MAX /* "no such index" */

/* A day; year 0: unknown. */
struct tb_day {
    int16_t year;
    uint8_t month, day; /* 1-based */
};

struct tb_period {
    bool known;
    enum tb_period_kind kind;
    uint8_t
        index; /* 3 for the third quarter, 9 for months 1 to 9, 1 or 2 for a half year; else 0 */
    struct tb_day from, to; /* inclusive */
};

/* One cell of the table. `text` is clean: tags removed, entities decoded, breaks as \n, nothing
 * trimmed. `raw` is where it stands in the decoded source (NULL where a container has none). */
struct tb_cell {
    const char *text, *raw;
    uint32_t text_len, raw_len;
    uint32_t line; /* 1-based line of the source on which the raw cell begins; 0: none */
    /* 1 unless merged. A place covered by a merged cell has 0: rowspan for one above, colspan for one to
     * the left. An item's row repeats the text of the one above (`inherited`). */
    uint16_t rowspan, colspan;
};

/* What a row is. Readers of text forms cannot know; those of containers say it. */
enum tb_row_kind {
    TB_ROW_PLAIN,     /* a line of a text form, of the page or of its table */
    TB_ROW_LINE,      /* text outside tables, one cell */
    TB_ROW_TABLE,     /* of table number `table` */
    TB_ROW_HEADING,   /* a heading of the page or the caption of a table, one cell */
    TB_ROW_TITLE,     /* what the container says its title is, one cell */
    TB_ROW_META,      /* what it says about itself: key and value */
    TB_ROW_FURNITURE, /* menus, footers and the like of a page, one cell */
    TB_ROW_LINK,      /* a link of the page: text, address, its own title, line and heading that it
                       * stands in; `number` 1: within a line, 2: within a table */
    TB_ROW_HEADER,    /* the header of a table, made of its levels; in views only */
    TB_ROW_KIND_END
};

/* One row of the grid as the reader saw it: cells in order, as many as it has. */
struct tb_row {
    const struct tb_cell *cells;
    uint32_t count;
    uint32_t line;
    struct tb_str part; /* "sheet1" and the like; ptr NULL in text forms */
    uint32_t number;    /* 1-based in its part, as in "B7"; 0 in text forms */
    uint32_t table;     /* 1-based; 0: of none, or of a text form */
    enum tb_row_kind kind;
    uint32_t left; /* columns of its part that stand before its first cell */
};

struct tb_grid {
    struct tb_row *rows;
    size_t count;
};

struct tb_column {
    struct tb_str header; /* levels joined by '/'; "" where the header cell is empty */
    enum tb_role role;
};

/* A part of a cell's clean text, in bytes, half-open. */
struct tb_span {
    uint32_t from, to;
    uint16_t column; /* index into the report's columns */
};

struct tb_unit {
    struct tb_str name; /* repaired and without marks */
    enum tb_unit_role role;
    enum tb_unit_basis basis;
    struct tb_span span; /* its characters in the cell, as written */
};

struct tb_person {
    struct tb_str name, role;
    struct tb_span span;
};

struct tb_quantity {
    struct tb_span span;
    struct tb_decimal lo, hi;
    bool has_lo, has_hi;
    struct tb_str unit; /* canonical spelling; ptr NULL: none */
    enum tb_dimension dimension;
    enum tb_comparator comparator;
    enum tb_quantity_kind kind;
    struct tb_str metric; /* the noun phrase measured; a slice of the cell; "" unknown */
    uint8_t hedges;       /* bits 1 << enum tb_hedge */
    bool cumulative;
    struct tb_period period; /* known: the text says which */
    uint32_t parent;         /* index of the figure it is a part of (其中, 含); TB_NONE */
};

struct tb_date {
    struct tb_span span;
    struct tb_day start, end;
    enum tb_date_kind kind;
};

struct tb_reason {
    struct tb_str class; /* a name out of the reason lexicon */
    struct tb_span span;
};

struct tb_adjusted {
    struct tb_span span;
    struct tb_str old_text, new_text; /* ptr NULL: not said */
};

/* A part of a cell's work (1、…; label：…), target and result side by side. */
struct tb_part {
    struct tb_str label;         /* "1", "天辰新材料研究院"; "" for the only part */
    struct tb_span span, target; /* column TB_NO_COLUMN: not there */
    bool has_label;              /* label_is is known */
    enum tb_label label_is;
    struct tb_str stage, target_stage; /* names out of the stage lexicon; ptr NULL: none */
    const uint32_t *reasons, *dates;   /* indices into the item's lists */
    uint32_t reason_count, date_count;
};

/* Why two figures were held against each other, or were not: what the score rests on. */
struct tb_why {
    bool known;
    struct tb_str who, reason; /* a person decided, and why; who.ptr NULL: the score did */
    bool same_unit;            /* else units that may stand for one another */
    double likeness;           /* of what the two measure, 0 to 1 */
    double score;              /* of the pair as a whole */
};
enum { TB_WHY_TEXT = 2048 }; /* bytes, with the NUL */
/* The same in a form of no language: "unit=same likeness=0.85 score=1.02", "pin by=李 reason=…"; ptr
 * NULL: not known. */
struct tb_str tb_why_text(const struct tb_why *why, char room[TB_WHY_TEXT]);

struct tb_rejected {
    uint32_t actual; /* index into quantities */
    struct tb_why why;
};

/* What one clause of the target asks for, and the clauses of the result that speak of the same thing. */
struct tb_demand {
    struct tb_span span;
    bool completion;        /* it asks for something finished or begun, not for effort */
    const uint32_t *claims; /* indices into the item's list, in the order of the text */
    uint32_t claim_count;
};

/* What one clause of the result says. */
struct tb_claim {
    struct tb_span span;
    bool has_label; /* label_is is known: it is no heading, cause or plan */
    enum tb_label label_is;
    uint32_t sentence; /* of the cell, counted from 0 */
};

/* A target held against a result. */
struct tb_pair {
    enum tb_side side;
    uint32_t target, actual; /* indices into quantities; actual TB_NONE: none or implied */
    uint32_t part;           /* TB_NONE: none */
    bool has_attainment, has_expected, has_gap;
    struct tb_decimal attainment, expected, gap_points;
    enum tb_verdict verdict;
    double confidence;
    struct tb_why why;
    const struct tb_rejected *rejected;
    uint32_t rejected_count;
    struct tb_str
        implied; /* what the actual was read from (全部, a list of names); ptr NULL: none */
};

struct tb_member {
    uint32_t item, quantity;
};

/* A published figure recomputed. */
struct tb_relation {
    enum tb_relation_kind kind;
    bool ok;
    const struct tb_member *members;
    uint32_t member_count;
    struct tb_str stated, recomputed;
};

struct tb_noted; /* a judgement of a person, model/finding.h */

struct tb_item_status {
    bool has_label, has_reported;
    enum tb_label label, reported;
    const enum tb_label *accepted;
    uint32_t accepted_count;
    enum tb_attainment attainment;
    enum tb_evidence evidence_quality;
    double confidence;
    const struct tb_str *flags;
    uint32_t flag_count;
    const struct tb_span *evidence;
    uint32_t evidence_count;
};

/* One task of the bulletin: a row of the table and what was read from it. */
struct tb_item {
    struct tb_str id; /* "2021-007"; unique in the report */
    struct tb_str no; /* as printed; ptr NULL: the row has none */
    /* Cells by column; a short row has fewer than the report's columns. A row of the grid, or made from
     * one or several of its rows where merged cells were filled or lines joined. */
    const struct tb_row *row;
    const struct tb_row *published; /* the row before names were hidden (extract/mask.h), only for
                                     * fingerprints; NULL: none were */
    const struct tb_str *section;   /* titles of the sections it stands under, outermost first */
    const struct tb_str *marks;     /* ▲ ★ before the task */
    const uint16_t *inherited;      /* columns filled from a merged cell above */
    uint32_t section_count, mark_count, inherited_count;
    struct tb_unit *units;
    struct tb_person *people;
    struct tb_quantity *quantities;
    struct tb_date *dates;
    struct tb_reason *reasons;
    struct tb_adjusted *adjusted;
    struct tb_part *parts;
    struct tb_demand *demands; /* demands and claims: for the checks, not in the JSON form */
    struct tb_claim *claims;
    struct tb_pair *pairs;
    struct tb_relation *relations;
    uint32_t unit_count, person_count, quantity_count, date_count, reason_count, adjusted_count,
        part_count, demand_count, claim_count, pair_count, relation_count;
    struct tb_item_status status;
    const struct tb_noted *noted; /* what the baseline says of it; for the checks, not in JSON */
    uint32_t noted_count;
};

/* Something the readers mended, with its place; nothing is lost silently. The kinds are listed in
 * docs/formats/repairs.md. One entry a cell and kind; `count` says how often. */
struct tb_repair {
    const char *kind;         /* static: "html-tag", "blank-line", … */
    uint32_t line, column;    /* 1-based, 0: none */
    struct tb_str part, cell; /* ptr NULL in text forms */
    uint32_t count;
    struct tb_str detail;
};

struct tb_source {
    struct tb_str name;   /* as the user gave it */
    struct tb_str bytes;  /* the file as read, for the hash and for giving it back */
    struct tb_str text;   /* decoded: UTF-8, TB_PADDING zero bytes behind it */
    const char *format;   /* "text", "csv", … */
    const char *encoding; /* "UTF-8", "UTF-8-BOM", "UTF-16LE", "UTF-16BE", "GB18030" */
};

/* Where cell texts come from that are neither a slice of the source nor cleaned by model/clean.h: they
 * lie together in base..base+len, and `at` says, rising, at which byte of it a stretch of the source
 * begins. A byte between two of them is so far behind the first, but never beyond the second. */
struct tb_origin {
    uint32_t text, source;
};
struct tb_origins {
    const char *base;
    size_t len;
    const struct tb_origin *at;
    size_t count;
};

/* How the readers came to the report, a line for each decision, for people who ask why. */
struct tb_note {
    const char *zh, *en;            /* what was decided: "编码", "encoding" */
    struct tb_str text_zh, text_en; /* what came out and what it rests on */
};

struct tb_phrases; /* extract/phrases.h */

struct tb_meta {
    struct tb_str key, value;
};

struct tb_report {
    struct tb_source source;
    struct tb_str title, place; /* ptr NULL: unknown */
    int year;                   /* 0: unknown */
    struct tb_period period;
    struct tb_meta *meta;
    struct tb_column *columns;
    struct tb_repair *repairs;
    struct tb_item *items;
    size_t meta_count, column_count, repair_count, item_count;
    uint32_t bulletins;  /* how many the source holds; this one is of them */
    struct tb_grid grid; /* all rows as read, titles and headers too */
    struct tb_origins origins;
    const struct tb_note *notes;
    size_t note_count;
    const struct tb_phrases *hidden_names; /* of extract/mask.h; NULL: no names were hidden */
    /* The first column of each role; TB_NO_COLUMN: none. A table of indicators has no result in words:
     * there the column of actual values is that of the results too. */
    uint16_t column_of[TB_ROLE_END];
};

/* The clean text of an item's cell; "" where the row is short or the column TB_NO_COLUMN. */
struct tb_str tb_item_text(const struct tb_item *item, uint16_t column);
/* The same for the first column of a role. */
struct tb_str tb_item_role(const struct tb_report *report, const struct tb_item *item,
                           enum tb_role role);
/* The cell itself; NULL where there is none. */
const struct tb_cell *tb_item_cell(const struct tb_item *item, uint16_t column);

/* The characters of a span. */
struct tb_str tb_item_quote(const struct tb_item *item, struct tb_span span);

#endif
