/* history_move.c - tongbao history export, import: a series as one file; prune: snapshots away, each by
 * its name. */
#include "cli/history.h"
#include "cli/named.h"
#include "history/archive.h"
#include "history/prune.h"

/* --- export -------------------------------------------------------------------------------------- */

/* An archive is for keeping: what is damaged is not put into one unnoticed. */
static enum tb_status check_sound(struct tb_history_verb *verb, struct tb_str series,
                                  struct tb_error *error)
{
    enum tb_soundness *found = NULL;
    enum tb_status status =
        tb_history_verify(&verb->history, false, verb->setup.arena, &found, error);
    for (size_t i = 0; i < verb->history.count && status == TB_OK; i++) {
        const struct tb_entry *entry = &verb->history.at[i];
        if (!tb_str_eq(entry->series, series) || found[i] == TB_SOUND)
            continue;
        status =
            tb_fail(error, TB_EFORMAT, "这一份不完好，不导出；tongbao history verify 说明怎么办",
                    "the snapshot is not sound and is not exported; tongbao history verify "
                    "says what to do");
        tb_fail_at(error, status, entry->path.ptr, 0, 0);
    }
    return status;
}

static enum tb_status export_series(struct tb_history_verb *verb, struct tb_buf *out,
                                    struct tb_error *error)
{
    struct tb_str series = tb_str_of(verb->names[0]);
    if (verb->name_count > 1)
        return tb_fail(error, TB_EUSAGE, "一次导出一个系列，多出了“%s”",
                       "one series at a time, '%s' is too much", verb->names[1]);
    enum tb_status status = tb_history_has_series(&verb->history, series, error);
    if (status == TB_OK)
        status = check_sound(verb, series, error);
    if (status == TB_OK)
        status = tb_archive_write(&verb->history, series, verb->setup.arena, out, error);
    return status;
}

void tb_history_verb_export(struct tb_history_verb *verb)
{
    const char *path = verb->cli->options.output;
    struct tb_buf out = tb_buf_make(TB_ARCHIVE_MAX);
    struct tb_error error = {0};
    if (export_series(verb, &out, &error) != TB_OK)
        tb_history_verb_told(verb, &error, false);
    else if (!path || strcmp(path, "-") == 0)
        tb_buf_add(&verb->cli->output.buf, tb_buf_str(&out));
    else if (tb_history_write_file(path, tb_buf_str(&out), &error) != TB_OK)
        tb_history_verb_told(verb, &error, true);
    tb_buf_free(&out);
}

/* --- import -------------------------------------------------------------------------------------- */

struct import {
    struct tb_history archive;
    size_t added, there, lost;
};

static size_t count_series(const struct tb_history *history)
{
    size_t count = 0;
    for (size_t i = 0; i < history->count; i++)
        count += i == 0 || !tb_str_eq(history->at[i].series, history->at[i - 1].series);
    return count;
}

static enum tb_status check_import(const struct tb_history_verb *verb, const struct import *import,
                                   struct tb_error *error)
{
    const char *series = verb->cli->options.series;
    if (verb->name_count > 1)
        return tb_fail(error, TB_EUSAGE, "一次导入一个文件，多出了“%s”",
                       "one file at a time, '%s' is too much", verb->names[1]);
    if (series && !tb_series_is_name(tb_str_of(series)))
        return tb_fail(error, TB_EUSAGE, "系列名“%s”不行：只用小写字母、数字和 -，最多 64 个",
                       "a series cannot be called '%s': a-z, 0-9 and - only, at most 64", series);
    if (series && count_series(&import->archive) > 1)
        return tb_fail(error, TB_EUSAGE, "文件里有 %zu 个系列，不能都叫 %s；请去掉 --series",
                       "there are %zu series in the file, they cannot all be called %s; leave out "
                       "--series",
                       count_series(&import->archive), series);
    return TB_OK;
}

/* Into a series that was not there everything goes as it was; into another only what it has not. */
static enum tb_status import_all(struct tb_history_verb *verb, struct import *import,
                                 struct tb_error *error)
{
    struct tb_arena *arena = NULL;
    struct tb_history_copying how = {.series = tb_str_of(verb->cli->options.series)};
    enum tb_status status = tb_arena_new(TB_HISTORY_ARENA, &arena, error);
    for (size_t i = 0; i < import->archive.count && status == TB_OK; i++) {
        const struct tb_entry *entry = &import->archive.at[i];
        struct tb_history_added added;
        struct tb_error problem = {0};
        how.any_revision =
            tb_history_has_series(&verb->history, how.series.ptr ? how.series : entry->series,
                                  NULL) == TB_OK;
        tb_arena_reset(arena);
        status = tb_history_copy(&import->archive, entry, verb->dir.ptr, &tb_io_system, &how, arena,
                                 &added, &problem);
        if (status == TB_EFORMAT) {
            import->lost++;
            tb_history_verb_told(verb, &problem, false);
            status = TB_OK;
        } else if (status == TB_OK) {
            import->added += added.is_new || added.healed;
            import->there += !added.is_new && !added.healed;
        } else {
            *error = problem;
        }
    }
    tb_arena_free(arena);
    return status;
}

void tb_history_verb_import(struct tb_history_verb *verb)
{
    struct import import = {0};
    struct tb_screen screen = tb_cli_screen(verb->cli);
    struct tb_error error = {0};
    struct tb_str bytes;
    enum tb_status status =
        tb_named_read(verb->names[0], TB_ARCHIVE_MAX, verb->setup.arena, &bytes, &error);
    if (status == TB_OK)
        status = tb_archive_read(verb->names[0], bytes, verb->setup.arena, &import.archive, &error);
    if (status == TB_OK)
        status = check_import(verb, &import, &error);
    if (status != TB_OK) {
        tb_history_verb_told(verb, &error, false);
        return;
    }
    status = import_all(verb, &import, &error);
    if (status != TB_OK)
        tb_history_verb_told(verb, &error, true);
    tb_say(&screen, "导入 %zu 份，%zu 份原已有\n",
           "imported %zu snapshots, %zu were there already\n", import.added, import.there);
}

/* --- prune --------------------------------------------------------------------------------------- */

void tb_history_verb_prune(struct tb_history_verb *verb)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    struct tb_arena *arena = verb->setup.arena;
    struct tb_error error = {0};
    const struct tb_entry **found = NULL;
    size_t packed = 0, count = 0;
    struct tb_ref *names = TB_NEW_ARRAY(arena, struct tb_ref, verb->name_count);
    enum tb_status status = names ? TB_OK : tb_arena_fail(arena, &error);
    for (size_t i = 0; i < verb->name_count && status == TB_OK; i++) {
        status = tb_ref_parse(tb_str_of(verb->names[i]), &names[i], &error);
        /* Before the lock, which needs a folder. */
        if (status == TB_OK)
            status = tb_history_find(&verb->history, &names[i], arena, &found, &count, &error);
    }
    if (status == TB_OK)
        status = tb_history_prune(verb->dir.ptr, &tb_io_system, names, verb->name_count, arena,
                                  &packed, &error);
    if (status != TB_OK) {
        tb_history_verb_told(verb, &error, true);
        return;
    }
    for (size_t i = 0; i < verb->name_count; i++)
        tb_say(&screen, "已删除 %s\n", "pruned %s\n", verb->names[i]);
    if (packed > 0 && !verb->cli->options.quiet)
        tb_say(&screen, "依据它们的 %zu 份已重新写过\n",
               "%zu that built on them were written anew\n", packed);
}
