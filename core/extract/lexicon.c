/* lexicon.c - the lines of a lexicon, the workspace's before our own. */
#include "extract/lexicon.h"

#include "base/list.h"

enum tb_status tb_lexicon_unknown(struct tb_error *error, const char *field, struct tb_str value)
{
    return tb_fail(error, TB_EFORMAT, "字段“%s”的值“%.*s”无法识别，见内置同名文件开头的说明",
                   "the value of field '%s' is not known: '%.*s'; the head of the built-in file of "
                   "this name lists the values",
                   field, TB_ARG(value));
}

enum tb_status tb_lexicon_read_file(const struct tb_lexicon_file *file, size_t least, size_t most,
                                    bool ours, tb_lexicon_take take, void *to,
                                    struct tb_error *error)
{
    struct tb_tsv tsv = tb_tsv_open(file->text, file->source, least, most);
    struct tb_tsv_record line;
    for (bool more = true;;) {
        enum tb_status status = tb_tsv_next(&tsv, &line, &more, error);
        if (status == TB_OK && !more)
            return TB_OK;
        if (status == TB_OK)
            status = take(to, &line, error);
        if (status == TB_OK)
            continue;
        if (status != TB_EFORMAT)
            return status;
        if (error && !ours) /* the user's own file: a matter of configuration */
            error->status = TB_EUSAGE;
        return tb_fail_at(error, ours ? TB_EFORMAT : TB_EUSAGE, file->source, tsv.line, 1);
    }
}

enum tb_status tb_lexicon_read(const char *name, size_t fields, const struct tb_lexicon_file *extra,
                               size_t extra_count, tb_lexicon_take take, void *to,
                               struct tb_error *error)
{
    for (size_t i = 0; i < extra_count; i++) {
        if (strcmp(extra[i].name, name) != 0)
            continue;
        enum tb_status status =
            tb_lexicon_read_file(&extra[i], fields, fields + 1, false, take, to, error);
        if (status != TB_OK)
            return status;
    }
    struct tb_lexicon_file own = {name, name, tb_embedded_text(tb_extract_knowledge, name)};
    if (!own.text.ptr)
        return tb_fail_bug(error, __FILE__, __LINE__);
    return tb_lexicon_read_file(&own, fields, fields + 1, true, take, to, error);
}

struct words {
    const char *const *classes;
    uint32_t class_count;
    struct tb_arena *arena;
    struct tb_phrase *at;
    size_t count, room;
};

static enum tb_status take_word(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    struct words *words = to;
    bool classed = words->class_count > 0;
    uint32_t class = 0;
    while (class < words->class_count &&
           !tb_str_eq(tb_str_of(words->classes[class]), line->field[0]))
        class ++;
    if (classed && class == words->class_count)
        return tb_lexicon_unknown(error, "class", line->field[0]);
    struct tb_phrase *phrase = TB_LIST_ADD(words->arena, words);
    if (!phrase)
        return tb_arena_fail(words->arena, error);
    *phrase = (struct tb_phrase){line->field[classed ? 1 : 0], class};
    return TB_OK;
}

enum tb_status tb_lexicon_phrases(const char *name, const char *const *classes,
                                  uint32_t class_count, const struct tb_lexicon_file *extra,
                                  size_t extra_count, struct tb_arena *arena,
                                  struct tb_phrases **out, struct tb_error *error)
{
    struct words words = {.classes = classes, .class_count = class_count, .arena = arena};
    enum tb_status status = tb_lexicon_read(name, class_count > 0 ? 2 : 1, extra, extra_count,
                                            take_word, &words, error);
    if (status != TB_OK)
        return status;
    *out = tb_phrases_new(words.at, words.count, arena);
    return *out ? TB_OK : tb_arena_fail(arena, error);
}
