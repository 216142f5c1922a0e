/*
 * twelve.c FOLDER - the checks of plugins/checks/twelve by PCRE2 with its JIT compiler. Built by scripts/bench
 * where libpcre2-dev is installed:  cc -O3 twelve.c -lpcre2-8
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <glob.h>
#include <pcre2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 5, CHECKS = 12, LONGEST = 1 << 20, UNITS = 8 };
enum { NO, TASK, TARGET, WHO, RESULT };

struct pattern {
    pcre2_code *code;
    pcre2_match_data *match;
};

struct text {
    const char *ptr;
    size_t len;
};

struct figures {
    long count;
    bool has[UNITS];
    double first[UNITS];
};

static const char *const units[UNITS] = {"亿元", "万元", "%", "人", "项", "个", "亩", "家"};

static struct pattern compile(const char *text)
{
    int number;
    size_t at;
    struct pattern pattern;
    pattern.code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                                 PCRE2_UTF | PCRE2_NO_UTF_CHECK, &number, &at, NULL);
    if (!pattern.code || pcre2_jit_compile(pattern.code, PCRE2_JIT_COMPLETE) != 0)
        exit(1);
    pattern.match = pcre2_match_data_create_from_pattern(pattern.code, NULL);
    return pattern;
}

static bool find(struct pattern pattern, struct text text, size_t from)
{
    return pcre2_jit_match(pattern.code, (PCRE2_SPTR)text.ptr, text.len, from, 0, pattern.match,
                           NULL) > 0;
}

static struct figures read_figures(struct pattern figure, struct text text)
{
    struct figures figures = {0};
    const size_t *at = pcre2_get_ovector_pointer(figure.match);
    for (size_t from = 0; find(figure, text, from); from = at[1]) {
        int unit = 0;
        while (strncmp(units[unit], text.ptr + at[4], at[5] - at[4]) != 0)
            unit++;
        if (!figures.has[unit])
            figures.first[unit] = strtod(text.ptr + at[2], NULL);
        figures.has[unit] = true;
        figures.count++;
    }
    return figures;
}

static bool holds(struct text text, const char *word)
{
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\r';
}

/* Takes the tags off a cell, in place, and the blanks at its ends. */
static struct text clean(char *cell, size_t len)
{
    char *end = cell + len, *tag;
    while ((tag = memmem(cell, (size_t)(end - cell), "p>", 2)) != NULL) {
        char *from = tag > cell && tag[-1] == '/' ? tag - 2 : tag - 1;
        if (from < cell || *from != '<')
            break;
        memmove(from, tag + 2, (size_t)(end - tag - 2));
        end -= tag + 2 - from;
    }
    while (cell < end && is_blank(*cell))
        cell++;
    while (cell < end && is_blank(end[-1]))
        end--;
    return (struct text){cell, (size_t)(end - cell)};
}

/* The cells of a line; false: it is no row. */
static bool divide(char *line, char *end, struct text cells[CELLS])
{
    char *at = line;
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    if (at == line || at == end || *at != '\t')
        return false;
    for (int i = 0; i < CELLS; i++) {
        char *stop = line < end ? memchr(line, '\t', (size_t)(end - line)) : NULL;
        stop = stop ? stop : end;
        cells[i] = clean(line, (size_t)(stop - line));
        line = stop < end ? stop + 1 : end;
    }
    return true;
}

int main(int argc, char **argv)
{
    static char text[LONGEST];
    struct pattern late = compile("推迟|延期|暂缓"),
                   twice = compile("([\\x{4e00}-\\x{9fff}]{2})\\1");
    struct pattern digit = compile("[0-9]");
    struct pattern figure = compile("([0-9]+(?:\\.[0-9]+)?)(亿元|万元|%|人|项|个|亩|家)");
    long counts[CHECKS] = {0};
    char names[4096];
    glob_t files;
    snprintf(names, sizeof names, "%s/*.txt", argc > 1 ? argv[1] : ".");
    if (glob(names, 0, NULL, &files) != 0)
        return 1;
    for (size_t i = 0; i < files.gl_pathc; i++) {
        FILE *file = fopen(files.gl_pathv[i], "rb");
        if (!file)
            return 1;
        char *end = text + fread(text, 1, sizeof text, file);
        fclose(file);
        for (char *line = text, *stop; line < end; line = stop + 1) {
            struct text cell[CELLS];
            stop = memchr(line, '\n', (size_t)(end - line));
            stop = stop ? stop : end;
            if (!divide(line, stop, cell))
                continue;
            struct text target = cell[TARGET], result = cell[RESULT];
            counts[0] += result.len == 0;
            counts[1] +=
                result.len == target.len && memcmp(result.ptr, target.ptr, result.len) == 0;
            counts[2] += holds(cell[TASK], "（");
            counts[3] += find(twice, result, 0);
            counts[4] += find(digit, target, 0);
            counts[5] += find(digit, result, 0);
            counts[6] += holds(cell[WHO], "牵头");
            counts[7] += find(late, result, 0);
            struct figures reached = read_figures(figure, result);
            struct figures wanted = read_figures(figure, target);
            counts[8] += reached.count;
            counts[9] += wanted.count;
            for (int unit = 0; unit < UNITS; unit++)
                counts[10] += reached.has[unit] && wanted.has[unit] &&
                              reached.first[unit] < wanted.first[unit];
            counts[11] += result.len < 3 || memcmp(result.ptr + result.len - 3, "。", 3) != 0 ||
                          memchr(result.ptr, ',', result.len) != NULL;
        }
    }
    for (int i = 0; i < CHECKS; i++)
        printf("%ld%c", counts[i], i + 1 < CHECKS ? ' ' : '\n');
    return 0;
}
