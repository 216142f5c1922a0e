/*
 * fetch_work.h - one source while it is worked on. Private to fetch*.c and arrive.c.
 */
#ifndef TB_HOST_FETCH_WORK_H
#define TB_HOST_FETCH_WORK_H

#include "host/courier.h"
#include "host/fetch.h"

struct tb_fetch_work {
    struct tb_fetched *out;
    const struct tb_source_choice *source;
    const struct tb_history *history;
    const struct tb_entry *latest; /* of its series, by period; NULL: none */
    struct tb_fetch fetch;         /* what its fetcher is given */
    struct {
        struct tb_page **at;
        size_t count, room;
    } pages;
    struct {
        struct tb_net_reply *at;
        size_t count, room;
    } replies;             /* of the pages, with their bytes */
    struct tb_str hosts;   /* that may be asked */
    struct tb_str ca_file; /* certificates to trust, a whole path; "": those of the system */
    bool allow_private;
    uint32_t pace_ms, deadline_ms;
    const struct tb_chosen *chosen; /* of the candidate that was taken; NULL: none yet */
    struct tb_str asked,
        wanted;         /* the page it waits for, as written and absolute; ptr NULL: none */
    bool is_bulletin;   /* that page is the bulletin */
    bool waits;         /* something newer is expected, and not there yet */
    bool unconditional; /* what is kept could not be read: all of it is to come */
    bool done, written;
};

/* The whole run. */
struct tb_fetching_run {
    const struct tb_fetch_run *run;
    struct tb_arena *arena;   /* of the results */
    struct tb_arena *round;   /* of what workers say in one round */
    struct tb_arena *scratch; /* of one arrival */
    struct tb_courier courier;
    struct tb_history history;
    struct tb_fetch_work *works;
    size_t count, done;
    struct tb_str *declarations;
    struct tb_str dir;
    struct tb_net_job *jobs; /* of one round */
    size_t *job_works;
    int lock;
    struct tb_error *error;
};

/* Everything before the first round: the lock, the history, what each source may. */
enum tb_status tb_fetch_begin(struct tb_fetching_run *f, struct tb_fetched *results) TB_NODISCARD;

/* One round: runs every fetcher as far as it comes; then brings all the pages that are wanted. */
enum tb_status tb_fetch_run_fetchers(struct tb_fetching_run *f) TB_NODISCARD;
enum tb_status tb_fetch_bring_pages(struct tb_fetching_run *f) TB_NODISCARD;

/* The hosts of the fetcher's declaration, with the source's own for "$source", and those of the source.
 * False: the fetcher was not loaded. */
bool tb_fetch_list_hosts(struct tb_fetching_run *f, struct tb_fetch_work *work);

/* The fetcher did what it must not. */
void tb_fetch_fail_plugin(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                          const char *zh, const char *en);

/* Writes what is remembered of a source that is done. Where something could not be kept the others go
 * on; `status` is what its arrival came to. */
enum tb_status tb_fetch_finish(struct tb_fetching_run *f, struct tb_fetch_work *work,
                               enum tb_status status, const struct tb_error *problem) TB_NODISCARD;

/* The snapshot of the source that came from this address, or was there at last; the newest. NULL: none. */
const struct tb_entry *tb_fetch_kept(const struct tb_fetch_work *work, struct tb_str url);

/* Ends the source with an event. `reason` is its class, "" where nothing is wrong; `why` may be NULL. */
void tb_fetch_end(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                  enum tb_source_event event, const char *reason, const struct tb_error *why);

/* The bulletin has come, as the answer of a server: keeps it, or puts it aside, and ends the source.
 * `scratch` is forgotten afterwards. */
enum tb_status tb_fetch_arrive(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                               const struct tb_net_reply *reply, struct tb_arena *arena,
                               struct tb_arena *scratch, struct tb_error *error) TB_NODISCARD;

/* The page of a reply as its fetcher sees it; what it says of itself and where it leads. */
enum tb_status tb_fetch_add_page(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                                 const struct tb_net_reply *reply, struct tb_arena *arena,
                                 struct tb_error *error) TB_NODISCARD;

/* A bulletin was chosen: whether it is on a page that was fetched before. */
void tb_fetch_count_items(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                          struct tb_arena *arena);

/* Replies as files: DIR/HASH.reply, the hash that of the address. A reply that is not there is one that
 * says so. */
enum tb_status tb_fetch_record(const char *dir, struct tb_str url, const struct tb_net_reply *reply,
                               struct tb_arena *scratch, struct tb_error *error) TB_NODISCARD;
enum tb_status tb_fetch_replay(const char *dir, struct tb_str url, struct tb_arena *scratch,
                               struct tb_net_reply *out, struct tb_error *error) TB_NODISCARD;

#endif
