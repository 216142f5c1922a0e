/* bridge.c - finding a program for a form, its folder, its arguments and its result. */
#include "host/bridge.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embed.h"
#include "base/file.h"
#include "base/replace.h"
#include "base/tsv.h"
#include "host/bridge_run.h"

enum {
    ARGUMENTS = 16,
    CPU_SECONDS = 60,
    WALL_MS = 90 * 1000,
    RESULT_MAX = 256 << 20 /* bytes */
};
#define MEMORY ((size_t)4 << 30) /* an office program maps a lot */

struct tb_bridge tb_bridge_make(const char *path)
{
    return (struct tb_bridge){path, {CPU_SECONDS, WALL_MS, MEMORY, RESULT_MAX}};
}

bool tb_bridge_tool(size_t index, struct tb_bridge_tool *out)
{
    struct tb_str text = tb_embedded_text(tb_host_knowledge, "bridges");
    struct tb_tsv tsv = tb_tsv_open(text, "bridges", 6, 6);
    for (size_t i = 0;; i++) {
        struct tb_tsv_record record;
        bool more;
        if (tb_tsv_next(&tsv, &record, &more, NULL) != TB_OK || !more)
            return false;
        if (i == index) {
            *out = (struct tb_bridge_tool){record.field[0], record.field[1], record.field[2],
                                           record.field[3], record.field[4]};
            return true;
        }
    }
}

bool tb_bridge_find(const struct tb_bridge *bridge, struct tb_str program,
                    char room[TB_BRIDGE_PATH])
{
    struct tb_str rest = tb_str_of(bridge->path);
    while (rest.len > 0) {
        size_t end = tb_str_find(rest, TB_STR(":"), 0);
        struct tb_str folder = tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end);
        struct stat about;
        int len = snprintf(room, TB_BRIDGE_PATH, "%.*s/%.*s", TB_ARG(folder), TB_ARG(program));
        if (folder.len > 0 && folder.ptr[0] == '/' && len > 0 && len < TB_BRIDGE_PATH &&
            stat(room, &about) == 0 && S_ISREG(about.st_mode) && access(room, X_OK) == 0)
            return true;
        rest = end == SIZE_MAX ? (struct tb_str){"", 0} : tb_str_sub(rest, end + 1, rest.len);
    }
    return false;
}

/* Removes a folder with all that is in it; links are not followed. */
static bool remove_folder(char *folder)
{
    char *const paths[] = {folder, NULL};
    FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    bool done = walk != NULL;
    for (FTSENT *entry; walk && (entry = fts_read(walk)) != NULL;)
        if (entry->fts_info != FTS_D)
            done = remove(entry->fts_accpath) == 0 && done;
    if (walk)
        fts_close(walk);
    return done;
}

/* Puts what the words of bridges.tsv stand for in their place: IN, OUT and HOME. */
static struct tb_str argument_of(struct tb_str word, const char *folder, const char *in,
                                 struct tb_str result, struct tb_arena *arena)
{
    size_t home = tb_str_find(word, TB_STR("/HOME"), 0);
    if (tb_str_eq(word, TB_STR("IN")))
        return tb_arena_printf(arena, "%s/%s", folder, in);
    if (tb_str_eq(word, TB_STR("OUT")))
        return tb_arena_printf(arena, "%s/%.*s", folder, TB_ARG(result));
    if (home == SIZE_MAX)
        return tb_arena_copy(arena, word);
    struct tb_str before = tb_str_sub(word, 0, home), after = tb_str_sub(word, home + 5, word.len);
    return tb_arena_printf(arena, "%.*s%s%.*s", TB_ARG(before), folder, TB_ARG(after));
}

static bool make_arguments(const struct tb_bridge_tool *tool, const char *program,
                           const char *folder, const char *in, struct tb_arena *arena,
                           char *out[ARGUMENTS + 2])
{
    size_t count = 0;
    struct tb_str rest = tool->arguments;
    out[count++] = (char *)(uintptr_t)program; /* execv only reads */
    while (rest.len > 0 && count <= ARGUMENTS) {
        size_t end = tb_str_find(rest, TB_STR(" "), 0);
        struct tb_str word = tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end);
        struct tb_str made = argument_of(word, folder, in, tool->result, arena);
        if (!made.ptr)
            return false;
        out[count++] = (char *)(uintptr_t)made.ptr;
        rest = end == SIZE_MAX ? (struct tb_str){"", 0} : tb_str_sub(rest, end + 1, rest.len);
    }
    out[count] = NULL;
    return true;
}

