/* error.c - filling errors in both languages. */
#include "base/error.h"

#include <stdarg.h>

#ifdef __clang_analyzer__ /* the functions themselves, not what the analyzer is told of them */
#undef tb_fail
#undef tb_fail_at
#undef tb_fail_memory
#undef tb_fail_bug
#endif

/* vsnprintf may cut inside a character; what is left of one is taken off. */
static void cut_to_character(char *text, size_t size)
{
    size_t len = strlen(text);
    if (len + 1 < size)
        return;
    while (len > 0 && ((unsigned char)text[len - 1] & 0xC0) == 0x80)
        len--;
    if (len > 0 && (unsigned char)text[len - 1] >= 0xC0)
        len--;
    text[len] = '\0';
}

enum tb_status tb_fail(struct tb_error *error, enum tb_status status, const char *zh,
                       const char *en, ...)
{
    if (!error)
        return status;
    error->status = status;
    error->line = error->column = 0;
    error->source[0] = '\0';
    va_list args;
    va_start(args, en);
    vsnprintf(error->zh, sizeof error->zh, zh, args);
    va_end(args);
    va_start(args, en);
    vsnprintf(error->en, sizeof error->en, en, args);
    va_end(args);
    cut_to_character(error->zh, sizeof error->zh);
    cut_to_character(error->en, sizeof error->en);
    return status;
}

enum tb_status tb_fail_at(struct tb_error *error, enum tb_status status, const char *source,
                          uint32_t line, uint32_t column)
{
    if (!error)
        return status;
    if (source) {
        snprintf(error->source, sizeof error->source, "%s", source);
        cut_to_character(error->source, sizeof error->source);
    }
    error->line = line;
    error->column = column;
    return error->status;
}

enum tb_status tb_fail_memory(struct tb_error *error)
{
    return tb_fail(error, TB_ENOMEM, "内存不足", "out of memory");
}

enum tb_status tb_fail_bug(struct tb_error *error, const char *file, int line)
{
    return tb_fail(error, TB_EBUG, "程序内部错误（%s:%d），请报告",
                   "internal error (%s:%d), please report it", file, line);
}
