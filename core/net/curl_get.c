/* curl_get.c - see curl_get.h. */
#include "net/curl_get.h"

#include <stdio.h>

#include "net/address.h"
#include "net/header.h"

enum {
    ARENA = 512 << 10, /* bytes of headers that are kept */
    HEADER_BYTES = 256 << 10,
    HEADER_LINES = 1000,
    OTHER_BODY = 64 << 10, /* bytes of a body that nobody reads: of a redirect, an error */
    CONNECT_MS = 10 * 1000,
    SLOW_BYTES = 64, /* a second, for */
    SLOW_SECONDS = 30
};

/* What is wrong for good; the first fault stays. */
static void fault(struct tb_get *get, enum tb_net_outcome outcome, const char *zh, const char *en)
{
    if (get->outcome != TB_NET_ANSWERED)
        return;
    get->outcome = outcome;
    tb_fail(&get->error, TB_EFORMAT, "%s", "%s", zh);
    (void)snprintf(get->error.en, sizeof get->error.en, "%s", en);
}

/* --- where connections may go ------------------------------------------------------------------- */

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct tb_get *get = user;
    (void)purpose;
    const char *kind = get->allow_private ? NULL : tb_address_private(&address->addr);
    if (kind) {
        get->private_kind = kind;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Before each request, on a connection that was kept too. */
static int before_request(void *user, char *peer, char *local, int peer_port, int local_port)
{
    struct tb_get *get = user;
    (void)local;
    (void)peer_port;
    (void)local_port;
    (void)snprintf(get->address, sizeof get->address, "%s", peer);
    const char *kind = get->allow_private ? NULL : tb_address_private_text(peer);
    if (kind)
        get->private_kind = kind;
    return kind ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

/* --- headers ------------------------------------------------------------------------------------ */

static bool is_named(struct tb_str name, const char *lower)
{
    if (name.len != strlen(lower))
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower[i])
            return false;
    }
    return true;
}

static void begin_headers(struct tb_get *get)
{
    get->has_length = get->is_chunked = false;
    get->got_etag = get->got_modified = get->type = get->encoding = get->date = get->location =
        get->disposition = get->retry_after = get->range = (struct tb_str){NULL, 0};
}

static void take_length(struct tb_get *get, struct tb_str value)
{
    uint64_t length;
    if (!tb_header_number(value, &length))
        fault(get, TB_NET_BROKEN, "Content-Length 不是数字", "Content-Length is no number");
    else if (get->has_length && length != get->length)
        fault(get, TB_NET_BROKEN, "有两个不同的 Content-Length",
              "there are two different Content-Length");
    else
        get->length = length;
    get->has_length = true;
}

