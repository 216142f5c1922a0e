/* curl_jobs.c - one page from its job to its reply: redirects, retries, robots.txt, manners. */
#include "net/curl_jobs.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>

#include "base/list.h"
#include "base/utf8.h"
#include "net/header.h"

enum {
    PIECE = 64 << 10,
    OUTPUT_ENOUGH = 96 << 20, /* bytes of replies that wait; then all are written first */
    GLANCE_MS = 1000
};

uint64_t tb_net_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static int64_t now_s(void)
{
    return (int64_t)time(NULL);
}

void tb_net_no_memory(struct tb_net_server *server)
{
    server->status = tb_fail_memory(server->error);
}

/* --- replies ------------------------------------------------------------------------------------ */

static struct tb_str or_empty(struct tb_str text)
{
    return text.ptr ? text : TB_STR("");
}

/* A header that a reply hands on. One that is no UTF-8 is left out: as a label nobody can read it, and a
 * tag of other bytes could not be given back to the letter. */
static struct tb_str text_of(struct tb_str value)
{
    return value.ptr && tb_utf8_valid(value) == value.len ? value : TB_STR("");
}

static void fill_reply(const struct tb_net_task *job, struct tb_net_reply *reply)
{
    const struct tb_get *get = &job->get;
    /* What was put together of parts is the whole. */
    reply->status = get->status == 206 ? 200 : (uint32_t)get->status;
    reply->raw_size = get->raw_size;
    reply->address = tb_str_of(get->address);
    reply->etag = text_of(get->got_etag);
    reply->modified = text_of(get->got_modified);
    reply->type = text_of(get->type);
    reply->encoding = text_of(get->encoding);
    reply->date = text_of(get->date);
    reply->body = tb_buf_str(&get->body);
    if (get->arena)
        reply->file_name =
            or_empty(tb_disposition_file_name(or_empty(get->disposition), get->arena));
}

void tb_net_close(struct tb_net_task *job)
{
    tb_get_free(&job->get);
    tb_buf_free(&job->get.body);
    job->done = true;
}

/* What the end of a robots.txt means for its host (RFC 9309, 2.3.1). */
static void end_robots(struct tb_net_server *server, struct tb_net_task *job,
                       enum tb_net_outcome outcome, const struct tb_error *error)
{
    struct tb_host *host = job->robots_of;
    long status = job->get.status;
    host->robots_state = TB_ROBOTS_KNOWN;
    if (outcome == TB_NET_ANSWERED && status == 200) {
        if (!tb_robots_parse(tb_buf_str(&job->get.body), tb_str_of(server->config->product),
                             server->arena, &host->robots))
            tb_net_no_memory(server);
    } else if (outcome == TB_NET_TRANSIENT || outcome == TB_NET_DEFERRED ||
               outcome == TB_NET_REFUSED || status >= 500) {
        host->robots_state = TB_ROBOTS_FAILED;
        host->robots_outcome = outcome == TB_NET_ANSWERED ? TB_NET_TRANSIENT : outcome;
        if (outcome == TB_NET_REFUSED) {
            host->robots_error = *error;
            tb_net_close(job);
            return;
        }
        tb_fail(&host->robots_error, TB_EIO, "读不到 robots.txt，按规矩不抓取：%s",
                "robots.txt cannot be read, so nothing may be asked: %s", error->en);
        (void)snprintf(host->robots_error.zh, sizeof host->robots_error.zh,
                       "读不到 robots.txt，按规矩不抓取：%.400s", error->zh);
    }
    tb_net_close(job);
}

void tb_net_send(struct tb_net_server *server, bool all)
{
    while (server->sent < server->out.len && server->status == TB_OK) {
        ssize_t len = send(server->fd, server->out.ptr + server->sent,
                           server->out.len - server->sent, MSG_NOSIGNAL | (all ? 0 : MSG_DONTWAIT));
        if (len < 0 && errno == EAGAIN)
            return;
        if (len < 0 && errno != EINTR)
            server->status = tb_fail(server->error, TB_EIO, "没有人听", "nobody listens");
        server->sent += len > 0 ? (size_t)len : 0;
    }
    server->sent = 0;
    if (server->out.room > PIECE)
        tb_buf_free(&server->out);
    else
        tb_buf_clear(&server->out);
}

