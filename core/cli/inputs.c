/* inputs.c - reading reports. */
#include "cli/inputs.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/list.h"
#include "base/utf8.h"
#include "cli/merge.h"
#include "cli/named.h"

/* ---- what arguments mean ---- */

bool tb_input_is_snapshot(const char *argument)
{
    return tb_ref_looks_like(tb_str_of(argument)) && access(argument, F_OK) != 0;
}

struct tb_str tb_input_url(const struct tb_input *input)
{
    struct tb_str url = {0};
    if (input->entry)
        url = tb_snapshot_property(&input->entry->snapshot, "url");
    return url.len > 0 ? url : (struct tb_str){0};
}

struct list {
    struct tb_input *at;
    size_t count, room;
};

/* Takes "#2" off a name that is of no file; 0: there is none, or there is such a file. */
static uint32_t part_of(const char *name, size_t *path)
{
    size_t len = strlen(name), digits = len;
    uint32_t part = 0;
    while (digits > 0 && name[digits - 1] >= '0' && name[digits - 1] <= '9')
        digits--;
    if (digits < 2 || digits == len || len - digits > 4 || name[digits - 1] != '#' ||
        access(name, F_OK) == 0)
        return 0;
    for (size_t i = digits; i < len; i++)
        part = part * 10 + (uint32_t)(name[i] - '0');
    *path = digits - 1;
    return part;
}

static enum tb_status add_file(const char *name, struct tb_arena *arena, struct list *list,
                               struct tb_error *error)
{
    struct stat about;
    struct tb_input *input = TB_LIST_ADD(arena, list);
    size_t len = strlen(name);
    uint32_t part = part_of(name, &len);
    const char *path = tb_arena_copy(arena, (struct tb_str){name, len}).ptr;
    if (!input || !path)
        return tb_arena_fail(arena, error);
    *input = (struct tb_input){.name = name, .path = path, .part = part};
    if (stat(path, &about) == 0 && about.st_size > 0)
        input->size = (uint64_t)about.st_size;
    return TB_OK;
}

/* Standard input is read at once: a process that comes later would find it at its end. */
static enum tb_status add_standard_input(struct tb_arena *arena, struct list *list,
                                         struct tb_error *error)
{
    struct tb_error *none = TB_NEW(arena, struct tb_error);
    struct tb_input *input = TB_LIST_ADD(arena, list);
    if (!input || !none)
        return tb_arena_fail(arena, error);
    *input = (struct tb_input){.name = "-"};
    if (tb_file_read("-", TB_INPUT_MAX, arena, &input->bytes, none) != TB_OK)
        input->error = none;
    input->size = input->bytes.len;
    return TB_OK;
}

static enum tb_status find_snapshots(const struct tb_inputs *inputs, const char *argument,
                                     const struct tb_entry ***found, size_t *count,
                                     struct tb_error *error)
{
    struct tb_ref ref;
    if (!inputs->setup->workspace.dir.ptr)
        return tb_fail(error, TB_EUSAGE,
                       "没有这个文件；若指快照，这里和上级文件夹都不是工作区，请用 -C 指明工作区",
                       "there is no such file; if a snapshot is meant, neither this folder nor one "
                       "above it is a workspace, name one with -C");
    enum tb_status status = tb_ref_parse(tb_str_of(argument), &ref, error);
    if (status == TB_OK)
        status = tb_history_find(&inputs->history, &ref, inputs->setup->arena, found, count, error);
    return status;
}

static enum tb_status add_snapshots(const struct tb_inputs *inputs, const char *argument,
                                    struct list *list, struct tb_error *error)
{
    struct tb_arena *arena = inputs->setup->arena;
    const struct tb_entry **found = NULL;
    struct tb_error *none = TB_NEW(arena, struct tb_error);
    size_t count = 0;
    if (!none)
        return tb_arena_fail(arena, error);
    enum tb_status status = find_snapshots(inputs, argument, &found, &count, none);
    if (status == TB_EUSAGE) {
        struct tb_input *input = TB_LIST_ADD(arena, list);
        tb_fail_at(none, status, argument, 0, 0);
        if (input)
            *input = (struct tb_input){.name = argument, .error = none};
        return input ? TB_OK : tb_arena_fail(arena, error);
    }
    if (status != TB_OK) {
        *error = *none;
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        struct tb_input *input = TB_LIST_ADD(arena, list);
        struct tb_str name = tb_entry_name(&inputs->history, found[i], arena);
        if (!input || !name.ptr)
            return tb_arena_fail(arena, error);
        *input =
            (struct tb_input){.name = name.ptr, .entry = found[i], .size = found[i]->snapshot.size};
    }
    return TB_OK;
}

enum tb_status tb_inputs_find(const struct tb_setup *setup, char **arguments, size_t count,
                              struct tb_inputs *out, struct tb_error *error)
{
    struct tb_inputs inputs = {.setup = setup};
    struct list list = {0};
    bool needs_history = false;
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < count; i++)
        needs_history = needs_history || tb_input_is_snapshot(arguments[i]);
    if (needs_history && setup->workspace.dir.ptr)
        status = tb_past_open(setup->workspace.dir, setup->arena, &inputs.history, error);
    for (size_t i = 0; i < count && status == TB_OK; i++) {
        if (strcmp(arguments[i], "-") == 0)
            status = add_standard_input(setup->arena, &list, error);
        else if (tb_input_is_snapshot(arguments[i]))
            status = add_snapshots(&inputs, arguments[i], &list, error);
        else
            status = add_file(arguments[i], setup->arena, &list, error);
    }
    if (status != TB_OK)
        return status;
    inputs.at = list.at;
    inputs.count = list.count;
    *out = inputs;
    return TB_OK;
}