/* Runs the tool in the folder and takes what it made. */
static enum tb_status run_in(const struct tb_bridge *bridge, const struct tb_bridge_tool *tool,
                             const char *program, const char *folder, struct tb_str bytes,
                             struct tb_arena *arena, struct tb_buf *out, struct tb_error *error)
{
    char in[32];
    char *arguments[ARGUMENTS + 2];
    bool prints = tb_str_eq(tool->result, TB_STR("-"));
    struct tb_bridge_run run = {program, arguments, folder, "printed", bridge->limits};
    snprintf(in, sizeof in, "in.%.*s", TB_ARG(tool->form));
    struct tb_str input = tb_arena_printf(arena, "%s/%s", folder, in), result = {NULL, 0}, made;
    result = tb_arena_printf(arena, "%s/%.*s", folder,
                             TB_ARG(prints ? TB_STR("printed") : tool->result));
    if (!input.ptr || !result.ptr || !make_arguments(tool, program, folder, in, arena, arguments))
        return tb_arena_fail(arena, error);
    enum tb_status status = tb_file_replace(input.ptr, bytes, error);
    if (status == TB_OK)
        status = tb_bridge_run(&run, error);
    if (status == TB_OK &&
        (tb_file_read(result.ptr, RESULT_MAX, arena, &made, NULL) != TB_OK || made.len == 0))
        status = tb_fail(error, TB_EFORMAT, "%s 没有给出结果", "%s made nothing of it", program);
    if (status == TB_OK)
        tb_buf_add(out, made);
    return status;
}

static enum tb_status run_tool(const struct tb_bridge *bridge, const struct tb_bridge_tool *tool,
                               const char *program, struct tb_str bytes, struct tb_buf *out,
                               struct tb_error *error)
{
    const char *scratch = getenv("TMPDIR");
    char folder[TB_BRIDGE_PATH];
    struct tb_arena *arena = NULL;
    int len = snprintf(folder, sizeof folder, "%s/tongbao-XXXXXX",
                       scratch && scratch[0] == '/' ? scratch : "/tmp");
    if (len < 0 || (size_t)len >= sizeof folder || !mkdtemp(folder))
        return tb_fail(error, TB_EIO, "无法建立临时文件夹：%s", "cannot make a scratch folder: %s",
                       strerror(errno));
    enum tb_status status = tb_arena_new((size_t)2 * RESULT_MAX, &arena, error);
    if (status == TB_OK)
        status = run_in(bridge, tool, program, folder, bytes, arena, out, error);
    tb_arena_free(arena);
    if (!remove_folder(folder) && status == TB_OK)
        status = tb_fail(error, TB_EIO, "无法删除临时文件夹 %s",
                         "cannot remove the scratch folder %s", folder);
    return status;
}

/* "an old Office document: install libreoffice-writer or antiword" */
static enum tb_status nothing_installed(struct tb_str form, struct tb_error *error)
{
    char packages[256];
    size_t len = 0;
    struct tb_bridge_tool tool;
    packages[0] = '\0';
    for (size_t i = 0; tb_bridge_tool(i, &tool); i++)
        if (tb_str_eq(tool.form, form) && len < sizeof packages - tool.package.len - 8)
            len += (size_t)snprintf(packages + len, sizeof packages - len, "%s%.*s",
                                    len > 0 ? " / " : "", TB_ARG(tool.package));
    if (len == 0)
        return tb_fail(
            error, TB_EFORMAT,
            "%.*s 文件没有程序可以转换：请打开它，选中整张表，复制后粘贴为纯文本保存",
            "no program is known that converts %.*s files: open it, copy the whole table "
            "and paste it into a plain text file",
            TB_ARG(form));
    return tb_fail(error, TB_EIO,
                   "%.*s 文件要先转换：请安装 %s，或打开它，选中整张表，复制后粘贴为纯文本保存",
                   "a %.*s file must be converted: please install %s, or open it, copy the whole "
                   "table and paste it into a plain text file",
                   TB_ARG(form), packages);
}

enum tb_status tb_bridge_convert(const struct tb_bridge *bridge, enum tb_container container,
                                 struct tb_str bytes, struct tb_buf *out, char tool[TB_TOOL_NAME],
                                 struct tb_error *error)
{
    struct tb_str form = tb_str_of(tb_container_name(container));
    struct tb_bridge_tool known;
    enum tb_status status = TB_EIO;
    bool tried = false;
    for (size_t i = 0; status != TB_OK && tb_bridge_tool(i, &known); i++) {
        char program[TB_BRIDGE_PATH];
        if (!tb_str_eq(known.form, form) || !tb_bridge_find(bridge, known.program, program))
            continue;
        tried = true;
        tb_buf_clear(out);
        snprintf(tool, TB_TOOL_NAME, "%.*s", TB_ARG(known.program));
        status = run_tool(bridge, &known, program, bytes, out, error);
    }
    return tried ? status : nothing_installed(form, error);
}
