/* config.c - what may stand in tongbao.lua, as one table, and the walk that holds a file against it. */
#include "host/config.h"

#include "base/buf.h"
#include "base/closest.h"
#include "base/list.h"
#include "model/names.h"

enum { BOOL = 1, NUMBER = 2, TEXT = 4, TABLE = 8, SCALAR = BOOL | NUMBER | TEXT };

/* What a text, or a key that a "*" stands for, must look like. */
enum form {
    FORM_ANY,
    FORM_LINE,     /* not empty, one line */
    FORM_NAME,     /* lower-case letters, digits, '-' */
    FORM_URL,      /* http: or https: */
    FORM_SEVERITY, /* error, warning, note, info */
};

struct rule {
    const char *name; /* "*": any */
    int types;
    enum form form;       /* of a text, or of the key of a "*" */
    double least, most;   /* of a number */
    const char *fallback; /* as on the command line; NULL: none */
    const struct rule *inside;
};

#define END                                                                                        \
    {                                                                                              \
        NULL, 0, FORM_ANY, 0, 0, NULL, NULL                                                        \
    }

/* Seconds and MiB, per plugin and report (see lua/task.h). */
static const struct rule limits[] = {
    {"cpu", NUMBER, FORM_ANY, 0.05, 3600, "2", NULL},
    {"wall", NUMBER, FORM_ANY, 0.1, 86400, "10", NULL},
    {"memory", NUMBER, FORM_ANY, 1, 4096, "64", NULL},
    {"findings", NUMBER, FORM_ANY, 1, 1000000, "10000", NULL},
    {"output", NUMBER, FORM_ANY, 1, 4096, "256", NULL},
    END,
};
static const struct rule expect[] = {
    {"columns", NUMBER, FORM_ANY, 1, 1000, NULL, NULL},
    {"min_items", NUMBER, FORM_ANY, 0, 1000000, NULL, NULL},
    END,
};
static const struct rule source[] = {
    {"fetcher", TEXT, FORM_NAME, 0, 0, NULL, NULL},
    {"url", TEXT, FORM_URL, 0, 0, NULL, NULL},
    {"title", TEXT, FORM_LINE, 0, 0, NULL, NULL},
    {"allow_private", BOOL, FORM_ANY, 0, 0, NULL, NULL},
    {"hosts", TEXT, FORM_LINE, 0, 0, NULL, NULL},
    {"ca_file", TEXT, FORM_LINE, 0, 0, NULL, NULL},
    {"pace", NUMBER, FORM_ANY, 0.001, 3600, NULL, NULL},
    {"deadline", NUMBER, FORM_ANY, 1, 3600, NULL, NULL},
    {"expect", TABLE, FORM_ANY, 0, 0, NULL, expect},
    {"*", SCALAR, FORM_ANY, -1e300, 1e300, NULL, NULL}, /* options of the fetcher */
    END,
};
static const struct rule check[] = {
    {"severity", TEXT, FORM_SEVERITY, 0, 0, NULL, NULL},
    {"*", SCALAR, FORM_ANY, -1e300, 1e300, NULL, NULL}, /* options of the check */
    END,
};
static const struct rule sources[] = {{"*", TABLE, FORM_NAME, 0, 0, NULL, source}, END};
static const struct rule checks[] = {{"*", BOOL | TABLE, FORM_NAME, 0, 0, NULL, check}, END};
static const struct rule aliases[] = {{"*", TEXT, FORM_LINE, 0, 0, NULL, NULL}, END};
static const struct rule organisations[] = {
    {"aliases", TABLE, FORM_ANY, 0, 0, NULL, aliases},
    END,
};
static const struct rule notify[] = {
    {"command", TEXT, FORM_LINE, 0, 0, NULL, NULL},
    {"mail", TEXT, FORM_LINE, 0, 0, NULL, NULL},
    {"feed", TEXT, FORM_LINE, 0, 0, NULL, NULL},
    END,
};
static const struct rule top[] = {
    {"contact", TEXT, FORM_LINE, 0, 0, NULL, NULL},
    {"sources", TABLE, FORM_ANY, 0, 0, NULL, sources},
    {"checks", TABLE, FORM_ANY, 0, 0, NULL, checks},
    {"organisations", TABLE, FORM_ANY, 0, 0, NULL, organisations},
    {"profile", TEXT, FORM_NAME, 0, 0, "default", NULL},
    {"limits", TABLE, FORM_ANY, 0, 0, NULL, limits},
    {"notify", TABLE, FORM_ANY, 0, 0, NULL, notify},
    END,
};

/* A value on its way into the list, with all that a message about it needs. */
struct walk {
    struct tb_config *config;
    struct tb_config_value value;
    const char *shown; /* of the file in origins */
    struct tb_error *error;
};

