/* notify.c - see notify.h. */
#include "host/notify.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/replace.h"

enum { LETTER_MAX = 1 << 20, FEED_MAX = 8 << 20 };

bool tb_notify_wanted(const struct tb_notify *notify)
{
    return notify->command.ptr || notify->mail.ptr || notify->feed.ptr;
}

size_t tb_notify_rights(const struct tb_notify *notify, struct tb_str rights[3], char hash[65])
{
    const struct {
        const char *right;
        struct tb_str value;
    } ways[] = {{"command", notify->command}, {"feed", notify->feed}, {"mail", notify->mail}};
    struct tb_buf all = tb_buf_make(LETTER_MAX);
    size_t count = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!ways[i].value.ptr)
            continue;
        rights[count++] = tb_str_of(ways[i].right);
        tb_buf_printf(&all, "%s\t%.*s\n", ways[i].right, TB_ARG(ways[i].value));
    }
    tb_sha256_hex(tb_buf_str(&all), hash);
    tb_buf_free(&all);
    return count;
}

/* --- another program ---------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Gives the program its input and waits until it has ended, or its time is up. True: it ended well. */
static bool feed_and_wait(pid_t pid, int fd, struct tb_str input)
{
    const int64_t end = now_ms() + (int64_t)TB_NOTIFY_WAIT_S * 1000;
    int status = 0;
    pid_t ended = 0;
    while (ended == 0 && now_ms() < end) {
        if (input.len == 0 && fd >= 0) {
            close(fd);
            fd = -1;
        }
        struct pollfd polled = {.fd = fd, .events = POLLOUT};
        ssize_t sent = 0;
        if (poll(&polled, 1, 20) > 0) /* at least PIPE_BUF bytes can be written, or nobody reads */
            sent = write(fd, input.ptr, input.len < 4096 ? input.len : 4096);
        input = tb_str_sub(input, sent > 0 ? (size_t)sent : 0, sent < 0 ? 0 : input.len);
        ended = waitpid(pid, &status, WNOHANG);
    }
    if (fd >= 0)
        close(fd);
    if (ended == pid)
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    kill(-pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return false;
}

static enum tb_status run_program(char *const *arguments, struct tb_str input,
                                  struct tb_error *error)
{
    int ends[2];
    if (pipe(ends) != 0)
        return tb_fail(error, TB_EIO, "无法启动通知程序：%s",
                       "cannot start the program to notify: %s", strerror(errno));
    struct sigaction ignored = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignored, &before);
    pid_t pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        sigaction(SIGPIPE, &before, NULL);
        dup2(ends[0], STDIN_FILENO);
        dup2(STDERR_FILENO, STDOUT_FILENO); /* what it prints is no output of this program */
        close(ends[0]);
        close(ends[1]);
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(ends[0]);
    bool well = pid > 0 && feed_and_wait(pid, ends[1], input);
    if (pid < 0)
        close(ends[1]);
    sigaction(SIGPIPE, &before, NULL);
    if (well)
        return TB_OK;
    return tb_fail(error, TB_EIO, "通知没有送出：%s 不能运行、失败或超过 %d 秒",
                   "the notice was not delivered: %s cannot be run, failed or took more than %d s",
                   arguments[0], TB_NOTIFY_WAIT_S);
}

static enum tb_status run_command(struct tb_str command, struct tb_str text, struct tb_error *error)
{
    struct tb_buf line = tb_buf_make(LETTER_MAX);
    char shell[] = "/bin/sh", flag[] = "-c";
    tb_buf_add(&line, command);
    tb_buf_byte(&line, '\0');
    enum tb_status status = tb_buf_status(&line, error);
    char *const arguments[] = {shell, flag, line.ptr, NULL};
    if (status == TB_OK)
        status = run_program(arguments, text, error);
    tb_buf_free(&line);
    return status;
}

/* --- mail --------------------------------------------------------------------------------------- */

enum { WORD_MAX = 45 }; /* bytes: an encoded word has at most 75 characters */

