/* fetch_page.c - pages for fetchers, and replies as files. */
#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "base/replace.h"
#include "host/fetch_work.h"
#include "net/url.h"

/* --- pages -------------------------------------------------------------------------------------- */

/* The bytes with room behind them, as readers want it. ptr NULL: the arena is full. */
static struct tb_str with_padding(struct tb_str bytes, struct tb_arena *arena)
{
    char *copy = tb_arena_alloc(arena, bytes.len + TB_PADDING);
    if (!copy)
        return (struct tb_str){NULL, 0};
    if (bytes.len > 0)
        memcpy(copy, bytes.ptr, bytes.len);
    memset(copy + bytes.len, 0, TB_PADDING);
    return (struct tb_str){copy, bytes.len};
}

static struct tb_str copy_known(struct tb_str text, struct tb_arena *arena)
{
    return text.len > 0 ? tb_arena_copy(arena, text) : (struct tb_str){NULL, 0};
}

/* Links, absolute; those that lead nowhere that can be asked are left out. */
static bool take_links(const struct tb_page_view *view, struct tb_str base, struct tb_arena *arena,
                       struct tb_page *page)
{
    struct tb_link *links = TB_NEW_ARRAY(arena, struct tb_link, view->link_count);
    for (size_t i = 0; links && i < view->link_count; i++) {
        struct tb_str url = tb_url_resolve(arena, base, view->links[i].address);
        const struct tb_page_link *link = &view->links[i];
        if (url.ptr)
            links[page->link_count++] =
                (struct tb_link){url,           link->text, link->title,          link->line,
                                 link->section, link->form, tb_str_of(link->date)};
    }
    page->links = links;
    return links != NULL;
}

/* How many items the bulletin in `bytes` has; 0: it is none. */
static uint32_t count_items(const struct tb_fetch_run *run, struct tb_str bytes,
                            struct tb_arena *arena)
{
    struct tb_report *report;
    struct tb_mark mark = tb_arena_mark(arena);
    bool read =
        tb_load(run->ingest, TB_STR("page"), bytes, run->options, arena, &report, NULL) == TB_OK;
    uint32_t items = read ? (uint32_t)report->item_count : 0;
    tb_arena_rewind(arena, mark);
    return items;
}

void tb_fetch_count_items(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                          struct tb_arena *arena)
{
    for (size_t i = 0; i < work->pages.count; i++) {
        struct tb_page *page = work->pages.at[i];
        if (tb_str_eq(page->at, work->fetch.chosen->url) && work->replies.at[i].body.len > 0)
            page->items = count_items(run, work->replies.at[i].body, arena);
    }
}

/* The reply with texts of its own; its body is `bytes`. */
static bool keep_reply(struct tb_fetch_work *work, const struct tb_net_reply *reply,
                       struct tb_str bytes, struct tb_arena *arena)
{
    struct tb_net_reply *kept = TB_LIST_ADD(arena, &work->replies);
    if (!kept)
        return false;
    *kept = *reply;
    struct tb_str *const texts[] = {&kept->url,       &kept->hops, &kept->address,  &kept->etag,
                                    &kept->modified,  &kept->type, &kept->encoding, &kept->date,
                                    &kept->file_name, &kept->zh,   &kept->en};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!(*texts[i] = tb_arena_copy(arena, *texts[i])).ptr)
            return false;
    kept->body = bytes;
    return true;
}

enum tb_status tb_fetch_add_page(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                                 const struct tb_net_reply *reply, struct tb_arena *arena,
                                 struct tb_error *error)
{
    struct tb_page *page = TB_NEW(arena, struct tb_page);
    struct tb_page **slot = TB_LIST_ADD(arena, &work->pages);
    struct tb_str bytes = with_padding(reply->body, arena);
    struct tb_page_view view = {0};
    if (!page || !slot || !bytes.ptr || !keep_reply(work, reply, bytes, arena))
        return tb_arena_fail(arena, error);
    page->asked = work->asked;
    page->at = work->wanted;
    page->url = tb_arena_copy(arena, reply->url);
    page->status = reply->status;
    page->type = copy_known(reply->type, arena);
    if (bytes.len > 0 &&
        tb_load_page(run->ingest, bytes, run->options, arena, &view, NULL) == TB_OK) {
        page->title = view.title;
        page->text = view.text;
        if (!take_links(&view, page->url, arena, page))
            return tb_arena_fail(arena, error);
    }
    if (work->chosen && bytes.len > 0)
        page->items = count_items(run, bytes, arena);
    *slot = page;
    work->fetch.pages = (const struct tb_page *const *)work->pages.at;
    work->fetch.page_count = work->pages.count;
    return TB_OK;
}

/* --- replies as files --------------------------------------------------------------------------- */

static struct tb_str path_of(const char *dir, struct tb_str url, struct tb_arena *arena)
{
    char hash[65];
    tb_sha256_hex(url, hash);
    return tb_arena_printf(arena, "%s/%.16s.reply", dir, hash);
}

enum tb_status tb_fetch_record(const char *dir, struct tb_str url, const struct tb_net_reply *reply,
                               struct tb_arena *scratch, struct tb_error *error)
{
    struct tb_buf frame = tb_buf_make(TB_NET_FRAME_MAX + 4);
    struct tb_str path = path_of(dir, url, scratch);
    if (!path.ptr)
        return tb_arena_fail(scratch, error);
    tb_net_put_reply(&frame, reply);
    enum tb_status status = tb_buf_status(&frame, error);
    if (status == TB_OK)
        status = tb_file_replace(path.ptr, tb_buf_str(&frame), error);
    tb_buf_free(&frame);
    return status;
}

enum tb_status tb_fetch_replay(const char *dir, struct tb_str url, struct tb_arena *scratch,
                               struct tb_net_reply *out, struct tb_error *error)
{
    struct tb_str path = path_of(dir, url, scratch), bytes;
    bool complete = false;
    if (!path.ptr)
        return tb_arena_fail(scratch, error);
    *out = (struct tb_net_reply){
        .outcome = TB_NET_TRANSIENT,
        .zh = TB_STR("没有录下这个网址，而 --offline 不上网"),
        .en = TB_STR("this address was not recorded, and --offline asks nobody")};
    if (!tb_is_file(path.ptr))
        return TB_OK;
    enum tb_status status = tb_file_read(path.ptr, TB_NET_FRAME_MAX + 4, scratch, &bytes, error);
    if (status == TB_OK)
        status = tb_net_take_reply(&bytes, out, &complete, error);
    if (status == TB_OK && !complete)
        status = tb_fail(error, TB_EFORMAT, "录下的响应不完整", "the recorded reply is cut short");
    if (status != TB_OK)
        tb_fail_at(error, status, path.ptr, 0, 0);
    return status;
}
