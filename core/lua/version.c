/* version.c - reading the version that the Lua library carries as text. */
#include "lua/version.h"

#include <lua.h>
#include <string.h>

unsigned tb_lua_version(void)
{
    /* "$LuaVersion: Lua 5.4.4  Copyright …" */
    static const char before[] = ": Lua ";
    const char *at = strstr(lua_ident, before);
    unsigned version = 0;
    if (!at)
        return 0;
    at += sizeof before - 1;
    for (int part = 0; part < 3; part++) {
        unsigned number = 0;
        while (*at >= '0' && *at <= '9' && number < 100)
            number = number * 10 + (unsigned)(*at++ - '0');
        version = version * 100 + number;
        at += *at == '.';
    }
    return version;
}
