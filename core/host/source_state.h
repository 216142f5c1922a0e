/*
 * source_state.h - what is remembered of a source from run to run, and what a run makes of it. Kept as
 * fetch/NAME.tsv in the workspace, a line "key, tab, value" each; without the file nothing is lost that
 * the next run does not find out again.
 */
#ifndef TB_HOST_SOURCE_STATE_H
#define TB_HOST_SOURCE_STATE_H

#include "base/arena.h"
#include "base/error.h"

enum tb_source_state {
    TB_SOURCE_NEW,         /* its first bulletin was kept; or it was never fetched */
    TB_SOURCE_CHANGED,     /* another bulletin, or another version of one, was kept */
    TB_SOURCE_UNCHANGED,   /* what is there is what is kept */
    TB_SOURCE_RECOVERED,   /* unchanged, after it could not be had */
    TB_SOURCE_WAITING,     /* nothing newer is published yet */
    TB_SOURCE_DEFERRED,    /* the server asked to come back later */
    TB_SOURCE_SUSPECT,     /* it could not be had, which may pass */
    TB_SOURCE_FAILING,     /* it cannot be had: too often, or for a reason that does not pass */
    TB_SOURCE_BLOCKED,     /* robots.txt forbids it */
    TB_SOURCE_QUARANTINED, /* what came is put aside: no bulletin, or not the one expected */
    TB_SOURCE_GONE,        /* the page is no longer there */
    TB_SOURCE_STATE_END
};
const char *tb_source_state_name(enum tb_source_state state); /* "new" */

enum {
    TB_SOURCE_PATIENCE = 3, /* failures in a row that may pass, or 404 of a page known */
    TB_SOURCE_REMIND = 7 * 24 * 60 * 60 /* seconds after which a failure is told again */
};

struct tb_source_memory {
    enum tb_source_state state;
    bool known;           /* it was fetched before */
    uint32_t failures;    /* in a row */
    int64_t since;        /* when the state began; seconds since 1970 UTC */
    int64_t checked;      /* the last run */
    int64_t told;         /* when the state was last told as news; 0: not */
    int64_t not_before;   /* 0: at once */
    uint32_t seen;        /* how often the bulletin that is kept was there */
    int64_t seen_at;      /* and when last; 0: never */
    struct tb_str reason; /* class of what went wrong: "transient", "tls", …; "" none */
    /* Validators, as the server wrote them, of the body with this hash at this address. */
    struct tb_str url, sha256, etag, modified;
};

/* What happened to a source in a run. */
enum tb_source_event {
    TB_EVENT_KEPT_FIRST, /* the first snapshot of the series */
    TB_EVENT_KEPT,       /* a new snapshot */
    TB_EVENT_SAME,       /* 304, or the bytes that are kept */
    TB_EVENT_NOTHING,    /* no bulletin that is newer */
    TB_EVENT_LATER,      /* the server said when to come back */
    TB_EVENT_TRANSIENT,  /* it may pass */
    TB_EVENT_HARD,       /* it will not pass by itself */
    TB_EVENT_BLOCKED,    /* by robots.txt */
    TB_EVENT_BAD,        /* put into quarantine */
    TB_EVENT_MISSING,    /* 404 where there was a page */
    TB_EVENT_GONE,       /* 410 */
    TB_EVENT_END
};

/* The memory after an event: state, failures, since, checked, told, reason. A pure function. *news: it is
 * to be told, for it is new, its reason is another one, or a week has passed. `reason` is kept as it is. */
struct tb_source_memory tb_source_next(const struct tb_source_memory *before,
                                       enum tb_source_event event, struct tb_str reason,
                                       int64_t now, bool *news);

/* Reads DIR/NAME.tsv; none is a source never fetched. A file that is not what this program writes counts
 * as none. */
enum tb_status tb_source_read(const char *dir, struct tb_str name, struct tb_arena *arena,
                              struct tb_source_memory *out, struct tb_error *error) TB_NODISCARD;

/* Writes it in one piece: after a kill there is the old file or the new one. */
enum tb_status tb_source_write(const char *dir, struct tb_str name,
                               const struct tb_source_memory *memory, struct tb_arena *arena,
                               struct tb_error *error) TB_NODISCARD;

#endif
