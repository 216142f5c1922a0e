/* module.c - loading modules. */
#include "base/module.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

/* The file of the module; false: there is none. */
static bool find(struct tb_str program, const char *name, char path[PATH_MAX])
{
    static const char *const places[] = {"lib/tongbao", "../lib/tongbao"};
    for (size_t i = 0; program.ptr && i < sizeof places / sizeof *places; i++) {
        int len = snprintf(path, PATH_MAX, "%s/%s/%s.so", program.ptr, places[i], name);
        if (len > 0 && len < PATH_MAX && access(path, R_OK) == 0)
            return true;
    }
    return false;
}

bool tb_module_found(struct tb_str program, const char *name)
{
    char path[PATH_MAX];
    return find(program, name, path);
}

enum tb_status tb_module_load(struct tb_str program, const char *name, const char *package,
                              const void **out, struct tb_error *error)
{
    char path[PATH_MAX], symbol[64];
    if (!find(program, name, path))
        return tb_fail(error, TB_EIO,
                       "缺少模块 %s：请安装 %s（apt-get install），再重新构建并安装 tongbao",
                       "the module %s is missing: install %s (apt-get install), then build and "
                       "install tongbao again",
                       name, package);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module)
        return tb_fail(error, TB_EIO, "模块 %s 无法载入，请安装 %s（apt-get install）：%s",
                       "the module %s cannot be loaded, install %s (apt-get install): %s", name,
                       package, dlerror());
    (void)snprintf(symbol, sizeof symbol, "tb_module_%s", name);
    const void *found = dlsym(module, symbol);
    if (!found) {
        dlclose(module);
        return tb_fail(error, TB_EIO, "模块 %s 属于另一个版本，请重新安装 tongbao",
                       "the module %s is of another version, please install tongbao again", name);
    }
    *out = found;
    // cppcheck-suppress resourceLeak ; a module stays as long as the program
    return TB_OK;
}
