/* literal.c - the grammar of Lua's tables, and plain words for everything that is not data. */
#include "host/literal.h"

#include "base/list.h"
#include "base/utf8.h"
#include "host/literal_scan.h"

struct parser {
    struct tb_scan scan;
    struct tb_token token; /* the one not used yet */
    size_t values;
};

static enum tb_status advance(struct parser *p)
{
    return tb_scan_next(&p->scan, &p->token);
}

static bool is_sign(const struct parser *p, char sign)
{
    return p->token.type == TB_TOKEN_SIGN && p->token.raw.ptr[0] == sign;
}

static bool is_name(const struct parser *p, const char *name)
{
    return p->token.type == TB_TOKEN_NAME && tb_str_eq(p->token.raw, tb_str_of(name));
}

/* Names that Lua keeps for itself (manual 3.1): no keys. */
static bool is_reserved(struct tb_str name)
{
    static const char *const reserved[] = {"and",   "break", "do",       "else", "elseif", "end",
                                           "false", "for",   "function", "goto", "if",     "in",
                                           "local", "nil",   "not",      "or",   "repeat", "return",
                                           "then",  "true",  "until",    "while"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (tb_str_eq(name, tb_str_of(reserved[i])))
            return true;
    return false;
}

struct tb_str tb_literal_excerpt(struct tb_str raw)
{
    size_t at = 0, len = 0;
    for (size_t count = 0; at < raw.len && count < TB_LITERAL_EXCERPT; count++, at += len) {
        uint32_t code = tb_utf8_at(raw, at, &len);
        if (code < ' ' || (code >= 0x7F && code < 0xA0) || (code == TB_UTF8_REPLACEMENT && len < 3))
            break;
    }
    return (struct tb_str){raw.ptr, at};
}

/* The token is not what must stand here: `expected` is a piece of Lua, the same in every language. */
static enum tb_status fail_expected(struct parser *p, const char *expected)
{
    struct tb_str found = tb_literal_excerpt(p->token.raw);
    size_t at = p->scan.at - p->token.raw.len;
    if (p->token.type == TB_TOKEN_END)
        tb_fail(p->scan.error, TB_EUSAGE, "文件到此结束，缺少 %s",
                "the file ends here, expected %s", expected);
    else
        tb_fail(p->scan.error, TB_EUSAGE, "此处应为 %s，实际是“%.*s”", "expected %s, found '%.*s'",
                expected, TB_ARG(found));
    return tb_scan_fail_at(&p->scan, at, TB_EUSAGE);
}

static enum tb_status fail_value(struct parser *p)
{
    if (p->token.type == TB_TOKEN_END)
        return fail_expected(p, "\"…\", 1, true, false, {…}");
    size_t at = p->scan.at - p->token.raw.len;
    struct tb_str found = tb_literal_excerpt(p->token.raw);
    if (is_name(p, "nil"))
        tb_fail(p->scan.error, TB_EUSAGE, "nil 表示没有：请删去这一项",
                "nil means that nothing is there: leave the entry out");
    else
        tb_fail(p->scan.error, TB_EUSAGE,
                "此处应为带引号的文字、数字、true、false 或 { … }，实际是“%.*s”；"
                "本文件只存数据，不运行代码，文字请加引号",
                "expected text in quotes, a number, true, false or { … }, found '%.*s'; the file "
                "holds only data and nothing in it is run: put text in quotes",
                TB_ARG(found));
    return tb_scan_fail_at(&p->scan, at, TB_EUSAGE);
}

static enum tb_status fail_separator(struct parser *p)
{
    if (p->token.type == TB_TOKEN_END)
        return fail_expected(p, "}");
    size_t at = p->scan.at - p->token.raw.len;
    struct tb_str found = tb_literal_excerpt(p->token.raw);
    if (is_sign(p, ':'))
        tb_fail(p->scan.error, TB_EUSAGE, "此处应为“,”或“}”，实际是“:”；键请写成 [\"…\"] = 值",
                "expected ',' or '}', found ':'; a key is written [\"…\"] = value");
    else if (p->token.type == TB_TOKEN_SIGN && !is_sign(p, '{') && !is_sign(p, ']'))
        tb_fail(
            p->scan.error, TB_EUSAGE,
            "此处应为“,”或“}”，实际是“%.*s”；本文件只存数据，不做计算，请直接写出结果；"
            "含符号的键请写成 [\"…\"] =",
            "expected ',' or '}', found '%.*s'; the file holds only data and nothing is computed: "
            "write the result, and a key with signs in it as [\"…\"] =",
            TB_ARG(found));
    else
        tb_fail(p->scan.error, TB_EUSAGE, "此处应为“,”或“}”，实际是“%.*s”；上一项之后缺少逗号",
                "expected ',' or '}', found '%.*s'; a comma is missing after the entry before",
                TB_ARG(found));
    return tb_scan_fail_at(&p->scan, at, TB_EUSAGE);
}

static enum tb_status expect_sign(struct parser *p, char sign, const char *shown)
{
    return is_sign(p, sign) ? advance(p) : fail_expected(p, shown);
}

/* What follows a name that should be a key is not '='. `name` is the token before. */
static enum tb_status fail_name(struct parser *p, struct tb_token name, size_t behind)
{
    if (is_sign(p, '-')) {
        struct tb_str shown = tb_literal_excerpt(name.raw);
        tb_fail(
            p->scan.error, TB_EUSAGE, "此处应为 =，实际是“-”；含“-”的键请写成 [\"%.*s-…\"] =",
            "expected =, found '-'; a key with '-' in it is written [\"%.*s-…\"] =", TB_ARG(shown));
        return tb_scan_fail_at(&p->scan, p->scan.at - 1, TB_EUSAGE);
    }
    if (p->token.type != TB_TOKEN_SIGN)
        return fail_expected(p, "=");
    /* `os.date()`, `yes,`: the name was meant as a value. */
    p->token = name;
    p->scan.at = behind;
    return fail_value(p);
}

static enum tb_status parse_name_key(struct parser *p, struct tb_str *key)
{
    struct tb_token name = p->token;
    size_t behind = p->scan.at;
    struct tb_str copy = tb_arena_copy(p->scan.arena, name.raw);
    if (!copy.ptr)
        return tb_arena_fail(p->scan.arena, p->scan.error);
    enum tb_status status = advance(p);
    if (status != TB_OK)
        return status;
    if (!is_sign(p, '='))
        return fail_name(p, name, behind);
    *key = copy;
    return advance(p);
}

/* `name =` or `["text"] =`; leaves *key alone where the entry has none. */
static enum tb_status parse_key(struct parser *p, struct tb_str *key)
{
    if (p->token.type == TB_TOKEN_NAME && !is_reserved(p->token.raw))
        return parse_name_key(p, key);
    if (!is_sign(p, '['))
        return TB_OK;
    enum tb_status status = advance(p);
    if (status != TB_OK)
        return status;
    if (p->token.type != TB_TOKEN_TEXT)
        return fail_expected(p, "\"…\"");
    *key = p->token.text;
    status = advance(p);
    if (status == TB_OK)
        status = expect_sign(p, ']', "]");
    return status == TB_OK ? expect_sign(p, '=', "=") : status;
}

static int by_key(const void *a, const void *b)
{
    const struct tb_literal_field *x = *(const struct tb_literal_field *const *)a,
                                  *y = *(const struct tb_literal_field *const *)b;
    int order = tb_str_compare(x->key, y->key);
    return order ? order : (x > y) - (x < y);
}

/* Lua lets the last of equal keys win; here the file would say two things at once. */
static enum tb_status refuse_duplicates(struct parser *p, const struct tb_literal_field *fields,
                                        size_t count)
{
    struct tb_mark mark = tb_arena_mark(p->scan.arena);
    const struct tb_literal_field **sorted =
        TB_NEW_ARRAY(p->scan.arena, const struct tb_literal_field *, count + 1);
    if (!sorted)
        return tb_arena_fail(p->scan.arena, p->scan.error);
    size_t named = 0;
    for (size_t i = 0; i < count; i++)
        if (fields[i].key.ptr)
            sorted[named++] = &fields[i];
    qsort(sorted, named, sizeof(const struct tb_literal_field *), by_key);
    const struct tb_literal_field *first = NULL, *again = NULL;
    for (size_t i = 1; i < named; i++)
        if (tb_str_eq(sorted[i - 1]->key, sorted[i]->key) && (!again || sorted[i] < again)) {
            first = sorted[i - 1];
            again = sorted[i];
        }
    tb_arena_rewind(p->scan.arena, mark);
    if (!again)
        return TB_OK;
    struct tb_str key = tb_literal_excerpt(again->key);
    tb_fail(p->scan.error, TB_EUSAGE, "键“%.*s”已在第 %u 行写过；请只留一个",
            "the key '%.*s' is already there on line %u; keep one of the two", TB_ARG(key),
            (unsigned)first->line);
    return tb_fail_at(p->scan.error, TB_EUSAGE, p->scan.source, again->line, again->column);
}

static enum tb_status parse_value(struct parser *p, unsigned depth, struct tb_literal *out);

/* From behind '{' to behind '}'. */
static enum tb_status parse_table(struct parser *p, unsigned depth, struct tb_literal *out)
{
    struct {
        struct tb_literal_field *at;
        size_t count, room;
    } fields = {0};
    enum tb_status status = advance(p);
    while (status == TB_OK && !is_sign(p, '}')) {
        struct tb_literal_field field = {0};
        tb_scan_place(&p->scan, p->scan.at - p->token.raw.len);
        field.line = p->scan.line;
        field.column = p->scan.column;
        status = parse_key(p, &field.key);
        if (status == TB_OK)
            status = parse_value(p, depth, &field.value);
        if (status != TB_OK)
            return status;
        struct tb_literal_field *slot = TB_LIST_ADD(p->scan.arena, &fields);
        if (!slot)
            return tb_arena_fail(p->scan.arena, p->scan.error);
        *slot = field;
        if (is_sign(p, ',') || is_sign(p, ';'))
            status = advance(p);
        else if (!is_sign(p, '}'))
            return fail_separator(p);
    }
    if (status != TB_OK)
        return status;
    out->type = TB_LITERAL_TABLE;
    out->fields = fields.at;
    out->count = fields.count;
    return refuse_duplicates(p, fields.at, fields.count);
}

static enum tb_status fail_depth(struct parser *p)
{
    tb_fail(p->scan.error, TB_ELIMIT, "表的嵌套超过 %d 层", "tables are nested more than %d deep",
            (int)TB_LITERAL_DEPTH);
    return tb_scan_fail_at(&p->scan, p->scan.at - p->token.raw.len, TB_ELIMIT);
}

/* The value that begins with the token; afterwards the token is the one behind it. */
static enum tb_status parse_value(struct parser *p, unsigned depth, struct tb_literal *out)
{
    struct tb_literal value = {0};
    size_t start = p->scan.at - p->token.raw.len, end;
    tb_scan_place(&p->scan, start);
    value.line = p->scan.line;
    value.column = p->scan.column;
    enum tb_status status = TB_OK;
    if (++p->values > TB_LITERAL_VALUES) {
        tb_fail(p->scan.error, TB_ELIMIT, "文件中的值超过 %d 个",
                "the file holds more than %d values", (int)TB_LITERAL_VALUES);
        return tb_scan_fail_at(&p->scan, start, TB_ELIMIT);
    }
    bool minus = is_sign(p, '-');
    if (minus) {
        status = advance(p);
        if (status != TB_OK)
            return status;
    }
    if (p->token.type == TB_TOKEN_NUMBER) {
        value.type = TB_LITERAL_NUMBER;
        value.is_integer = p->token.is_integer;
        value.integer = minus ? -p->token.integer : p->token.integer;
        value.number = minus ? -p->token.number : p->token.number;
    } else if (minus) {
        return fail_value(p);
    } else if (p->token.type == TB_TOKEN_TEXT) {
        value.type = TB_LITERAL_TEXT;
        value.text = p->token.text;
    } else if (is_name(p, "true") || is_name(p, "false")) {
        value.type = TB_LITERAL_BOOL;
        value.on = is_name(p, "true");
    } else if (is_sign(p, '{')) {
        if (depth == TB_LITERAL_DEPTH)
            return fail_depth(p);
        status = parse_table(p, depth + 1, &value);
        if (status != TB_OK)
            return status;
    } else {
        return fail_value(p);
    }
    end = p->scan.at;
    value.raw = tb_str_sub(p->scan.text, start, end);
    *out = value;
    return advance(p);
}

static enum tb_status expect_name(struct parser *p, const char *name)
{
    return is_name(p, name) ? advance(p) : fail_expected(p, name);
}

static enum tb_status parse_file(struct parser *p, const char *kind, struct tb_literal *out)
{
    enum tb_status status = advance(p);
    if (status == TB_OK)
        status = expect_name(p, "return");
    if (status == TB_OK && kind)
        status = expect_name(p, kind);
    if (status == TB_OK && !is_sign(p, '{'))
        status = fail_expected(p, "{");
    struct tb_literal table;
    if (status == TB_OK)
        status = parse_value(p, 0, &table);
    if (status == TB_OK && is_sign(p, ';'))
        status = advance(p);
    if (status != TB_OK)
        return status;
    if (p->token.type == TB_TOKEN_END) {
        *out = table;
        return TB_OK;
    }
    struct tb_str found = tb_literal_excerpt(p->token.raw);
    tb_fail(
        p->scan.error, TB_EUSAGE, "表在此之前已经结束，后面不能再有“%.*s”；请检查 { } 是否配对",
        "the table has ended before this and nothing may follow, found '%.*s'; check that { and } "
        "match",
        TB_ARG(found));
    return tb_scan_fail_at(&p->scan, p->scan.at - p->token.raw.len, TB_EUSAGE);
}

/* Bytes that no data file of ours may hold, found before anything is read. */
static enum tb_status check_bytes(struct tb_scan *scan)
{
    if (scan->text.len > TB_LITERAL_MAX) {
        tb_fail(scan->error, TB_ELIMIT, "文件超过 %d 字节", "the file is larger than %d bytes",
                (int)TB_LITERAL_MAX);
        return tb_fail_at(scan->error, TB_ELIMIT, scan->source, 0, 0);
    }
    size_t valid = tb_utf8_valid(scan->text);
    const char *zero = valid ? memchr(scan->text.ptr, '\0', valid) : NULL;
    if (!zero && valid == scan->text.len)
        return TB_OK;
    tb_fail(scan->error, TB_EUSAGE, "此处的字节不是有效的 UTF-8 文字；请把文件存为 UTF-8 编码",
            "the bytes here are not valid UTF-8 text; save the file as UTF-8");
    return tb_scan_fail_at(scan, zero ? (size_t)(zero - scan->text.ptr) : valid, TB_EUSAGE);
}

enum tb_status tb_literal_parse(struct tb_str text, const char *source, const char *kind,
                                struct tb_arena *arena, struct tb_literal *out,
                                struct tb_error *error)
{
    struct parser p = {.scan = {.text = text,
                                .arena = arena,
                                .source = source,
                                .error = error,
                                .scratch = tb_buf_make(TB_LITERAL_MAX)}};
    enum tb_status status = check_bytes(&p.scan);
    /* The byte order mark that some editors put first; Lua passes over it too. */
    if (status == TB_OK && tb_str_starts(text, TB_STR("\xEF\xBB\xBF")))
        p.scan.at = 3;
    if (status == TB_OK)
        status = parse_file(&p, kind, out);
    tb_buf_free(&p.scan.scratch);
    if (status != TB_OK && error && error->source[0] == '\0')
        tb_fail_at(error, status, source, 0, 0); /* out of memory */
    return status;
}

const struct tb_literal *tb_literal_get(const struct tb_literal *table, const char *key)
{
    struct tb_str wanted = tb_str_of(key);
    if (table->type != TB_LITERAL_TABLE)
        return NULL;
    for (size_t i = 0; i < table->count; i++)
        if (table->fields[i].key.ptr && tb_str_eq(table->fields[i].key, wanted))
            return &table->fields[i].value;
    return NULL;
}