static void answer(struct tb_net_server *server, struct tb_net_task *job,
                   enum tb_net_outcome outcome, const struct tb_error *error)
{
    if (outcome == TB_NET_TRANSIENT)
        job->host->failures++;
    else if (outcome == TB_NET_ANSWERED)
        job->host->failures = 0;
    if (job->robots_of) {
        end_robots(server, job, outcome, error);
        return;
    }
    struct tb_net_reply reply = {.id = job->want.id,
                                 .outcome = outcome,
                                 .tries = job->tries,
                                 .received = now_s(),
                                 .url = job->url,
                                 .hops = job->hops,
                                 .zh = TB_STR(""),
                                 .en = TB_STR("")};
    fill_reply(job, &reply);
    if (outcome != TB_NET_ANSWERED) {
        reply.zh = tb_str_of(error->zh);
        reply.en = tb_str_of(error->en);
        reply.body = TB_STR("");
    }
    if (outcome == TB_NET_DEFERRED)
        reply.not_before = job->host->not_before;
    if (server->out.len > OUTPUT_ENOUGH)
        tb_net_send(server, true);
    tb_net_put_reply(&server->out, &reply);
    if (server->status == TB_OK)
        server->status = tb_buf_status(&server->out, server->error);
    tb_net_close(job);
}

static void refuse(struct tb_net_server *server, struct tb_net_task *job, const char *zh,
                   const char *en)
{
    struct tb_error error = {0};
    tb_fail(&error, TB_EDENIED, "%s", "%s", zh);
    (void)snprintf(error.en, sizeof error.en, "%s", en);
    answer(server, job, TB_NET_REFUSED, &error);
}

/* --- jobs --------------------------------------------------------------------------------------- */

/* Points the job at an address, which must be one it may ask. */
static bool aim(struct tb_net_server *server, struct tb_net_task *job, struct tb_str url)
{
    bool was_https = job->parsed.is_https;
    if (!tb_url_parse(url, &job->parsed)) {
        refuse(server, job, "网址不能抓取：只能是 http 或 https，且不带用户名",
               "the address cannot be asked: http and https only, and no user name");
        return false;
    }
    job->host = tb_host_of(&server->hosts, &job->parsed, server->arena);
    if (!job->host) {
        tb_net_no_memory(server);
        return false;
    }
    if (!tb_url_is_among(&job->parsed, job->want.hosts)) {
        struct tb_error error = {0};
        tb_fail(&error, TB_EDENIED, "转到了不在允许之列的网站：%.*s",
                "it leads to a host that is not among those allowed: %.*s",
                TB_ARG(job->parsed.host));
        answer(server, job, TB_NET_REFUSED, &error);
        return false;
    }
    if (was_https && !job->parsed.is_https) {
        refuse(server, job, "从 https 转到了 http", "it leads from https to http");
        return false;
    }
    job->url = url;
    return true;
}

static struct tb_net_task *new_job(struct tb_net_server *server)
{
    struct tb_net_task **slot = TB_LIST_ADD(server->arena, &server->jobs);
    struct tb_net_task *job = slot ? TB_NEW(server->arena, struct tb_net_task) : NULL;
    if (!job) {
        server->jobs.count -= slot != NULL;
        tb_net_no_memory(server);
        return NULL;
    }
    *slot = job;
    job->hops = TB_STR("");
    job->get.body = tb_buf_make(TB_NET_BODY_MAX);
    return job;
}

void tb_net_add(struct tb_net_server *server, const struct tb_net_job *want)
{
    struct tb_net_task *job = new_job(server);
    if (!job)
        return;
    job->want = *want;
    struct tb_str *const texts[] = {&job->want.url, &job->want.hosts, &job->want.etag,
                                    &job->want.modified, &job->want.ca_file};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = tb_arena_copy(server->arena, *texts[i]);
        if (!texts[i]->ptr) {
            tb_net_no_memory(server);
            return;
        }
    }
    (void)aim(server, job, job->want.url);
}

