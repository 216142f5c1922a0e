/* history_verify.c - tongbao history verify: what can be read back, what is lost, what to do; and
 * repair: all that can be read back, in a new folder. */
#include "cli/history.h"

#include "base/folder.h"

/* The rows with what was found of each. NULL: could not be done; told. */
static struct tb_history_row *verify_rows(struct tb_history_verb *verb, bool deep,
                                          const bool *chosen, size_t *count)
{
    struct tb_error error = {0};
    enum tb_soundness *found = NULL;
    struct tb_arena *arena = NULL;
    struct tb_history_row *rows = tb_history_rows(verb, chosen, count);
    enum tb_status status = rows ? TB_OK : tb_arena_fail(verb->setup.arena, &error);
    if (status == TB_OK)
        status = tb_arena_new(TB_HISTORY_ARENA, &arena, &error);
    if (status == TB_OK)
        status = tb_history_verify(&verb->history, deep, arena, &found, &error);
    for (size_t i = 0; i < *count && status == TB_OK; i++)
        rows[i].soundness = found[rows[i].entry - verb->history.at];
    tb_arena_free(arena);
    if (status == TB_OK)
        return rows;
    tb_history_verb_told(verb, &error, false);
    return NULL;
}

static size_t count_of(const struct tb_history_row *rows, size_t count, enum tb_soundness soundness)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += rows[i].soundness == soundness;
    return sum;
}

/* --- text ---------------------------------------------------------------------------------------- */

/* "linzi@2021Q3  damaged  history/linzi/000003-2021Q3.tbs" */
static void put_row(struct tb_screen *screen, const struct tb_history_row *row)
{
    tb_style(screen, row->soundness == TB_MENDABLE ? TB_YELLOW : TB_RED);
    tb_say(screen, "%s：%s\n", "%s: %s\n", row->name.ptr,
           tb_soundness_word(row->soundness, screen->lang));
    tb_style(screen, TB_PLAIN);
    tb_say(screen, "  %s\n", "  %s\n", row->entry->path.ptr);
}

static void put_fact(struct tb_screen *screen, const struct tb_history_row *row, const char *name,
                     const char *zh, const char *en)
{
    struct tb_str value = tb_snapshot_property(&row->entry->snapshot, name);
    if (value.len > 0)
        tb_say(screen, "  %s：%.*s\n", "  %s: %.*s\n", tb_pick(screen->lang, zh, en),
               TB_ARG(value));
}

/* How a damaged one is made good: by its original, whose place the head says where it can be read. */
static void put_advice(struct tb_screen *screen, const struct tb_history_row *row)
{
    const struct tb_entry *entry = row->entry;
    tb_say(screen, "找到原文件后运行：tongbao history add 文件 --series %.*s --period %.*s\n",
           "find the original, then: tongbao history add FILE --series %.*s --period %.*s\n",
           TB_ARG(entry->series), TB_ARG(entry->period_name));
    put_fact(screen, row, "name", "文件名", "file name");
    put_fact(screen, row, "url", "网址", "address");
    put_fact(screen, row, "time", "存入时间", "kept on");
}

static void put_gaps(struct tb_screen *screen, const struct tb_history *history, const bool *chosen)
{
    uint32_t before = 0;
    for (size_t i = 0; i < history->count; i++) {
        const struct tb_entry *entry = &history->at[i];
        if (i == 0 || !tb_str_eq(entry->series, entry[-1].series))
            before = 0;
        if (chosen[i] && entry->sequence == before + 2)
            tb_say(screen, "%.*s 缺第 %u 号：删除过，或文件不见了\n",
                   "%.*s has no number %u: pruned, or the file is gone\n", TB_ARG(entry->series),
                   before + 1);
        else if (chosen[i] && entry->sequence > before + 1)
            tb_say(screen, "%.*s 缺第 %u 至 %u 号：删除过，或文件不见了\n",
                   "%.*s has no number %u to %u: pruned, or the files are gone\n",
                   TB_ARG(entry->series), before + 1, entry->sequence - 1);
        before = entry->sequence;
    }
    for (size_t i = 0; i < history->stray_count; i++)
        tb_say(screen, "不属于历史的文件：%s\n", "no part of the history: %s\n",
               history->strays[i].ptr);
}

