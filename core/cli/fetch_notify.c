/* fetch_notify.c - the news of a run, told to whom tongbao.lua says, and what was granted for that. */
#include <time.h>

#include "cli/fetch.h"
#include "host/notify.h"

enum { NOTICE_MAX = 1 << 20 };

static bool is_granted(const struct tb_fetch_verb *verb)
{
    struct tb_str rights[3];
    char hash[65];
    size_t count = tb_notify_rights(&verb->setup.workspace.notify, rights, hash);
    for (size_t i = 0; i < count; i++)
        if (!tb_grants_allow(&verb->setup.grants, TB_STR("notify"), hash, rights[i]))
            return false;
    return true;
}

static void send(struct tb_fetch_verb *verb, struct tb_str subject, struct tb_str text)
{
    struct tb_error error = {0};
    char time[32] = "";
    struct tm broken;
    time_t now = (time_t)verb->now;
    if (gmtime_r(&now, &broken))
        (void)strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", &broken);
    const struct tb_notice notice = {subject, text, tb_str_of(time)};
    if (tb_notify_send(&verb->setup.workspace.notify, "/usr/sbin/sendmail",
                       verb->setup.workspace.dir.ptr, &notice, &error) != TB_OK)
        tb_outcome_add(&verb->cli->outcome, TB_EXIT_OUTPUT, &error);
}

void tb_fetch_notify(struct tb_fetch_verb *verb)
{
    struct tb_error error = {0};
    struct tb_buf subject = tb_buf_make(NOTICE_MAX), text = tb_buf_make(NOTICE_MAX);
    struct tb_screen screen = {.out = &text, .lang = verb->cli->lang};
    struct tb_screen head = {.out = &subject, .lang = verb->cli->lang};
    bool any = false;
    tb_say(&head, "tongbao：", "tongbao: ");
    for (size_t i = 0; i < verb->source_count; i++) {
        const struct tb_fetched *fetched = &verb->fetched[i];
        if (!fetched->news)
            continue;
        tb_say(&head, any ? "；" : "", any ? "; " : "");
        tb_say(&head, "%.*s %s", "%.*s %s", TB_ARG(fetched->source->name),
               tb_source_state_word(fetched->memory.state, head.lang));
        tb_fetch_put_source(&screen, fetched, verb->reviews ? &verb->reviews[i] : NULL);
        any = true;
    }
    if (any && tb_notify_wanted(&verb->setup.workspace.notify)) {
        if (tb_buf_status(&text, &error) != TB_OK || tb_buf_status(&subject, &error) != TB_OK) {
            tb_outcome_add(&verb->cli->outcome, TB_EXIT_OUTPUT, &error);
        } else if (!is_granted(verb)) {
            tb_fail(
                &error, TB_EDENIED,
                "通知没有送出：tongbao.lua 的 notify 尚未授权，用 tongbao plugins grant notify",
                "the notice was not delivered: notify in tongbao.lua was not granted, use tongbao "
                "plugins grant notify");
            tb_outcome_add(&verb->cli->outcome, TB_EXIT_OUTPUT, &error);
        } else {
            send(verb, tb_buf_str(&subject), tb_buf_str(&text));
        }
    }
    tb_buf_free(&subject);
    tb_buf_free(&text);
}