static void ask_robots(struct tb_net_server *server, const struct tb_net_task *first)
{
    struct tb_host *host = first->host;
    struct tb_net_task *job = new_job(server);
    struct tb_str url = tb_arena_printf(server->arena, "%.*s/robots.txt", TB_ARG(host->origin));
    if (!job || !url.ptr) {
        tb_net_no_memory(server);
        return;
    }
    job->want = first->want;
    job->want.etag = job->want.modified = TB_STR("");
    job->robots_of = host;
    host->robots_state = TB_ROBOTS_ASKED;
    (void)aim(server, job, url);
}

/* --- the end of a request ----------------------------------------------------------------------- */

static bool has_time(const struct tb_net_task *job, uint64_t now, uint64_t wait)
{
    return now + wait - job->begun_ms < job->want.deadline_ms;
}

/* The server said when: now if that is soon, else another run. False: it did not say. */
static bool obey(struct tb_net_server *server, struct tb_net_task *job, uint64_t now)
{
    uint32_t seconds;
    if (!job->get.retry_after.ptr || !tb_retry_after(job->get.retry_after, now_s(), &seconds))
        return false;
    uint64_t wait = UINT64_C(1000) * seconds;
    if (job->host->next_ms < now + wait)
        job->host->next_ms = now + wait;
    if (has_time(job, now, wait) && job->tries < TB_TRIES)
        return true;
    struct tb_error error = {0};
    job->host->not_before = now_s() + seconds;
    tb_fail(&error, TB_EIO, "服务器（%ld）要求 %u 秒后再来",
            "the server (%ld) asks to come back after %u s", job->get.status, seconds);
    answer(server, job, TB_NET_DEFERRED, &error);
    return true;
}

/* Tries again, or gives up. What came of a body that a strong tag vouches for is kept. */
static void again(struct tb_net_server *server, struct tb_net_task *job, uint64_t now,
                  const struct tb_error *error)
{
    struct tb_get *get = &job->get;
    bool busy = get->status == 429 || get->status == 503;
    if (busy && job->host->slow < 16)
        job->host->slow *= 2;
    if (busy && obey(server, job, now)) {
        if (job->done)
            return;
    } else {
        uint32_t wait = tb_backoff(job->tries, job->want.pace_ms, &server->random);
        if (job->tries >= TB_TRIES || !has_time(job, now, wait)) {
            answer(server, job, TB_NET_TRANSIENT, error);
            return;
        }
        job->due_ms = now + wait;
    }
    bool whole = !get->encoding.ptr || get->encoding.len == 0;
    bool vouched = get->got_etag.ptr && tb_etag_is_strong(get->got_etag);
    size_t kept =
        (get->status == 200 || get->status == 206) && whole && vouched ? get->body.len : 0;
    struct tb_str tag = {NULL, 0};
    if (kept > 0)
        tag = tb_arena_copy(server->arena, get->got_etag);
    uint64_t total = get->total;
    struct tb_buf body = get->body;
    tb_get_free(get);
    body.len = tag.ptr ? kept : 0;
    *get = (struct tb_get){.body = body, .from = body.len, .from_etag = tag, .from_total = total};
}

/* A redirect: as a new request, with every rule held against it again. */
static void follow(struct tb_net_server *server, struct tb_net_task *job)
{
    struct tb_get *get = &job->get;
    struct tb_str to = tb_url_resolve(server->arena, job->url, get->location);
    if (++job->hop_count > TB_NET_HOPS) {
        refuse(server, job, "转址超过 5 次", "more than 5 redirects");
        return;
    }
    if (!to.ptr) {
        refuse(server, job, "转到的网址不能抓取", "it leads to an address that cannot be asked");
        return;
    }
    job->hops = tb_arena_printf(server->arena, "%.*s%s%ld %.*s", TB_ARG(job->hops),
                                job->hops.len ? " " : "", get->status, TB_ARG(job->url));
    if (!job->hops.ptr) {
        tb_net_no_memory(server);
        return;
    }
    struct tb_buf body = get->body;
    tb_get_free(get);
    body.len = 0;
    *get = (struct tb_get){.body = body};
    job->want.etag = job->want.modified = TB_STR(""); /* they were of another address */
    (void)aim(server, job, to);
}

