/* plugins_grant.c - see plugins_grant.h. */
#include "cli/plugins_grant.h"

/* "history" and "host NAME" in plain words. */
static void put_right(struct tb_screen *screen, struct tb_str right)
{
    struct tb_str host = TB_STR("host ");
    if (tb_str_eq(right, TB_STR("history"))) {
        tb_say(screen, "读取以前各期的快照", "read the snapshots of earlier periods");
    } else if (tb_str_starts(right, host)) {
        tb_say(screen, "访问网站 ", "fetch from ");
        tb_put(screen, tb_str_sub(right, host.len, right.len));
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

enum tb_status tb_request_grant(struct tb_screen *screen, const struct tb_setup *setup,
                                const struct tb_plugin *plugin, const struct tb_request *request,
                                struct tb_error *error)
{
    if (request->count == 0) {
        tb_say(screen, "%.*s 不要求授权，没有什么可授\n",
               "%.*s asks for nothing that must be granted\n", TB_ARG(request->subject));
        return TB_OK;
    }
    if (!setup->dirs.state.ptr)
        return tb_fail(error, TB_EUSAGE, "不知道授权存在哪里：请设置 HOME 或 XDG_STATE_HOME",
                       "there is no place to keep grants in: set HOME or XDG_STATE_HOME");
    enum tb_status status = tb_grants_put(setup->dirs.state.ptr, request->subject, plugin->hash,
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