static void put_text(struct tb_history_verb *verb, const struct tb_history_row *rows, size_t count)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    size_t sound = count_of(rows, count, TB_SOUND), damaged = count_of(rows, count, TB_DAMAGED);
    for (size_t i = 0; i < count; i++)
        if (rows[i].soundness != TB_SOUND)
            put_row(&screen, &rows[i]);
    if (damaged > 0)
        tb_buf_byte(screen.out, '\n');
    for (size_t i = 0; i < count; i++)
        if (rows[i].soundness == TB_DAMAGED)
            put_advice(&screen, &rows[i]);
    if (damaged > 0)
        tb_say(&screen,
               "这样连依据它的各份也一并修复。没有原文件时：tongbao history repair "
               "把能读出的另存一份\n\n",
               "that heals what builds on it too. Without the original: `tongbao history repair` "
               "copies all that can be read\n\n");
    else if (count_of(rows, count, TB_LOST) > 0)
        tb_say(&screen,
               "所依据的文件不见了：找到那一期的原文件，用 tongbao history add 重新存入即可恢复；"
               "没有时：tongbao history repair 把能读出的另存一份\n\n",
               "a file they build on is gone: adding the original of that period again brings them "
               "back; without it, `tongbao history repair` copies all that can be read\n\n");
    else if (count_of(rows, count, TB_MENDABLE) > 0)
        tb_say(&screen,
               "没有丢失：坏的字节在读出时改正。重新存入原文件，或 tongbao history repair，"
               "可得到完好的文件\n\n",
               "nothing is lost: the damaged byte is put right in reading. Adding the original "
               "again, or `tongbao history repair`, makes the file sound\n\n");
    if (sound == count)
        tb_say(&screen, "%zu 份，全部完好%s\n", "%zu snapshots, all sound%s\n", count,
               verb->cli->options.deep
                   ? tb_pick(screen.lang, "（已逐份恢复并核对）", " (each restored and compared)")
                   : "");
    else
        tb_say(&screen, "%zu 份：%zu 份完好，%zu 份仍可读出，%zu 份读不出\n",
               "%zu snapshots: %zu sound, %zu can still be read, %zu cannot\n", count, sound,
               count_of(rows, count, TB_MENDABLE),
               count - sound - count_of(rows, count, TB_MENDABLE));
}

/* The exit status: 1 for damage, 3 for what only a newer version can tell. */
static void judge(struct tb_history_verb *verb, const struct tb_history_row *rows, size_t count)
{
    struct tb_error error = {0};
    size_t newer = count_of(rows, count, TB_NEWER);
    size_t damaged = count - newer - count_of(rows, count, TB_SOUND);
    if (damaged > 0) {
        tb_fail(&error, TB_EFORMAT, "历史中有 %zu 份不完好",
                "%zu snapshots of the history are not sound", damaged);
        tb_outcome_add(&verb->cli->outcome, TB_EXIT_FOUND, &error);
    }
    if (newer > 0) {
        tb_fail(&error, TB_EUSAGE, "有 %zu 份由更新的版本写成，无法核对；请升级 tongbao",
                "%zu snapshots were written by a newer version and cannot be verified; update "
                "tongbao",
                newer);
        tb_outcome_add(&verb->cli->outcome, TB_EXIT_INPUT, &error);
    }
}

void tb_history_verb_verify(struct tb_history_verb *verb)
{
    struct tb_error error = {0};
    struct tb_screen screen = tb_cli_screen(verb->cli);
    size_t count = 0;
    bool *chosen = TB_NEW_ARRAY(verb->setup.arena, bool, verb->history.count + 1);
    if (!chosen) {
        tb_arena_fail(verb->setup.arena, &error);
        tb_history_verb_told(verb, &error, false);
        return;
    }
    if (!tb_history_verb_choose(verb, chosen))
        return;
    struct tb_history_row *rows = verify_rows(verb, verb->cli->options.deep, chosen, &count);
    if (!rows)
        return;
    if (verb->cli->options.format != TB_FORMAT_TEXT) {
        tb_history_put_json(verb, rows, count);
    } else {
        if (!verb->cli->options.quiet)
            put_gaps(&screen, &verb->history, chosen);
        put_text(verb, rows, count);
    }
    judge(verb, rows, count);
}

