/*
 * store.h - the history of bulletins: a folder with a folder for each series, and in that a file for
 * each snapshot that is written once and never changed.
 *
 *     history/lock
 *     history/linzi/000001-2021Q1.tbs
 *     history/linzi/000002-2021Q2.tbs
 *     history/linzi/seen.tsv
 *
 * Writers lock; readers need no lock. A snapshot is whole or packed against the one before it, at most
 * TB_CHAIN_MAX steps from a whole one. Form and guarantees: docs/formats/store.md.
 */
#ifndef TB_HISTORY_STORE_H
#define TB_HISTORY_STORE_H

#include "history/io.h"
#include "history/period.h"
#include "history/snapshot.h"

enum {
    TB_CHAIN_MAX = 16,      /* steps that this program writes */
    TB_CHAIN_READ_MAX = 64, /* and follows */
    TB_SNAPSHOT_FILE_MAX = 256 << 20
};

enum tb_soundness {
    TB_SOUND,
    TB_MENDABLE, /* one byte is damaged; it is known which, and reading puts it right */
    TB_DAMAGED,  /* more than that */
    TB_LOST,     /* sound itself, but what it is packed against is not there */
    TB_NEWER,    /* written by a newer version */
    TB_SOUNDNESS_END
};
const char *tb_soundness_name(enum tb_soundness value); /* "sound" */

struct tb_entry {
    struct tb_str series, path; /* with a NUL behind */
    struct tb_str file;         /* of an archive: its bytes; ptr NULL: they are at `path` */
    uint32_t sequence;
    struct tb_str period_name; /* "2021Q3"; "2021plan" */
    struct tb_period period;
    bool is_plan;
    uint32_t revision; /* of the period, from 1 */
    uint64_t file_size;
    enum tb_soundness head; /* TB_SOUND, TB_MENDABLE, TB_DAMAGED, TB_NEWER: of the head alone */
    struct tb_snapshot snapshot; /* without body; empty if the head is damaged */
    uint32_t seen;               /* how often the same bytes came again */
    struct tb_str last_seen;     /* the `time` then; ptr NULL: never */
};

/* All in the arena. */
struct tb_history {
    struct tb_str dir;
    struct tb_entry *at; /* ordered by series and sequence */
    size_t count;
    struct tb_str *strays; /* paths of what is in the folders and no part of the history */
    size_t stray_count;
};

/* Reads the heads of all snapshots. A folder that is not there is an empty history. */
enum tb_status tb_history_open(const char *dir, struct tb_arena *arena, struct tb_history *out,
                               struct tb_error *error) TB_NODISCARD;

/* The same for one series, however many others there are. */
enum tb_status tb_history_open_series(const char *dir, struct tb_str series, struct tb_arena *arena,
                                      struct tb_history *out, struct tb_error *error) TB_NODISCARD;

/* The snapshots that a name means: one, or one of each series for "*". TB_EUSAGE: there is none;
 * says what may have been meant and which periods there are. */
enum tb_status tb_history_find(const struct tb_history *history, const struct tb_ref *ref,
                               struct tb_arena *arena, const struct tb_entry ***out, size_t *count,
                               struct tb_error *error) TB_NODISCARD;

/* TB_EUSAGE: there is no such series; says what may have been meant. */
enum tb_status tb_history_has_series(const struct tb_history *history, struct tb_str series,
                                     struct tb_error *error) TB_NODISCARD;

/* By the time it speaks of: a plan before its year, else by the last day of the period, then by the
 * first, then by revision. Negative, 0 or positive. */
int tb_entry_compare(const struct tb_entry *a, const struct tb_entry *b);

/* The newest revision of what came before in its series: within the year a period of the same kind
 * directly before it, else the one that ended last (of the same kind where several did). NULL: there
 * is none. So 2021Q1-3 follows 2021H1, 2021Q1 the plan of 2021, else 2020Q4. */
const struct tb_entry *tb_history_previous(const struct tb_history *history,
                                           const struct tb_entry *entry);

/* Its name, "linzi@2021Q3" or "linzi@2021Q3~1", by which it is found again, a NUL behind; ptr NULL:
 * the arena is full. */
struct tb_str tb_entry_name(const struct tb_history *history, const struct tb_entry *entry,
                            struct tb_arena *arena);

/* The original bytes, TB_PADDING zero bytes behind them, checked against their SHA-256. *mended
 * (may be NULL) is true when a damaged byte had to be put right. TB_EFORMAT: it cannot be restored;
 * says which file is damaged or missing. */
enum tb_status tb_history_restore(const struct tb_history *history, const struct tb_entry *entry,
                                  struct tb_arena *arena, struct tb_str *out, bool *mended,
                                  struct tb_error *error) TB_NODISCARD;

/* The soundness of each entry, in their order, in `arena`. `deep`: every one is restored and its hash
 * compared; else the checksums of the files are. */
enum tb_status tb_history_verify(const struct tb_history *history, bool deep,
                                 struct tb_arena *arena, enum tb_soundness **out,
                                 struct tb_error *error) TB_NODISCARD;

/* What is to be kept. Properties by convention: name, url, final-url, time, etag, last-modified,
 * reader. */
struct tb_history_new {
    struct tb_str series, period; /* "linzi", "2021Q3" */
    struct tb_str bytes;
    const struct tb_property *properties;
    size_t property_count;
    bool any_revision; /* nothing is done when some revision of the period has these bytes */
    uint32_t seen;     /* carried over with a snapshot of another history */
    struct tb_str last_seen;
};

struct tb_history_added {
    bool is_new;   /* else the same bytes were there already */
    bool healed;   /* they were damaged or missing and have been written anew */
    bool is_whole; /* packed on its own, not against an earlier one */
    uint32_t sequence;
    uint32_t revision;
    uint32_t seen;      /* how often the same bytes came again */
    uint64_t file_size; /* 0 when only noted */
};

/* Keeps a snapshot in `dir`, which is made if the folder above it is there: when this returned TB_OK
 * it survives a loss of power. Bytes equal to the newest of the series and period are noted as seen
 * again, or written anew where they were damaged; so are bytes that a snapshot builds on whose base is
 * gone. What was packed is unpacked and compared before it is committed. TB_EUSAGE: a name or property
 * is not what it may be, or a newer version wrote in the series. TB_EIO: file and operation. */
enum tb_status tb_history_add(const char *dir, const struct tb_io *io,
                              const struct tb_history_new *snapshot, struct tb_arena *arena,
                              struct tb_history_added *out, struct tb_error *error) TB_NODISCARD;

struct tb_history_copying {
    struct tb_str series; /* under this name; ptr NULL: its own */
    bool any_revision;    /* as in tb_history_new */
};

/* Adds a snapshot of one history, which may be an archive, to that in `dir`, with its properties and
 * the notes of it. TB_EFORMAT: it cannot be restored. */
enum tb_status tb_history_copy(const struct tb_history *from, const struct tb_entry *entry,
                               const char *dir, const struct tb_io *io,
                               const struct tb_history_copying *how, struct tb_arena *arena,
                               struct tb_history_added *out, struct tb_error *error) TB_NODISCARD;

#endif