static void keep_header(struct tb_get *get, struct tb_str name, struct tb_str value)
{
    const struct {
        const char *name;
        struct tb_str *value;
    } kept[] = {
        {"etag", &get->got_etag},
        {"last-modified", &get->got_modified},
        {"content-type", &get->type},
        {"content-encoding", &get->encoding},
        {"date", &get->date},
        {"location", &get->location},
        {"retry-after", &get->retry_after},
        {"content-disposition", &get->disposition},
        {"content-range", &get->range},
    };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (is_named(name, kept[i].name)) {
            *kept[i].value = tb_arena_copy(get->arena, value);
            return;
        }
    if (is_named(name, "content-length"))
        take_length(get, value);
    else if (is_named(name, "transfer-encoding"))
        get->is_chunked = true;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *user)
{
    struct tb_get *get = user;
    struct tb_str line = {bytes, size * count};
    get->header_bytes += line.len;
    if (++get->header_lines > HEADER_LINES || get->header_bytes > HEADER_BYTES) {
        fault(get, TB_NET_BROKEN, "响应头超过 256 KiB 或 1000 行",
              "the headers are more than 256 KiB or 1000 lines");
        return 0;
    }
    if (tb_str_starts(line, TB_STR("HTTP/"))) {
        begin_headers(get);
        return size * count;
    }
    while (line.len > 0 && (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r'))
        line.len--;
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t') {
            fault(get, TB_NET_BROKEN, "响应头里有控制字符", "a header has a control character");
            return 0;
        }
    size_t colon = tb_str_find(line, TB_STR(":"), 0);
    if (colon != SIZE_MAX)
        keep_header(get, tb_str_sub(line, 0, colon),
                    tb_str_trim(tb_str_sub(line, colon + 1, line.len)));
    if (get->has_length && get->is_chunked)
        fault(get, TB_NET_BROKEN, "同时有 Content-Length 和 Transfer-Encoding",
              "there are both Content-Length and Transfer-Encoding");
    return get->outcome == TB_NET_ANSWERED ? size * count : 0;
}

/* --- the body ----------------------------------------------------------------------------------- */

/* A piece was asked for: it must be the one that follows what is kept, of the same whole. */
static void begin_piece(struct tb_get *get)
{
    struct tb_content_range range;
    if (get->status == 206 && get->from == 0)
        fault(get, TB_NET_BROKEN, "没有请求片段却收到 206",
              "a part came (206) that was not asked for");
    else if (get->status == 206 &&
             (!tb_content_range(get->range, &range) || range.from != get->from ||
              (get->from_total != UINT64_MAX && range.total != get->from_total)))
        fault(get, TB_NET_BROKEN, "收到的片段与请求的不符",
              "the part that came is not the one asked for");
    else if (get->status == 206)
        get->total = range.total;
    else
        get->from = get->body.len = 0; /* all of it, from the beginning */
    if (get->status == 200 && get->has_length)
        get->total = get->length;
}

static void begin_body(struct tb_get *get)
{
    enum tb_coding coding;
    get->body_begun = true;
    curl_easy_getinfo(get->easy, CURLINFO_RESPONSE_CODE, &get->status);
    if (get->status != 200 && get->status != 206)
        return;
    begin_piece(get);
    struct tb_str encoding = get->encoding.ptr ? get->encoding : TB_STR("");
    if (!tb_coding_parse(encoding, &coding)) {
        fault(get, TB_NET_BROKEN, "正文用了没有请求的编码",
              "the body has a coding that was not asked for");
        return;
    }
    get->decoder = tb_decoder_new(coding, &get->body);
    if (!get->decoder)
        fault(get, TB_NET_TRANSIENT, "内存不足", "out of memory");
}

static size_t take_body(char *bytes, size_t size, size_t count, void *user)
{
    struct tb_get *get = user;
    struct tb_error error;
    size_t len = size * count;
    get->raw_size += len;
    if (!get->body_begun)
        begin_body(get);
    if (get->outcome != TB_NET_ANSWERED)
        return 0;
    if (!get->decoder) {
        get->enough = get->raw_size > OTHER_BODY;
        return get->enough ? 0 : len;
    }
    if (get->raw_size > TB_NET_BODY_MAX)
        fault(get, TB_NET_BROKEN, "正文超过 64 MiB 的上限", "the body is larger than 64 MiB");
    else if (tb_decoder_take(get->decoder, (struct tb_str){bytes, len}, &error) != TB_OK)
        fault(get, TB_NET_BROKEN, error.zh, error.en);
    return get->outcome == TB_NET_ANSWERED ? len : 0;
}

/* --- starting ----------------------------------------------------------------------------------- */

static void add_header(struct tb_get *get, const char *name, struct tb_str value)
{
    char line[4096];
    int len = snprintf(line, sizeof line, "%s: %.*s", name, TB_ARG(value));
    if (len > 0 && (size_t)len < sizeof line)
        get->headers = curl_slist_append(get->headers, line);
}

static void add_headers(struct tb_get *get)
{
    if (get->from > 0) {
        char range[64];
        (void)snprintf(range, sizeof range, "bytes=%zu-", get->from);
        add_header(get, "Accept-Encoding", TB_STR("identity"));
        add_header(get, "Range", tb_str_of(range));
        add_header(get, "If-Range", get->from_etag);
        return;
    }
    add_header(get, "Accept-Encoding", TB_STR("gzip"));
    if (get->etag.len > 0)
        add_header(get, "If-None-Match", get->etag);
    if (get->modified.len > 0)
        add_header(get, "If-Modified-Since", get->modified);
}

static void set_options(struct tb_get *get)
{
    CURL *easy = get->easy;
    curl_easy_setopt(easy, CURLOPT_URL, get->url.ptr);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (get->ca_file.len > 0)
        curl_easy_setopt(easy, CURLOPT_CAINFO, get->ca_file.ptr);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)get->timeout_ms);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)TB_NET_BODY_MAX);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, get->agent);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, get->headers);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, get->words);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, get);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_request);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, get);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, get);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, get);
}