/* An encoded word of RFC 2047. */
static void put_word(struct tb_buf *out, struct tb_str text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    tb_buf_text(out, "=?UTF-8?B?");
    for (size_t i = 0; i < text.len; i += 3) {
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (i + k < text.len ? (unsigned char)text.ptr[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            tb_buf_byte(out, k <= text.len - i ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
    tb_buf_text(out, "?=");
}

/* As many words as it takes, a line each; none ends within a character. */
static void put_words(struct tb_buf *out, struct tb_str text)
{
    for (size_t from = 0, to; from < text.len; from = to) {
        to = text.len - from > WORD_MAX ? from + WORD_MAX : text.len;
        while (to < text.len && to > from + WORD_MAX - 3 &&
               ((unsigned char)text.ptr[to] & 0xC0) == 0x80)
            to--;
        tb_buf_text(out, from > 0 ? "\n " : "");
        put_word(out, tb_str_sub(text, from, to));
    }
}

static enum tb_status send_mail(const char *sendmail, struct tb_str to,
                                const struct tb_notice *notice, struct tb_error *error)
{
    struct tb_buf letter = tb_buf_make(LETTER_MAX);
    char program[256], from_headers[] = "-t", dots[] = "-i";
    (void)snprintf(program, sizeof program, "%s", sendmail);
    tb_buf_printf(&letter, "To: %.*s\nSubject: ", TB_ARG(to));
    put_words(&letter, notice->subject);
    tb_buf_text(&letter, "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                         "Content-Transfer-Encoding: 8bit\nAuto-Submitted: auto-generated\n\n");
    tb_buf_add(&letter, notice->text);
    enum tb_status status = tb_buf_status(&letter, error);
    char *const arguments[] = {program, from_headers, dots, NULL};
    if (status == TB_OK)
        status = run_program(arguments, tb_buf_str(&letter), error);
    tb_buf_free(&letter);
    return status;
}

/* --- a feed ------------------------------------------------------------------------------------- */

static const char feed_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
                                "<title>tongbao</title><id>urn:tongbao:notices</id>\n";
static const char feed_tail[] = "</feed>\n";

static void put_text(struct tb_buf *out, struct tb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '<')
            tb_buf_text(out, "&lt;");
        else if (c == '>')
            tb_buf_text(out, "&gt;");
        else if (c == '&')
            tb_buf_text(out, "&amp;");
        else if ((unsigned char)c >= ' ' || c == '\n' || c == '\t')
            tb_buf_byte(out, c);
    }
}

static void put_entry(struct tb_buf *out, const struct tb_notice *notice)
{
    char hash[65];
    tb_sha256_hex(notice->text, hash);
    tb_buf_text(out, "<entry><title>");
    put_text(out, notice->subject);
    tb_buf_printf(out, "</title><id>urn:sha256:%s:%.*s</id><updated>%.*s</updated>", hash,
                  TB_ARG(notice->time), TB_ARG(notice->time));
    tb_buf_text(out, "<author><name>tongbao</name></author><content type=\"text\">");
    put_text(out, notice->text);
    tb_buf_text(out, "</content></entry>\n");
}

/* The entries of the file as it is, the newest first, as many as are still wanted and have room. */
static struct tb_str old_entries(struct tb_str file, size_t room)
{
    size_t from = tb_str_find(file, TB_STR("<entry>"), 0), to = from;
    for (int n = 1; n < TB_NOTIFY_ENTRIES && to != SIZE_MAX; n++) {
        size_t end = tb_str_find(file, TB_STR("</entry>\n"), to);
        if (end == SIZE_MAX || end + strlen("</entry>\n") - from > room)
            break;
        to = end + strlen("</entry>\n");
    }
    return from == SIZE_MAX ? TB_STR("") : tb_str_sub(file, from, to);
}

static enum tb_status add_to_feed(const char *workspace, struct tb_str name,
                                  const struct tb_notice *notice, struct tb_error *error)
{
    struct tb_arena *arena = NULL;
    struct tb_buf out = tb_buf_make(FEED_MAX);
    struct tb_str file = TB_STR("");
    enum tb_status status = tb_arena_new(2 * FEED_MAX, &arena, error);
    if (status != TB_OK)
        return status;
    struct tb_str path = tb_arena_printf(arena, "%s/%.*s", workspace, TB_ARG(name));
    if (!path.ptr)
        status = tb_arena_fail(arena, error);
    if (status == TB_OK && tb_is_file(path.ptr))
        status = tb_file_read(path.ptr, FEED_MAX, arena, &file, error);
    if (status == TB_OK && file.len > 0 && !tb_str_starts(file, tb_str_of(feed_head)))
        status = tb_fail(error, TB_EIO, "%s 不是 tongbao 写的通知，没有改动",
                         "%s is no feed that tongbao wrote, it is left alone", path.ptr);
    tb_buf_text(&out, feed_head);
    tb_buf_printf(&out, "<updated>%.*s</updated>\n", TB_ARG(notice->time));
    put_entry(&out, notice);
    tb_buf_add(&out, old_entries(file, FEED_MAX / 2));
    tb_buf_text(&out, feed_tail);
    if (status == TB_OK)
        status = tb_buf_status(&out, error);
    if (status == TB_OK)
        status = tb_file_replace(path.ptr, tb_buf_str(&out), error);
    tb_buf_free(&out);
    tb_arena_free(arena);
    return status;
}

/* --- all of it ---------------------------------------------------------------------------------- */

enum tb_status tb_notify_send(const struct tb_notify *notify, const char *sendmail,
                              const char *workspace, const struct tb_notice *notice,
                              struct tb_error *error)
{
    struct tb_error later;
    enum tb_status status = TB_OK, other = TB_OK;
    if (notify->feed.ptr)
        status = add_to_feed(workspace, notify->feed, notice, error);
    if (notify->command.ptr)
        other = run_command(notify->command, notice->text, status == TB_OK ? error : &later);
    status = status == TB_OK ? other : status;
    other = TB_OK;
    if (notify->mail.ptr)
        other = send_mail(sendmail, notify->mail, notice, status == TB_OK ? error : &later);
    return status == TB_OK ? other : status;
}