static enum tb_status fail_here(struct walk *w)
{
    return tb_fail_at(w->error, TB_EUSAGE, w->value.source.ptr, w->value.line, w->value.column);
}

struct tb_str tb_config_name(struct tb_arena *arena, const struct tb_str *key, size_t depth)
{
    struct tb_str name = TB_STR("");
    for (size_t i = 0; i < depth && name.ptr; i++)
        name = tb_arena_printf(arena, "%.*s%s%.*s", TB_ARG(name), i ? "." : "", TB_ARG(key[i]));
    return name;
}

static struct tb_str name_here(struct walk *w)
{
    return tb_config_name(w->config->arena, w->value.key, w->value.depth);
}

static bool has_form(struct tb_str text, enum form form)
{
    enum tb_severity severity;
    switch (form) {
    case FORM_ANY:
        return true;
    case FORM_LINE:
        for (size_t i = 0; i < text.len; i++)
            if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F)
                return false;
        return text.len > 0;
    case FORM_NAME:
        for (size_t i = 0; i < text.len; i++)
            if (!((text.ptr[i] >= 'a' && text.ptr[i] <= 'z') ||
                  (text.ptr[i] >= '0' && text.ptr[i] <= '9') || text.ptr[i] == '-'))
                return false;
        return text.len > 0 && text.len <= 64;
    case FORM_URL:
        return has_form(text, FORM_LINE) &&
               (tb_str_starts(text, TB_STR("http://")) || tb_str_starts(text, TB_STR("https://")));
    case FORM_SEVERITY:
        return tb_severity_parse(text, &severity);
    }
    return false;
}

/* "found" is a piece of the file, so the same words serve in both languages. */
static enum tb_status fail_form(struct walk *w, enum form form, struct tb_str text)
{
    struct tb_str name = name_here(w), found = tb_literal_excerpt(text);
    if (form == FORM_NAME)
        tb_fail(
            w->error, TB_EUSAGE, "%.*s：名字只能用小写字母、数字和“-”，最多 64 个，实际是“%.*s”",
            "%.*s: a name has only lower-case letters, digits and '-', at most 64, found '%.*s'",
            TB_ARG(name), TB_ARG(found));
    else if (form == FORM_URL)
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为 http:// 或 https:// 开头的网址，实际是“%.*s”",
                "%.*s: expected an address that begins with http:// or https://, found '%.*s'",
                TB_ARG(name), TB_ARG(found));
    else if (form == FORM_SEVERITY)
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为 error、warning、note 或 info，实际是“%.*s”",
                "%.*s: expected error, warning, note or info, found '%.*s'", TB_ARG(name),
                TB_ARG(found));
    else
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为一行文字，不能为空，实际是“%.*s”",
                "%.*s: expected one line of text, not empty, found '%.*s'", TB_ARG(name),
                TB_ARG(found));
    return fail_here(w);
}

static enum tb_status fail_type(struct walk *w, const struct rule *rule, struct tb_str raw)
{
    struct tb_str name = name_here(w), found = tb_literal_excerpt(raw);
    if (rule->types == NUMBER)
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为 %g 到 %g 之间的数字，实际是“%.*s”",
                "%.*s: expected a number from %g to %g, found '%.*s'", TB_ARG(name), rule->least,
                rule->most, TB_ARG(found));
    else if (rule->types == TEXT)
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为带引号的文字，实际是“%.*s”",
                "%.*s: expected text in quotes, found '%.*s'", TB_ARG(name), TB_ARG(found));
    else if (rule->types == BOOL)
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为 true 或 false，实际是“%.*s”",
                "%.*s: expected true or false, found '%.*s'", TB_ARG(name), TB_ARG(found));
    else if (rule->types == TABLE)
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为 { … }，实际是“%.*s”",
                "%.*s: expected { … }, found '%.*s'", TB_ARG(name), TB_ARG(found));
    else if (rule->types & TABLE)
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为 false 或 { … }，实际是“%.*s”",
                "%.*s: expected false or { … }, found '%.*s'", TB_ARG(name), TB_ARG(found));
    else
        tb_fail(w->error, TB_EUSAGE, "%.*s：应为文字、数字、true 或 false，实际是“%.*s”",
                "%.*s: expected text, a number, true or false, found '%.*s'", TB_ARG(name),
                TB_ARG(found));
    return fail_here(w);
}

static bool has_type(const struct tb_literal *value, const struct rule *rule)
{
    switch (value->type) {
    case TB_LITERAL_BOOL:
        return rule->types & BOOL;
    case TB_LITERAL_NUMBER:
        return (rule->types & NUMBER) && value->number >= rule->least &&
               value->number <= rule->most;
    case TB_LITERAL_TEXT:
        return rule->types & TEXT;
    case TB_LITERAL_TABLE:
        return rule->types & TABLE;
    }
    return false;
}

