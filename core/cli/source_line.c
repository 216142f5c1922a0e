/* source_line.c - see source_line.h. */
#include "cli/source_line.h"

#include "cli/excerpt.h"

static bool is_name_byte(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Where `word` stands in the line as a whole word; SIZE_MAX: nowhere. */
static size_t find_word(struct tb_str line, struct tb_str word)
{
    size_t at = word.len > 0 ? tb_str_find(line, word, 0) : SIZE_MAX;
    for (; at != SIZE_MAX; at = tb_str_find(line, word, at + 1)) {
        size_t end = at + word.len;
        if ((at == 0 || !is_name_byte(line.ptr[at - 1]) || !is_name_byte(word.ptr[0])) &&
            (end == line.len || !is_name_byte(line.ptr[end]) ||
             !is_name_byte(word.ptr[word.len - 1])))
            break;
    }
    return at;
}

/* What the message is about: the first text in single quotes that the line has, or a name before a colon
 * ("check: titel: unknown field"). len 0: neither. */
static struct tb_str find_meant(struct tb_str message, struct tb_str line)
{
    struct tb_str found = TB_STR("");
    size_t near = tb_str_find(message, TB_STR(" near '"), 0); /* as Lua's own reader says it */
    if (near != SIZE_MAX)
        message = tb_str_sub(message, near, message.len);
    for (size_t from = 0, to; (from = tb_str_find(message, TB_STR("'"), from)) != SIZE_MAX;
         from = to + 1) {
        to = tb_str_find(message, TB_STR("'"), from + 1);
        if (to == SIZE_MAX)
            break;
        struct tb_str word = tb_str_sub(message, from + 1, to);
        if (find_word(line, word) != SIZE_MAX)
            return word;
    }
    for (size_t end = 0; (end = tb_str_find(message, TB_STR(": "), end)) != SIZE_MAX; end++) {
        size_t from = end;
        while (from > 0 && is_name_byte(message.ptr[from - 1]))
            from--;
        struct tb_str word = tb_str_sub(message, from, end);
        if (word.len > 0 && find_word(line, word) != SIZE_MAX)
            found = word; /* the last one is the innermost */
    }
    return found;
}

static struct tb_str line_of(struct tb_str text, size_t number)
{
    for (; number > 1; number--) {
        size_t end = tb_str_find(text, TB_STR("\n"), 0);
        if (end == SIZE_MAX)
            return TB_STR("");
        text = tb_str_sub(text, end + 1, text.len);
    }
    size_t end = tb_str_find(text, TB_STR("\n"), 0);
    return tb_str_sub(text, 0, end == SIZE_MAX ? text.len : end);
}

/* "path:12: rest" in the message: the number, and *rest; 0: it is not there. */
static size_t find_place(struct tb_str message, struct tb_str path, struct tb_str *rest)
{
    size_t at = path.len > 0 ? tb_str_find(message, path, 0) : SIZE_MAX, number = 0;
    if (at == SIZE_MAX)
        return 0;
    at += path.len;
    if (at >= message.len || message.ptr[at] != ':')
        return 0;
    for (at++; at < message.len && message.ptr[at] >= '0' && message.ptr[at] <= '9'; at++)
        if (number < 1000000)
            number = number * 10 + (size_t)(message.ptr[at] - '0');
    *rest = tb_str_sub(message, at, message.len);
    return number;
}

void tb_put_source(struct tb_screen *screen, size_t indent, const struct tb_plugin *plugin,
                   struct tb_str message)
{
    const struct tb_plugin_file *file = &plugin->file;
    struct tb_str rest = TB_STR(""), text = file->text;
    size_t number = find_place(message, file->path, &rest);
    if (number == 0) {
        number = find_place(message, file->cases_path, &rest);
        text = file->cases;
    }
    struct tb_str line = number > 0 ? line_of(text, number) : TB_STR("");
    struct tb_str code = tb_str_trim(line);
    char label[32];
    if (code.len == 0)
        return;
    struct tb_str meant = find_meant(rest, code);
    size_t from = meant.len > 0 ? find_word(code, meant) : 0;
    /* A word that stands there twice marks nothing in particular. */
    if (meant.len > 0 &&
        find_word(tb_str_sub(code, from + meant.len, code.len), meant) != SIZE_MAX) {
        meant = TB_STR("");
        from = 0;
    }
    int len = snprintf(label, sizeof label, "%zu | ", number);
    struct tb_mark_under mark = {.from = from,
                                 .to = from + (meant.len > 0 ? meant.len : code.len),
                                 .sign = '^',
                                 .style = TB_RED};
    struct tb_excerpt excerpt = {
        .text = code, .indent = indent, .label = {label, (size_t)len}, .marks = &mark, .count = 1};
    tb_put_excerpt(screen, &excerpt);
}

void tb_put_failed_source(struct tb_screen *screen, size_t indent,
                          const struct tb_plugin_set *plugins, struct tb_str plugin,
                          struct tb_str message)
{
    for (size_t i = 0; i < plugins->count; i++)
        if (tb_str_eq(plugins->at[i].file.id, plugin))
            tb_put_source(screen, indent, &plugins->at[i], message);
}
