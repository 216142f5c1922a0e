/*
 * fetch.h - a run over sources: fetchers ask, the courier brings, what is a bulletin is kept, and each
 * source ends in a state. Sources of all hosts go on side by side; each round runs every fetcher as far as
 * it comes, then brings all the pages that are wanted.
 */
#ifndef TB_HOST_FETCH_H
#define TB_HOST_FETCH_H

#include "history/store.h"
#include "host/broker.h"
#include "host/choose.h"
#include "host/source_state.h"
#include "host/workspace.h"
#include "ingest/load.h"

/* What came of a source. Texts live in the arena of the run. */
struct tb_fetched {
    const struct tb_source_choice *source;
    struct tb_source_memory before, memory; /* memory: as it is now */
    bool news;                              /* the state is to be told, not only shown */
    struct tb_error why;           /* why it is no bulletin; status TB_OK: nothing is wrong */
    bool plugin_failed;            /* `why` is the fetcher's fault */
    bool not_written;              /* `why` is that something could not be kept */
    struct tb_str url, title;      /* of the bulletin; ptr NULL: not known */
    struct tb_str period;          /* "2021Q3"; ptr NULL: not known */
    struct tb_history_added added; /* sequence 0: nothing was kept */
    const struct tb_entry *cited;  /* what is kept of a page that is gone; NULL: it is not gone */
    const struct tb_candidate *candidates; /* that the fetcher found, with what was decided */
    const struct tb_chosen *choices;
    size_t candidate_count;
    uint32_t requests; /* that were answered */
    uint64_t bytes;    /* as they came over the network */
};

struct tb_fetch_run {
    const struct tb_run *run; /* its plugins and what they are granted */
    const struct tb_source_choice *const *sources;
    size_t source_count;
    const struct tb_ingest *ingest;
    const struct tb_load_options *options;
    struct tb_str workspace; /* the folder; NUL behind */
    struct tb_str program;   /* that of the executable */
    struct tb_str agent;     /* User-Agent */
    struct tb_str today;     /* "2021-10-31" */
    int64_t now;             /* seconds since 1970 UTC */
    bool dry_run;            /* only finds bulletins; keeps and remembers nothing */
    bool granted;            /* what sources ask for is granted for this run */
    const char *record;      /* folder that replies are kept in; NULL: they are not */
    const char
        *offline; /* folder with replies that were kept: there is no network; NULL: there is */
    void (*progress)(void *user, size_t done, size_t all); /* NULL: nobody looks */
    void *user;
};

/* The folders of a workspace: fetch, and the history of what was put aside. ptr NULL: the arena is full. */
struct tb_str tb_fetch_dir(struct tb_str workspace, struct tb_arena *arena);
struct tb_str tb_quarantine_dir(struct tb_str workspace, struct tb_arena *arena);

/* What must be granted for a source (grants.h): "source NAME" and the hash of its address. */
struct tb_str tb_source_subject(const struct tb_source_choice *source, struct tb_arena *arena,
                                char hash[65]);

/* Runs over the sources, one result each. TB_EUSAGE: a source names no fetcher there is; TB_EDENIED:
 * another run is under way in this workspace; TB_EIO: the net process or a folder cannot be had. */
enum tb_status tb_fetch_sources(const struct tb_fetch_run *run, struct tb_arena *arena,
                                struct tb_fetched **out, struct tb_error *error) TB_NODISCARD;

#endif
