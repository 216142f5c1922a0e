/*
 * grants.h - what the user has allowed plugins and sources to do, once for each content. Kept as
 * grants.tsv in the user's state folder, never in a workspace, which may come from somebody else:
 *
 *     subject  hash  right, right, …
 *
 * One line a subject: "fetchers/index-page" with the hash of plugins.h, or "source NAME" with the
 * hash of its address. A right is a word and perhaps a name: "history", "host www.example.gov.cn",
 * "write out/a.csv", "private". Another hash, or a right that is not listed, is not granted.
 */
#ifndef TB_HOST_GRANTS_H
#define TB_HOST_GRANTS_H

#include "base/arena.h"
#include "base/error.h"

enum { TB_GRANT_RIGHTS = 64, TB_GRANTS_MAX = 1 << 20 /* bytes of the file */ };

struct tb_grant {
    struct tb_str subject;
    char hash[65];
    struct tb_str rights[TB_GRANT_RIGHTS]; /* ordered, each once */
    size_t right_count;
};

struct tb_grants {
    struct tb_grant *at; /* ordered by subject */
    size_t count;
};

/* Reads `state_dir`/grants.tsv; none is no error and grants nothing. TB_EUSAGE with the line: it is
 * not what this program writes; nothing is granted then. */
enum tb_status tb_grants_read(const char *state_dir, struct tb_arena *arena, struct tb_grants *out,
                              struct tb_error *error) TB_NODISCARD;

/* Whether `right` was granted to just this content. */
bool tb_grants_allow(const struct tb_grants *grants, struct tb_str subject, const char hash[65],
                     struct tb_str right);

/* Puts the grant in place of an earlier one of the same subject (no rights: removes it) and writes
 * the file; two processes wait for each other. `arena` for the work. TB_EUSAGE: the subject or a
 * right is empty, holds a comma, tab or control character, or there are too many. TB_EIO: the folder
 * or file cannot be written; the old grants then still hold. */
enum tb_status tb_grants_put(const char *state_dir, struct tb_str subject, const char hash[65],
                             const struct tb_str *rights, size_t right_count,
                             struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
