/*
 * notify.h - telling somebody what a run over sources came to: by a command of the user's, by mail, in a feed.
 * What tongbao.lua asks for is done only once the user has granted just that (grants.h, subject "notify"):
 * the workspace may come from somebody else.
 */
#ifndef TB_HOST_NOTIFY_H
#define TB_HOST_NOTIFY_H

#include "host/workspace.h"

enum { TB_NOTIFY_ENTRIES = 50, TB_NOTIFY_WAIT_S = 60 };

/* Whether anything is asked for. */
bool tb_notify_wanted(const struct tb_notify *notify);

/* What is to be granted: rights in the order "command", "feed", "mail"; returns how many there are. `hash` of
 * what they say. The subject is "notify". */
size_t tb_notify_rights(const struct tb_notify *notify, struct tb_str rights[3], char hash[65]);

struct tb_notice {
    struct tb_str subject, text; /* one line; all of it */
    struct tb_str time;          /* "2021-10-31T08:00:00Z" */
};

/* Tells it in every way that is asked for; one that fails does not keep the others from it. The command is run
 * by /bin/sh with the text as its input; a mail is given to `sendmail`, a program; the feed is a file of the
 * workspace, Atom with the last TB_NOTIFY_ENTRIES notices. TB_EIO, the first that failed: the program cannot be
 * run, fails or takes longer than TB_NOTIFY_WAIT_S, or the file cannot be written. */
enum tb_status tb_notify_send(const struct tb_notify *notify, const char *sendmail,
                              const char *workspace, const struct tb_notice *notice,
                              struct tb_error *error) TB_NODISCARD;

#endif
