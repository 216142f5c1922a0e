/* wire.c - see wire.h. Integers are little-endian, a text is its length and its bytes. */
#include "net/wire.h"

enum { JOB = 1, REPLY = 2 };

const char *tb_net_outcome_name(uint32_t outcome)
{
    static const char *const names[] = {"answered", "blocked",   "refused",
                                        "broken",   "transient", "deferred"};
    _Static_assert(sizeof names / sizeof *names == TB_NET_OUTCOME_END, "a name for each");
    return outcome < TB_NET_OUTCOME_END ? names[outcome] : "?";
}

/* --- writing ------------------------------------------------------------------------------------ */

static void put_u64(struct tb_buf *out, uint64_t value)
{
    tb_buf_u32(out, (uint32_t)value);
    tb_buf_u32(out, (uint32_t)(value >> 32));
}

static void put_text(struct tb_buf *out, struct tb_str text)
{
    tb_buf_u32(out, (uint32_t)text.len);
    tb_buf_add(out, text);
}

/* Begins a frame; its length is set by `end`. */
static size_t begin(struct tb_buf *out, uint32_t kind)
{
    size_t at = out->len;
    tb_buf_u32(out, 0);
    tb_buf_u32(out, kind);
    return at;
}

static void end(struct tb_buf *out, size_t at)
{
    if (out->failed != TB_OK)
        return;
    size_t len = out->len - at - 4;
    for (int i = 0; i < 4; i++)
        out->ptr[at + (size_t)i] = (char)(unsigned char)(len >> (8 * i));
}

void tb_net_put_job(struct tb_buf *out, const struct tb_net_job *job)
{
    size_t at = begin(out, JOB);
    tb_buf_u32(out, job->id);
    tb_buf_u32(out, job->allow_private);
    tb_buf_u32(out, job->pace_ms);
    tb_buf_u32(out, job->deadline_ms);
    put_text(out, job->url);
    put_text(out, job->hosts);
    put_text(out, job->etag);
    put_text(out, job->modified);
    put_text(out, job->ca_file);
    end(out, at);
}

void tb_net_put_reply(struct tb_buf *out, const struct tb_net_reply *reply)
{
    const struct tb_str texts[] = {reply->url,       reply->hops, reply->address,  reply->etag,
                                   reply->modified,  reply->type, reply->encoding, reply->date,
                                   reply->file_name, reply->zh,   reply->en,       reply->body};
    size_t at = begin(out, REPLY);
    tb_buf_u32(out, reply->id);
    tb_buf_u32(out, reply->outcome);
    tb_buf_u32(out, reply->status);
    tb_buf_u32(out, reply->tries);
    put_u64(out, (uint64_t)reply->received);
    put_u64(out, (uint64_t)reply->not_before);
    put_u64(out, reply->raw_size);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_text(out, texts[i]);
    end(out, at);
}

/* --- reading ------------------------------------------------------------------------------------ */

static uint32_t peek_u32(struct tb_str s)
{
    uint32_t value = 0;
    for (int i = 3; i >= 0; i--)
        value = value << 8 | (unsigned char)s.ptr[i];
    return value;
}

/* A frame being read; once something is missing, `bad` stays. */
struct frame {
    struct tb_str rest;
    bool bad;
};

static uint32_t take_u32(struct frame *frame)
{
    if (frame->bad || frame->rest.len < 4) {
        frame->bad = true;
        return 0;
    }
    uint32_t value = peek_u32(frame->rest);
    frame->rest = tb_str_sub(frame->rest, 4, frame->rest.len);
    return value;
}

static uint64_t take_u64(struct frame *frame)
{
    uint64_t low = take_u32(frame);
    return low | (uint64_t)take_u32(frame) << 32;
}

static struct tb_str take_text(struct frame *frame)
{
    size_t len = take_u32(frame);
    if (frame->bad || frame->rest.len < len) {
        frame->bad = true;
        return TB_STR("");
    }
    struct tb_str text = tb_str_sub(frame->rest, 0, len);
    frame->rest = tb_str_sub(frame->rest, len, frame->rest.len);
    return text;
}

static enum tb_status fail(struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "网络进程的消息不合规",
                   "a message of the net process is not valid");
}

/* The first frame, without its length and kind. */
static enum tb_status take_frame(struct tb_str *input, uint32_t kind, struct frame *frame,
                                 bool *complete, struct tb_error *error)
{
    *complete = false;
    if (input->len < 4)
        return TB_OK;
    size_t len = peek_u32(*input);
    if (len > TB_NET_FRAME_MAX)
        return fail(error);
    if (input->len - 4 < len)
        return TB_OK;
    *frame = (struct frame){tb_str_sub(*input, 4, 4 + len), false};
    *input = tb_str_sub(*input, 4 + len, input->len);
    *complete = true;
    return take_u32(frame) == kind ? TB_OK : fail(error);
}

enum tb_status tb_net_take_job(struct tb_str *input, struct tb_net_job *out, bool *complete,
                               struct tb_error *error)
{
    struct frame frame;
    enum tb_status status = take_frame(input, JOB, &frame, complete, error);
    if (status != TB_OK || !*complete)
        return status;
    struct tb_net_job job = {.id = take_u32(&frame)};
    job.allow_private = take_u32(&frame) != 0;
    job.pace_ms = take_u32(&frame);
    job.deadline_ms = take_u32(&frame);
    job.url = take_text(&frame);
    job.hosts = take_text(&frame);
    job.etag = take_text(&frame);
    job.modified = take_text(&frame);
    job.ca_file = take_text(&frame);
    if (frame.bad || frame.rest.len > 0)
        return fail(error);
    *out = job;
    return TB_OK;
}

enum tb_status tb_net_take_reply(struct tb_str *input, struct tb_net_reply *out, bool *complete,
                                 struct tb_error *error)
{
    struct frame frame;
    enum tb_status status = take_frame(input, REPLY, &frame, complete, error);
    if (status != TB_OK || !*complete)
        return status;
    struct tb_net_reply reply = {.id = take_u32(&frame)};
    reply.outcome = take_u32(&frame);
    reply.status = take_u32(&frame);
    reply.tries = take_u32(&frame);
    reply.received = (int64_t)take_u64(&frame);
    reply.not_before = (int64_t)take_u64(&frame);
    reply.raw_size = take_u64(&frame);
    struct tb_str *const texts[] = {&reply.url,       &reply.hops, &reply.address,  &reply.etag,
                                    &reply.modified,  &reply.type, &reply.encoding, &reply.date,
                                    &reply.file_name, &reply.zh,   &reply.en,       &reply.body};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = take_text(&frame);
    if (frame.bad || frame.rest.len > 0 || reply.outcome >= TB_NET_OUTCOME_END)
        return fail(error);
    *out = reply;
    return TB_OK;
}
