/*
 * record.h - the messages of a worker to the broker: length-prefixed, every field bounded, validated
 * by the reader like any foreign input. Frame: u32 length of the rest, u16 kind, u16 0, u32 plugin,
 * u32 report, then the kind's payload; integers little-endian, text as u32 length and bytes (UTF-8).
 * This file does not use Lua.
 */
#ifndef TB_LUA_RECORD_H
#define TB_LUA_RECORD_H

#include "base/buf.h"
#include "lua/task.h"
#include "model/finding.h"

enum tb_record_kind {
    TB_RECORD_DECLARED = 1, /* payload: the declaration as JSON text (docs/formats/plugin.md) */
    TB_RECORD_FINDING,      /* payload: a finding */
    TB_RECORD_COMMIT,       /* the plugin is done with the report: its findings count */
    TB_RECORD_FAILED,       /* payload: u32 cause, u32 hook, u32 item, u32 line, text message */
    TB_RECORD_CASE,         /* payload: u32 passed, u32 expects, text name, text difference,
                               u32 count and the facts: u32 what, text name, text text */
    TB_RECORD_OUTPUT,       /* payload: bytes of an export */
    TB_RECORD_PRINT,        /* payload: text a script printed */
    TB_RECORD_FETCH,        /* payload: a line of a fetcher (fetch.h) */
    TB_RECORD_DONE          /* nothing follows */
};

enum {
    TB_RECORD_HEAD = 16,
    TB_RECORD_MAX = 1 << 20,      /* longest frame, head included */
    TB_RECORD_MESSAGE_MAX = 4096, /* bytes of one message in one language */
    TB_RECORD_FIGURE_MAX = 1024,  /* bytes of one text of a figure */
    TB_RECORD_QUOTES_MAX = 64,    /* figures, and related places, of one finding */
    TB_RECORD_FACTS_MAX = 256,    /* of one case */
    TB_RECORD_FACT_MAX = 1024     /* bytes of one text of a fact */
};

/* What a failure says besides plugin and report. */
struct tb_failed {
    uint32_t cause, hook, item, line;
    struct tb_str message; /* of a Lua error; ptr NULL: none */
};

/* A case as an example, piece by piece: an item and its cells, then what is found there. */
enum tb_fact {
    TB_FACT_TITLE,    /* text: of the bulletin, where the case has one */
    TB_FACT_OPTION,   /* name and value of an option that the case sets */
    TB_FACT_BEFORE,   /* of several, a bulletin of a period before begins; text: its title */
    TB_FACT_PREVIOUS, /* an item of the period before begins; text: its number */
    TB_FACT_ITEM,     /* an item begins; text: its number */
    TB_FACT_CELL,     /* name of the column, text */
    TB_FACT_FOUND,    /* a finding begins; name of the field, text: the characters */
    TB_FACT_ZH,       /* its message */
    TB_FACT_EN,
    TB_FACT_END
};
struct tb_case_fact {
    enum tb_fact what;
    struct tb_str name, text;
};

/* What became of one case. */
struct tb_case_told {
    bool passed, expects; /* expects: that something is found; else silence */
    struct tb_str name, difference;
    const struct tb_case_fact *facts; /* of one that passed and is not too long for an example */
    uint32_t fact_count;
};

/* Each appends one frame to `out`. Text longer than its cap is cut on a code point boundary, bytes
 * that are not UTF-8 become U+FFFD; bytes of an export that need it go into several frames. */
void tb_record_put(struct tb_buf *out, enum tb_record_kind kind, uint32_t plugin, uint32_t report,
                   struct tb_str payload);
void tb_record_put_finding(struct tb_buf *out, uint32_t plugin, const struct tb_finding *finding);
void tb_record_put_failed(struct tb_buf *out, uint32_t plugin, uint32_t report,
                          const struct tb_failed *failed);
void tb_record_put_case(struct tb_buf *out, uint32_t plugin, const struct tb_case_told *told);

struct tb_record {
    enum tb_record_kind kind;
    uint32_t plugin, report;
    struct tb_str payload; /* borrowed from the input */
};

/* Takes the first frame off `input`. *complete false: more bytes are needed. TB_EFORMAT: not a frame. */
enum tb_status tb_record_next(struct tb_str *input, struct tb_record *record, bool *complete,
                              struct tb_error *error) TB_NODISCARD;

/* Validates a finding's payload against the report it speaks of: indices in range, spans inside
 * their cells and on code point boundaries, valid UTF-8, enums, counts. Copies into `arena`. The
 * rule does not travel: it is the plugin's id, which the broker knows; nor does the fingerprint. */
enum tb_status tb_record_finding(const struct tb_record *record, const struct tb_report *report,
                                 struct tb_arena *arena, struct tb_finding *out,
                                 struct tb_error *error) TB_NODISCARD;

/* The same for the other payloads; text is borrowed from the record, facts are in `arena`. */
enum tb_status tb_record_failed(const struct tb_record *record, struct tb_failed *out,
                                struct tb_error *error) TB_NODISCARD;
enum tb_status tb_record_case(const struct tb_record *record, struct tb_arena *arena,
                              struct tb_case_told *out, struct tb_error *error) TB_NODISCARD;
enum tb_status tb_record_text(const struct tb_record *record, struct tb_str *out,
                              struct tb_error *error) TB_NODISCARD; /* DECLARED, PRINT */

#endif