void tb_net_end(struct tb_net_server *server, struct tb_net_task *job, CURLcode code)
{
    struct tb_get *get = &job->get;
    struct tb_error error = {0};
    uint64_t now = tb_net_now_ms();
    job->running = false;
    job->host->busy = false;
    tb_get_end(get, server->multi, code);
    bool redirect = get->status == 301 || get->status == 302 || get->status == 303 ||
                    get->status == 307 || get->status == 308;
    if (get->outcome == TB_NET_TRANSIENT) {
        error = get->error;
        again(server, job, now, &error);
    } else if (get->outcome != TB_NET_ANSWERED) {
        error = get->error;
        answer(server, job, get->outcome, &error);
    } else if (redirect && get->location.ptr) {
        follow(server, job);
    } else if (tb_status_is_transient(get->status)) {
        tb_fail(&error, TB_EIO, "服务器答复 %ld", "the server answers %ld", get->status);
        again(server, job, now, &error);
    } else if (get->status == 416 && get->from > 0) {
        get->got_etag.ptr = NULL; /* once more from the beginning */
        again(server, job, now, &error);
    } else {
        answer(server, job, TB_NET_ANSWERED, &error);
    }
}

/* --- the beginning of a request ----------------------------------------------------------------- */

static void start(struct tb_net_server *server, struct tb_net_task *job, uint64_t now)
{
    struct tb_get *get = &job->get;
    if (job->begun_ms == 0)
        job->begun_ms = now;
    uint64_t spent = now - job->begun_ms;
    get->url = job->url;
    get->etag = job->want.etag;
    get->modified = job->want.modified;
    get->ca_file = job->want.ca_file;
    get->agent = server->config->agent;
    get->allow_private = job->want.allow_private;
    get->timeout_ms =
        spent + 1 < job->want.deadline_ms ? (uint32_t)(job->want.deadline_ms - spent) : 1;
    job->tries++;
    tb_host_begin(job->host, now, job->want.pace_ms, &server->random);
    job->running = true;
    if (!tb_get_start(get, server->multi, job))
        tb_net_no_memory(server);
}

/* What a host that is not to be asked means for a job. True: it has its answer. */
static bool is_hopeless(struct tb_net_server *server, struct tb_net_task *job)
{
    struct tb_host *host = job->host;
    struct tb_error error = {0};
    struct tb_str rule;
    if (host->not_before > now_s()) {
        tb_fail(&error, TB_EIO, "服务器要求过些时候再来", "the server asked to come back later");
        answer(server, job, TB_NET_DEFERRED, &error);
    } else if (host->failures >= TB_HOST_FAILURES) {
        tb_fail(&error, TB_EIO, "这个网站连续失败 %d 次，这一次不再问",
                "the host failed %d times in a row and is left alone for this run",
                TB_HOST_FAILURES);
        answer(server, job, TB_NET_TRANSIENT, &error);
    } else if (!job->robots_of && host->robots_state == TB_ROBOTS_FAILED) {
        answer(server, job, host->robots_outcome, &host->robots_error);
    } else if (!job->robots_of && host->robots_state == TB_ROBOTS_KNOWN &&
               !tb_robots_allow(&host->robots, job->parsed.target, &rule)) {
        tb_fail(&error, TB_EDENIED, "robots.txt 不许抓取：Disallow: %.*s",
                "robots.txt forbids it: Disallow: %.*s", TB_ARG(rule));
        answer(server, job, TB_NET_BLOCKED, &error);
    }
    return job->done;
}

uint64_t tb_net_advance(struct tb_net_server *server, struct tb_net_task *job, uint64_t now)
{
    struct tb_host *host = job->host;
    if (is_hopeless(server, job))
        return 0;
    if (!job->robots_of && host->robots_state == TB_ROBOTS_UNKNOWN) {
        ask_robots(server, job);
        return 0;
    }
    if (host->busy || (!job->robots_of && host->robots_state == TB_ROBOTS_ASKED))
        return GLANCE_MS;
    uint64_t due = job->due_ms > host->next_ms ? job->due_ms : host->next_ms;
    if (now < due)
        return due - now;
    start(server, job, now);
    return GLANCE_MS;
}