/* The rule for the last key of w->value among `rules`. Where any key may stand, one that is almost a
 * known one is still taken for a slip. */
static enum tb_status find_rule(struct walk *w, const struct rule *rules, const struct rule **out)
{
    struct tb_str key = w->value.key[w->value.depth - 1];
    struct tb_closest_search search = tb_closest_start(key);
    const struct rule *any = NULL;
    struct tb_buf known = tb_buf_make(256);
    for (const struct rule *rule = rules; rule->name; rule++) {
        if (strcmp(rule->name, "*") == 0) {
            any = rule;
        } else if (tb_str_eq(key, tb_str_of(rule->name))) {
            *out = rule;
            tb_buf_free(&known);
            return TB_OK;
        } else {
            tb_closest_try(&search, tb_str_of(rule->name));
            tb_buf_printf(&known, "%s%s", known.len ? ", " : "", rule->name);
        }
    }
    enum tb_status status = TB_OK;
    struct tb_str name = name_here(w);
    if (any && !search.best.ptr) {
        *out = any;
    } else if (search.best.ptr) {
        tb_fail(w->error, TB_EUSAGE, "没有“%.*s”这一项；是不是“%.*s”？",
                "there is no '%.*s'; did you mean '%.*s'?", TB_ARG(name), TB_ARG(search.best));
        status = fail_here(w);
    } else {
        tb_fail(w->error, TB_EUSAGE, "没有“%.*s”这一项；这里可用：%.*s",
                "there is no '%.*s'; known here: %.*s", TB_ARG(name), TB_ARG(tb_buf_str(&known)));
        status = fail_here(w);
    }
    tb_buf_free(&known);
    if (status == TB_OK && any && !has_form(key, any->inside ? any->form : FORM_LINE))
        return fail_form(w, any->inside ? any->form : FORM_LINE, key);
    return status;
}

static enum tb_status add(struct walk *w)
{
    struct tb_config_value *slot = TB_LIST_ADD(w->config->arena, w->config);
    if (!slot)
        return tb_arena_fail(w->config->arena, w->error);
    *slot = w->value;
    slot->order = w->config->count;
    return TB_OK;
}

/* Holds the value against the rule; a table under a free name stands for itself too. */
static enum tb_status add_value(struct walk *w, const struct rule *rule,
                                const struct tb_literal *value)
{
    if (!has_type(value, rule))
        return fail_type(w, rule, value->raw);
    if (value->type == TB_LITERAL_TEXT && !rule->inside && !has_form(value->text, rule->form))
        return fail_form(w, rule->form, value->text);
    w->value.value = *value;
    if (value->type != TB_LITERAL_TABLE || strcmp(rule->name, "*") == 0)
        return add(w);
    return TB_OK;
}

static enum tb_status walk_table(struct walk *w, const struct rule *rules,
                                 const struct tb_literal *table)
{
    size_t depth = w->value.depth;
    for (size_t i = 0; i < table->count; i++) {
        const struct tb_literal_field *field = &table->fields[i];
        w->value.depth = depth;
        w->value.line = field->line;
        w->value.column = field->column;
        if (!field->key.ptr) {
            struct tb_str found = tb_literal_excerpt(field->value.raw);
            tb_fail(w->error, TB_EUSAGE, "此处应为 名字 = 值，实际只有“%.*s”",
                    "expected name = value, found only '%.*s'", TB_ARG(found));
            return fail_here(w);
        }
        w->value.key[w->value.depth++] = field->key;
        w->value.origin = tb_arena_printf(w->config->arena, "%s:%u", w->shown, field->line);
        if (!w->value.origin.ptr)
            return tb_arena_fail(w->config->arena, w->error);
        const struct rule *rule;
        enum tb_status status = find_rule(w, rules, &rule);
        if (status == TB_OK)
            status = add_value(w, rule, &field->value);
        if (status == TB_OK && field->value.type == TB_LITERAL_TABLE)
            status = walk_table(w, rule->inside, &field->value);
        if (status != TB_OK)
            return status;
    }
    return TB_OK;
}

enum tb_status tb_config_add_file(struct tb_config *config, const struct tb_literal *tree,
                                  enum tb_layer layer, const char *path, const char *shown,
                                  struct tb_error *error)
{
    struct walk w = {.config = config, .shown = shown, .error = error};
    w.value.layer = layer;
    w.value.source = tb_str_of(path);
    return walk_table(&w, top, tree);
}

