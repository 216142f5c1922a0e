/* curl_serve.c - the loop of the net process: jobs in, requests out, replies back. */
#include "net/curl_serve.h"

#include <errno.h>
#include <sys/random.h>
#include <sys/socket.h>

#include "net/curl_jobs.h"

enum {
    ARENA = 256 << 20,
    INPUT_MAX = 16 << 20, /* bytes of jobs that wait to be read */
    OUTPUT_MAX = 3 * (TB_NET_FRAME_MAX + 8),
    PIECE = 64 << 10,
    GLANCE_MS = 1000
};

static void read_jobs(struct tb_net_server *server)
{
    while (!server->ended && server->status == TB_OK) {
        char *room = tb_buf_reserve(&server->in, PIECE);
        ssize_t len = room ? recv(server->fd, room, PIECE, MSG_DONTWAIT) : -1;
        if (!room)
            tb_net_no_memory(server);
        if (len < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        server->ended = len <= 0;
        server->in.len += len > 0 ? (size_t)len : 0;
        struct tb_str rest = tb_buf_str(&server->in);
        bool complete = true;
        while (complete && server->status == TB_OK) {
            struct tb_net_job want;
            server->status = tb_net_take_job(&rest, &want, &complete, server->error);
            if (complete && server->status == TB_OK)
                tb_net_add(server, &want);
        }
        memmove(server->in.ptr, rest.ptr, rest.len);
        server->in.len = rest.len;
    }
}

/* Whether any request has ended: what waited for its host need not wait longer. */
static bool read_ends(struct tb_net_server *server)
{
    CURLMsg *message;
    bool any = false;
    int left;
    while ((message = curl_multi_info_read(server->multi, &left)) != NULL) {
        struct tb_net_task *job = NULL;
        CURLcode code = message->data.result;
        if (message->msg == CURLMSG_DONE &&
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&job) == CURLE_OK)
            tb_net_end(server, job, code);
        any = true;
    }
    return any;
}

/* Gives every job that waits its chance; returns how long to wait at most. */
static uint64_t advance_all(struct tb_net_server *server)
{
    uint64_t now = tb_net_now_ms(), wait = GLANCE_MS;
    size_t kept = 0;
    for (size_t i = 0; i < server->jobs.count && server->status == TB_OK; i++) {
        struct tb_net_task *job = server->jobs.at[i];
        uint64_t more = job->running || job->done ? GLANCE_MS : tb_net_advance(server, job, now);
        wait = more < wait ? more : wait;
    }
    for (size_t i = 0; i < server->jobs.count; i++)
        if (!server->jobs.at[i]->done)
            server->jobs.at[kept++] = server->jobs.at[i];
    server->jobs.count = kept;
    return wait;
}

static void run(struct tb_net_server *server)
{
    while (server->status == TB_OK && (!server->ended || server->jobs.count > 0)) {
        short events = (short)((server->ended ? 0 : CURL_WAIT_POLLIN) |
                               (server->out.len > 0 ? CURL_WAIT_POLLOUT : 0));
        struct curl_waitfd more = {.fd = server->fd, .events = events};
        int running;
        read_jobs(server);
        uint64_t wait = advance_all(server);
        curl_multi_perform(server->multi, &running);
        if (read_ends(server))
            wait = 0;
        tb_net_send(server, false);
        if (server->status == TB_OK && wait > 0)
            curl_multi_poll(server->multi, events ? &more : NULL, events ? 1 : 0, (int)wait, NULL);
    }
    tb_net_send(server, true);
}

enum tb_status tb_net_serve(int fd, const struct tb_net_config *config, struct tb_error *error)
{
    struct tb_net_server server = {.fd = fd,
                                   .config = config,
                                   .in = tb_buf_make(INPUT_MAX),
                                   .out = tb_buf_make(OUTPUT_MAX),
                                   .error = error};
    server.status = tb_arena_new(ARENA, &server.arena, error);
    if (server.status == TB_OK && (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
                                   (server.multi = curl_multi_init()) == NULL))
        server.status = tb_fail(error, TB_EIO, "libcurl 无法启动", "libcurl cannot be started");
    if (server.status == TB_OK) {
        if (getrandom(&server.random.state, sizeof server.random.state, 0) < 0 ||
            server.random.state == 0)
            server.random.state = tb_net_now_ms() | 1;
        run(&server);
    }
    for (size_t i = 0; i < server.jobs.count; i++)
        tb_net_close(server.jobs.at[i]);
    curl_multi_cleanup(server.multi);
    tb_buf_free(&server.in);
    tb_buf_free(&server.out);
    tb_arena_free(server.arena);
    return server.status;
}
