/* editor.c - see repl.h. */
#include "repl/repl.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"

enum { HISTORY_LINES = 2000, NAMES_MAX = 1 << 20 };

struct tb_editor {
    struct tb_arena *arena; /* of this */
    EditLine *edit;
    History *history;
    HistEvent event;
    struct tb_editor_setup setup;
    const char *prompt;
};

static char *get_prompt(EditLine *edit)
{
    struct tb_editor *editor;
    static char none[] = "> ";
    if (el_get(edit, EL_CLIENTDATA, &editor) != 0)
        return none;
    return (char *)(uintptr_t)editor->prompt; /* libedit only reads it */
}

/* How much all names have in common. */
static size_t common_start(struct tb_str names)
{
    size_t first_end = tb_str_find(names, TB_STR("\n"), 0), same = first_end;
    for (size_t from = 0, end; from < names.len; from = end + 1) {
        end = tb_str_find(names, TB_STR("\n"), from);
        size_t at = 0;
        while (at < same && from + at < end && names.ptr[from + at] == names.ptr[at])
            at++;
        same = at;
    }
    while (same > 0 && ((unsigned char)names.ptr[same] & 0xC0) == 0x80)
        same--;
    return same;
}

/* Completes as far as is sure; a second name is shown below the line. */
static unsigned char complete(EditLine *edit, int key)
{
    struct tb_editor *editor;
    const LineInfo *info = el_line(edit);
    struct tb_buf names = tb_buf_make(NAMES_MAX);
    struct tb_str line = {info->buffer, (size_t)(info->cursor - info->buffer)};
    unsigned char then = CC_ERROR;
    size_t from = line.len;
    (void)key;
    if (el_get(edit, EL_CLIENTDATA, &editor) != 0)
        return CC_ERROR;
    editor->setup.complete(editor->setup.user, line, &from, &names);
    struct tb_str all = tb_buf_str(&names);
    if (all.len > 0) {
        size_t typed = line.len - from, same = common_start(all);
        bool single = tb_str_find(all, TB_STR("\n"), 0) + 1 == all.len;
        if (same > typed) {
            struct tb_buf more = tb_buf_make(NAMES_MAX);
            tb_buf_add(&more, tb_str_sub(all, typed, same));
            tb_buf_byte(&more, '\0');
            if (!more.failed && el_insertstr(edit, more.ptr) == 0)
                then = CC_REFRESH;
            tb_buf_free(&more);
        } else if (!single) {
            for (size_t i = 0; i < all.len; i++)
                if (all.ptr[i] == '\n')
                    names.ptr[i] = ' ';
            printf("\n%.*s\n", (int)all.len, names.ptr);
            fflush(stdout);
            then = CC_REDISPLAY;
        }
    }
    tb_buf_free(&names);
    return then;
}

struct tb_editor *tb_editor_open(const struct tb_editor_setup *setup)
{
    struct tb_arena *arena = NULL;
    if (tb_arena_new(1 << 16, &arena, NULL) != TB_OK)
        return NULL;
    struct tb_editor *editor = TB_NEW(arena, struct tb_editor);
    if (!editor) {
        tb_arena_free(arena);
        return NULL;
    }
    editor->arena = arena;
    /* Characters of the terminal; numbers and the order of texts stay those of the C locale. */
    if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX < 2)
        setlocale(LC_CTYPE, "C.UTF-8");
    editor->setup = *setup;
    editor->prompt = "> ";
    editor->edit = el_init("tongbao", stdin, stdout, stderr);
    editor->history = history_init();
    if (!editor->edit || !editor->history) {
        tb_editor_close(editor);
        return NULL;
    }
    el_set(editor->edit, EL_CLIENTDATA, editor);
    el_set(editor->edit, EL_PROMPT, get_prompt);
    el_set(editor->edit, EL_EDITOR, "emacs");
    el_set(editor->edit, EL_ADDFN, "tb-complete", "complete names", complete);
    el_set(editor->edit, EL_BIND, "^I", "tb-complete", NULL);
    el_set(editor->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    history(editor->history, &editor->event, H_SETSIZE, HISTORY_LINES);
    history(editor->history, &editor->event, H_SETUNIQUE, 1);
    if (setup->history)
        history(editor->history, &editor->event, H_LOAD, setup->history);
    el_set(editor->edit, EL_HIST, history, editor->history);
    return editor;
}

enum tb_line tb_editor_read(struct tb_editor *editor, const char *prompt, struct tb_str *out)
{
    int len = 0;
    editor->prompt = prompt;
    errno = 0;
    const char *line = el_gets(editor->edit, &len);
    if (!line || len <= 0)
        return len < 0 && errno == EINTR ? TB_LINE_INTERRUPTED : TB_LINE_END;
    if (len > 1)
        history(editor->history, &editor->event, H_ENTER, line);
    *out = (struct tb_str){line, (size_t)len};
    if (out->ptr[out->len - 1] == '\n')
        out->len--;
    return TB_LINE_READ;
}

void tb_editor_close(struct tb_editor *editor)
{
    mode_t old = umask(077); /* what was typed is nobody else's */
    if (editor->history && editor->setup.history)
        history(editor->history, &editor->event, H_SAVE, editor->setup.history);
    umask(old);
    if (editor->history)
        history_end(editor->history);
    if (editor->edit)
        el_end(editor->edit);
    tb_arena_free(editor->arena);
}