/* --- repair -------------------------------------------------------------------------------------- */

/* Copies what can be read; marks what cannot as lost. */
static enum tb_status copy_all(struct tb_history_verb *verb, const char *dir, bool *lost,
                               struct tb_error *error)
{
    struct tb_arena *arena = NULL;
    const struct tb_history_copying how = {0};
    enum tb_status status = tb_arena_new(TB_HISTORY_ARENA, &arena, error);
    for (size_t i = 0; i < verb->history.count && status == TB_OK; i++) {
        struct tb_history_added added;
        struct tb_error problem = {0};
        tb_arena_reset(arena);
        status = tb_history_copy(&verb->history, &verb->history.at[i], dir, &tb_io_system, &how,
                                 arena, &added, &problem);
        lost[i] = status == TB_EFORMAT;
        if (lost[i])
            status = TB_OK;
        if (status != TB_OK)
            *error = problem;
    }
    tb_arena_free(arena);
    return status;
}

static enum tb_status find_folder(struct tb_history_verb *verb, struct tb_str *out,
                                  struct tb_error *error)
{
    const char *said = verb->cli->options.output;
    struct tb_arena *arena = verb->setup.arena;
    *out = said ? tb_arena_copy(arena, tb_str_of(said))
                : tb_arena_printf(arena, "%s-repaired", verb->dir.ptr);
    if (!out->ptr)
        return tb_arena_fail(arena, error);
    if (verb->name_count > 0)
        return tb_fail(error, TB_EUSAGE, "repair 总是另存整个历史，多出了“%s”",
                       "repair always copies the whole history, '%s' is too much", verb->names[0]);
    if (tb_is_folder(out->ptr) || tb_is_file(out->ptr)) {
        tb_fail(error, TB_EUSAGE, "已经有了，请先移开，或用 -o 另写一处",
                "is there already; move it away, or name another place with -o");
        return tb_fail_at(error, TB_EUSAGE, out->ptr, 0, 0);
    }
    return TB_OK;
}

static void put_repaired(struct tb_history_verb *verb, const char *dir, const bool *lost,
                         size_t lost_count)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    for (size_t i = 0; i < verb->history.count; i++) {
        struct tb_str name = {0};
        if (lost[i])
            name = tb_entry_name(&verb->history, &verb->history.at[i], verb->setup.arena);
        if (name.ptr)
            tb_say(&screen, "读不出：%s\n", "lost: %s\n", name.ptr);
    }
    tb_say(&screen, "%zu 份已另存到 %s，原来的文件夹没有改动\n",
           "%zu snapshots are in %s; the old folder is as it was\n",
           verb->history.count - lost_count, dir);
    tb_say(&screen, "要改用它：mv %s %s-damaged && mv %s %s\n",
           "to use it: mv %s %s-damaged && mv %s %s\n", verb->dir.ptr, verb->dir.ptr, dir,
           verb->dir.ptr);
}

void tb_history_verb_repair(struct tb_history_verb *verb)
{
    struct tb_error error = {0};
    struct tb_str dir = {0};
    size_t lost_count = 0;
    bool *lost = TB_NEW_ARRAY(verb->setup.arena, bool, verb->history.count + 1);
    enum tb_status status = lost ? TB_OK : tb_arena_fail(verb->setup.arena, &error);
    if (status == TB_OK)
        status = find_folder(verb, &dir, &error);
    if (status == TB_OK && verb->history.count == 0)
        status =
            tb_fail(&error, TB_EUSAGE, "历史里没有快照", "there are no snapshots in the history");
    if (status == TB_OK)
        status = copy_all(verb, dir.ptr, lost, &error);
    if (status != TB_OK) {
        tb_history_verb_told(verb, &error, true);
        return;
    }
    for (size_t i = 0; i < verb->history.count; i++)
        lost_count += lost[i];
    put_repaired(verb, dir.ptr, lost, lost_count);
    if (lost_count > 0) {
        tb_fail(&error, TB_EFORMAT, "有 %zu 份读不出", "%zu snapshots cannot be read", lost_count);
        tb_outcome_add(&verb->cli->outcome, TB_EXIT_FOUND, &error);
    }
}