/* ---- reading ---- */

static enum tb_status load_file(const struct tb_setup *setup, const struct tb_input *input,
                                struct tb_arena *arena, struct tb_report **out,
                                struct tb_error *error)
{
    struct tb_load_options options = setup->options;
    struct tb_str bytes = input->bytes;
    enum tb_status status = TB_OK;
    options.part = input->part;
    if (!bytes.ptr)
        status = tb_named_read(input->path ? input->path : input->name, TB_INPUT_MAX, arena, &bytes,
                               error);
    if (status == TB_OK)
        status = tb_load(setup->ingest, tb_str_of(input->name), bytes, &options, arena, out, error);
    return status;
}

enum tb_status tb_inputs_spread(struct tb_inputs *inputs, size_t index,
                                const struct tb_report *report, bool *spread,
                                struct tb_error *error)
{
    const struct tb_input whole = inputs->at[index];
    struct tb_arena *arena = inputs->setup->arena;
    const size_t more = report->bulletins - 1;
    *spread = report->bulletins > 1 && whole.part == 0 && !whole.entry && !whole.merged;
    if (!*spread)
        return TB_OK;
    struct tb_input *all = TB_NEW_ARRAY(arena, struct tb_input, inputs->count + more);
    if (!all)
        return tb_arena_fail(arena, error);
    memcpy(all, inputs->at, index * sizeof *all);
    memcpy(all + index + 1 + more, inputs->at + index + 1,
           (inputs->count - index - 1) * sizeof *all);
    for (uint32_t i = 0; i <= more; i++) {
        all[index + i] = whole;
        all[index + i].part = i + 1;
        all[index + i].path = whole.path ? whole.path : whole.name;
        all[index + i].name = tb_arena_printf(arena, "%s#%u", whole.name, i + 1).ptr;
        if (!all[index + i].name)
            return tb_arena_fail(arena, error);
    }
    inputs->at = all;
    inputs->count += more;
    return TB_OK;
}

enum tb_status tb_inputs_load_plain(const struct tb_inputs *inputs, size_t index,
                                    struct tb_arena *arena, struct tb_report **out,
                                    struct tb_error *error)
{
    const struct tb_input *input = &inputs->at[index];
    const struct tb_setup *setup = inputs->setup;
    enum tb_status status;
    if (input->error) {
        *error = *input->error;
        return input->error->status;
    }
    struct tb_past_reader reader = {setup->ingest, NULL, setup->options};
    if (input->merged)
        status = tb_merge_load(input, arena, out, error);
    else if (input->entry)
        status = tb_past_load(&inputs->history, input->entry, &reader, arena, out, error);
    else
        status = load_file(setup, input, arena, out, error);
    if (status != TB_OK && error && !error->source[0])
        tb_fail_at(error, status, input->name, error->line, error->column);
    return status;
}

enum tb_status tb_inputs_load(const struct tb_inputs *inputs, size_t index, struct tb_arena *arena,
                              struct tb_report **out, struct tb_error *error)
{
    struct tb_report *report = NULL;
    enum tb_status status = tb_inputs_load_plain(inputs, index, arena, &report, error);
    if (status != TB_OK)
        return status;
    status = tb_extract_report(inputs->setup->extract, report, arena, error);
    if (status == TB_OK)
        *out = report;
    else if (error && !error->source[0])
        tb_fail_at(error, status, inputs->at[index].name, error->line, error->column);
    return status;
}

static bool is_chinese(struct tb_str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (code >= 0x4E00 && code <= 0x9FFF) /* CJK Unified Ideographs */
            return true;
    }
    return false;
}

enum tb_lang tb_report_lang(const struct tb_cli *cli, const struct tb_report *report)
{
    bool chinese = is_chinese(report->title);
    for (size_t i = 0; i < report->column_count && !chinese; i++)
        chinese = is_chinese(report->columns[i].header);
    return !cli->lang_is_settled && chinese ? TB_LANG_ZH : cli->lang;
}

enum tb_status tb_inputs_check(const struct tb_cli *cli, struct tb_error *error)
{
    const struct tb_options *options = &cli->options;
    const char *verb = tb_verb_table[options->verb].name;
    bool taken = options->list && strcmp(options->list, "-") == 0;
    if (options->operand_count == 0 && !options->list)
        return tb_fail(error, TB_EUSAGE, "没有说要读哪份通报：tongbao %s 文件（- 表示标准输入）",
                       "no report was named: tongbao %s FILE (- for standard input)", verb);
    for (size_t i = 0; i < options->operand_count; i++) {
        if (strcmp(options->operands[i], "-") != 0)
            continue;
        if (taken)
            return tb_fail(error, TB_EUSAGE, "标准输入（-）只能读一次",
                           "standard input (-) can be read only once");
        taken = true;
    }
    return TB_OK;
}
