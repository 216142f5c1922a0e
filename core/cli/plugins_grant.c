/* plugins_grant.c - see plugins_grant.h. */
#include "cli/plugins_grant.h"

#include "host/fetch.h"
#include "host/notify.h"

/* "history" and "host NAME" in plain words. */
static void put_right(struct tb_screen *screen, struct tb_str right)
{
    struct tb_str host = TB_STR("host ");
    if (tb_str_eq(right, TB_STR("history"))) {
        tb_say(screen, "读取以前各期的快照", "read the snapshots of earlier periods");
    } else if (tb_str_starts(right, host)) {
        tb_say(screen, "访问网站 ", "fetch from ");
        tb_put(screen, tb_str_sub(right, host.len, right.len));
    } else if (tb_str_eq(right, TB_STR("private"))) {
        tb_say(screen, "访问内部网络的地址", "fetch from addresses of private networks");
    } else if (tb_str_eq(right, TB_STR("pace"))) {
        tb_say(screen, "一秒之内再次请求", "ask again within a second");
    } else {
        tb_put(screen, right);
    }
}

void tb_request_put(struct tb_screen *screen, const struct tb_plugin *plugin,
                    const struct tb_request *request, const struct tb_grants *grants)
{
    tb_say(screen, "  内容：%.16s…\n", "  content: %.16s…\n", plugin->hash);
    if (request->count == 0) {
        tb_say(screen, "  不要求授权\n", "  asks for nothing that must be granted\n");
        return;
    }
    for (size_t i = 0; i < request->count; i++) {
        bool granted = tb_grants_allow(grants, request->subject, plugin->hash, request->rights[i]);
        tb_say(screen, "  要求：", "  asks to: ");
        put_right(screen, request->rights[i]);
        tb_say(screen, "（%s）\n", " (%s)\n",
               granted ? tb_pick(screen->lang, "已授权", "granted")
                       : tb_pick(screen->lang, "未授权", "not granted"));
    }
}

/* Keeps the grant and says what it was for. */
static enum tb_status grant(struct tb_screen *screen, const struct tb_setup *setup,
                            const struct tb_request *request, const char hash[65],
                            struct tb_error *error)
{
    if (!setup->dirs.state.ptr)
        return tb_fail(error, TB_EUSAGE, "不知道授权存在哪里：请设置 HOME 或 XDG_STATE_HOME",
                       "there is no place to keep grants in: set HOME or XDG_STATE_HOME");
    enum tb_status status = tb_grants_put(setup->dirs.state.ptr, request->subject, hash,
                                          request->rights, request->count, setup->arena, error);
    if (status != TB_OK)
        return status;
    tb_say(screen, "已授权 %.*s（只对现在的内容有效，改动后要重新授权）：\n",
           "granted to %.*s (as it is now; after a change it must be granted again):\n",
           TB_ARG(request->subject));
    for (size_t i = 0; i < request->count; i++) {
        tb_buf_text(screen->out, "  ");
        put_right(screen, request->rights[i]);
        tb_buf_byte(screen->out, '\n');
    }
    return TB_OK;
}

enum tb_status tb_request_grant(struct tb_screen *screen, const struct tb_setup *setup,
                                const struct tb_plugin *plugin, const struct tb_request *request,
                                struct tb_error *error)
{
    if (request->count == 0) {
        tb_say(screen, "%.*s 不要求授权，没有什么可授\n",
               "%.*s asks for nothing that must be granted\n", TB_ARG(request->subject));
        return TB_OK;
    }
    return grant(screen, setup, request, plugin->hash, error);
}

enum tb_status tb_workspace_grant(struct tb_screen *screen, const struct tb_setup *setup,
                                  struct tb_str name, bool *known, struct tb_error *error)
{
    const struct tb_workspace *workspace = &setup->workspace;
    struct tb_request request = {.subject = TB_STR("notify")};
    char hash[65];
    *known = tb_str_eq(name, TB_STR("notify")) && tb_notify_wanted(&workspace->notify);
    if (*known)
        request.count = tb_notify_rights(&workspace->notify, request.rights, hash);
    for (size_t i = 0; i < workspace->source_count && !*known; i++) {
        const struct tb_source_choice *source = &workspace->sources[i];
        *known = tb_str_eq(source->name, name);
        if (!*known)
            continue;
        request.subject = tb_source_subject(source, setup->arena, hash);
        if (source->pace > 0 && source->pace < 1)
            request.rights[request.count++] = TB_STR("pace");
        if (source->allow_private)
            request.rights[request.count++] = TB_STR("private");
    }
    if (!*known)
        return TB_OK;
    if (!request.subject.ptr)
        return tb_arena_fail(setup->arena, error);
    if (tb_str_eq(request.subject, TB_STR("notify"))) {
        const struct tb_str asked[] = {workspace->notify.command, workspace->notify.feed,
                                       workspace->notify.mail};
        const char *const names[] = {"command", "feed", "mail"};
        for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
            if (!asked[i].ptr)
                continue;
            tb_say(screen, "notify.%s = ", "notify.%s = ", names[i]);
            tb_put(screen, asked[i]);
            tb_buf_byte(screen->out, '\n');
        }
    }
    if (request.count > 0)
        return grant(screen, setup, &request, hash, error);
    tb_say(screen, "%.*s 不要求授权，没有什么可授\n",
           "%.*s asks for nothing that must be granted\n", TB_ARG(request.subject));
    return TB_OK;
}
