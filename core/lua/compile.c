/* compile.c - see compile.h. */
#include "lua/compile.h"

#include <lauxlib.h>

static int append(lua_State *L, const void *bytes, size_t size, void *user)
{
    struct tb_buf *out = user;
    (void)L;
    tb_buf_add(out, (struct tb_str){bytes, size});
    return out->failed != TB_OK;
}

enum tb_status tb_lua_compile(struct tb_str text, const char *chunk, struct tb_buf *out,
                              struct tb_error *error)
{
    lua_State *L = luaL_newstate();
    if (!L)
        return tb_fail_memory(error);
    enum tb_status status = TB_OK;
    if (luaL_loadbufferx(L, text.ptr, text.len, chunk, "t") != LUA_OK)
        status = tb_fail(error, TB_EFORMAT, "%s", "%s", lua_tostring(L, -1));
    else if (lua_dump(L, append, out, 0) != 0)
        status = tb_buf_status(out, error);
    lua_close(L);
    return status;
}