bool tb_get_start(struct tb_get *get, CURLM *multi, void *user)
{
    get->easy = curl_easy_init();
    get->outcome = TB_NET_ANSWERED;
    get->total = UINT64_MAX;
    if (!get->easy || tb_arena_new(ARENA, &get->arena, NULL) != TB_OK)
        return false;
    add_headers(get);
    set_options(get);
    curl_easy_setopt(get->easy, CURLOPT_PRIVATE, user);
    return curl_multi_add_handle(multi, get->easy) == CURLM_OK;
}

/* --- the end ------------------------------------------------------------------------------------ */

/* What libcurl could not do. Most of it may go well another time. */
static void take_failure(struct tb_get *get, CURLcode code)
{
    const char *words = get->words[0] ? get->words : curl_easy_strerror(code);
    if (get->private_kind) {
        get->outcome = TB_NET_REFUSED;
        tb_fail(&get->error, TB_EDENIED, "解析到内部地址（%s），没有得到授权",
                "it leads to a private address (%s), which was not granted", get->private_kind);
        return;
    }
    switch ((int)code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
        get->outcome = TB_NET_REFUSED;
        tb_fail(&get->error, TB_EDENIED, "TLS 证书或连接不可信：%s",
                "the TLS certificate or connection cannot be trusted: %s", words);
        return;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_FILESIZE_EXCEEDED:
        get->outcome = TB_NET_BROKEN;
        tb_fail(&get->error, TB_EFORMAT, "响应不合规：%s", "the answer is not as it should be: %s",
                words);
        return;
    default:
        get->outcome = TB_NET_TRANSIENT;
        tb_fail(&get->error, TB_EIO, "连接失败：%s", "the connection failed: %s", words);
    }
}

static void take_answer(struct tb_get *get)
{
    struct tb_error error;
    curl_easy_getinfo(get->easy, CURLINFO_RESPONSE_CODE, &get->status);
    if (!get->body_begun && (get->status == 200 || get->status == 206))
        begin_body(get); /* an empty one */
    if (get->outcome == TB_NET_ANSWERED && get->decoder &&
        tb_decoder_end(get->decoder, &error) != TB_OK)
        fault(get, TB_NET_BROKEN, error.zh, error.en);
    if (get->outcome == TB_NET_ANSWERED && get->status == 206 && get->total != UINT64_MAX &&
        get->body.len != get->total)
        fault(get, TB_NET_BROKEN, "续传后大小不符", "the size is wrong after going on");
}

void tb_get_end(struct tb_get *get, CURLM *multi, CURLcode code)
{
    curl_multi_remove_handle(multi, get->easy);
    if (get->outcome != TB_NET_ANSWERED)
        return;
    if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && get->enough))
        take_answer(get);
    else
        take_failure(get, code);
}

void tb_get_free(struct tb_get *get)
{
    curl_easy_cleanup(get->easy);
    curl_slist_free_all(get->headers);
    tb_decoder_free(get->decoder);
    tb_arena_free(get->arena);
    get->easy = NULL;
    get->headers = NULL;
    get->decoder = NULL;
    get->arena = NULL;
}