/* The text as a Lua literal if it is one and the rule wants no plain text, else as text. */
static enum tb_status read_override(struct walk *w, const struct rule *rule, struct tb_str text,
                                    struct tb_literal *out)
{
    struct tb_arena *arena = w->config->arena;
    struct tb_buf file = tb_buf_make(64 << 10);
    tb_buf_text(&file, "return { ");
    tb_buf_add(&file, text);
    tb_buf_text(&file, "\n}");
    enum tb_status status = tb_buf_status(&file, w->error);
    struct tb_str copy = tb_arena_copy(arena, tb_buf_str(&file));
    tb_buf_free(&file);
    if (status != TB_OK)
        return status;
    if (!copy.ptr)
        return tb_arena_fail(arena, w->error);
    struct tb_literal table;
    bool is_literal = rule->types != TEXT &&
                      tb_literal_parse(copy, "--set", NULL, arena, &table, NULL) == TB_OK &&
                      table.count == 1 && !table.fields[0].key.ptr;
    if (is_literal)
        *out = table.fields[0].value;
    else
        *out = (struct tb_literal){
            .type = TB_LITERAL_TEXT, .text = tb_str_sub(copy, 9, copy.len - 2), .raw = text};
    return TB_OK;
}

enum tb_status tb_config_add_override(struct tb_config *config, struct tb_str name,
                                      struct tb_str text, struct tb_error *error)
{
    struct walk w = {.config = config, .error = error};
    w.value.layer = TB_LAYER_COMMAND;
    w.value.origin = w.value.source = TB_STR("--set");
    const struct rule *rule = NULL, *rules = top;
    for (size_t from = 0; from <= name.len;) {
        size_t dot = tb_str_find(name, TB_STR("."), from);
        size_t to = dot == SIZE_MAX ? name.len : dot;
        if (!rules || w.value.depth == TB_CONFIG_DEPTH) {
            struct tb_str whole = name_here(&w);
            tb_fail(error, TB_EUSAGE, "“%.*s”之下没有更细的项", "there is nothing below '%.*s'",
                    TB_ARG(whole));
            return fail_here(&w);
        }
        w.value.key[w.value.depth++] = tb_str_sub(name, from, to);
        enum tb_status status = find_rule(&w, rules, &rule);
        if (status != TB_OK)
            return status;
        rules = rule->inside;
        from = to + 1;
    }
    struct tb_literal value;
    enum tb_status status = read_override(&w, rule, text, &value);
    if (status == TB_OK && value.type == TB_LITERAL_TABLE)
        return fail_type(&w, rule, text);
    return status == TB_OK ? add_value(&w, rule, &value) : status;
}

static enum tb_status add_defaults(struct walk *w, const struct rule *rules)
{
    size_t depth = w->value.depth;
    enum tb_status status = TB_OK;
    for (const struct rule *rule = rules; rule->name && status == TB_OK; rule++) {
        w->value.depth = depth;
        w->value.key[w->value.depth++] = tb_str_of(rule->name);
        if (rule->fallback) {
            status = read_override(w, rule, tb_str_of(rule->fallback), &w->value.value);
            if (status == TB_OK)
                status = add(w);
        } else if (rule->inside && strcmp(rule->name, "*") != 0) {
            status = add_defaults(w, rule->inside);
        }
    }
    return status;
}

static int by_keys(const struct tb_config_value *a, const struct tb_config_value *b)
{
    for (size_t i = 0; i < a->depth && i < b->depth; i++) {
        int order = tb_str_compare(a->key[i], b->key[i]);
        if (order)
            return order;
    }
    return (a->depth > b->depth) - (a->depth < b->depth);
}

static int by_keys_and_layer(const void *a, const void *b)
{
    const struct tb_config_value *x = a, *y = b;
    int order = by_keys(x, y);
    if (order)
        return order;
    if (x->layer != y->layer)
        return x->layer < y->layer ? -1 : 1;
    return (x->order < y->order) - (x->order > y->order); /* --set twice: the last one counts */
}

enum tb_status tb_config_finish(struct tb_config *config, struct tb_error *error)
{
    struct walk w = {.config = config, .error = error};
    w.value.layer = TB_LAYER_DEFAULT;
    w.value.origin = w.value.source = TB_STR("");
    enum tb_status status = add_defaults(&w, top);
    if (status != TB_OK)
        return status;
    qsort(config->at, config->count, sizeof *config->at, by_keys_and_layer);
    size_t kept = 0;
    for (size_t i = 0; i < config->count; i++)
        if (kept == 0 || by_keys(&config->at[kept - 1], &config->at[i]) != 0)
            config->at[kept++] = config->at[i];
    config->count = kept;
    return TB_OK;
}
