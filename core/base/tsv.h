/*
 * tsv.h - reads knowledge files: one record a line, fields divided by single tabs, every record
 * with as many fields as the file's kind demands (the last one may be left out: the source).
 * A line that begins with # and empty lines are comments. No quoting. The same reader serves the
 * embedded files and those of a workspace, so that a bad line in either is an error with its place.
 */
#ifndef TB_BASE_TSV_H
#define TB_BASE_TSV_H

#include "base/embed.h"
#include "base/error.h"
#include "base/str.h"

enum { TB_TSV_FIELDS = 12 };

struct tb_tsv {
    struct tb_str rest;
    const char *source; /* for messages */
    uint32_t line;      /* of the record last read, 1-based */
    size_t least, most; /* number of fields allowed */
};

struct tb_tsv_record {
    struct tb_str field[TB_TSV_FIELDS]; /* beyond count: empty */
    size_t count;
};

/* Starts reading `text`, borrowed. `least` <= fields <= `most` <= TB_TSV_FIELDS. */
struct tb_tsv tb_tsv_open(struct tb_str text, const char *source, size_t least, size_t most);

/* The next record. *more is false at the end. TB_EFORMAT (with the place) for a wrong number of
 * fields or an empty first field. */
enum tb_status tb_tsv_next(struct tb_tsv *tsv, struct tb_tsv_record *record, bool *more,
                           struct tb_error *error) TB_NODISCARD;

/* The embedded file `name` of `table`; ptr NULL if there is none. */
struct tb_str tb_embedded_text(const struct tb_embedded *table, const char *name);

#endif
