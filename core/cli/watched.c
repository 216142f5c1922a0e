/* watched.c - see watched.h. */
#include "cli/watched.h"

#include <stdlib.h>

#include "cli/finding_text.h"

/* One finding of one run. */
struct seen {
    struct tb_str key;  /* report and fingerprint */
    struct tb_str text; /* as it is shown */
    size_t at;          /* its place in the run */
    bool both;          /* the other run has it too */
};

struct run {
    struct seen *at;
    size_t count;
};

void tb_watched_note(struct tb_screen *screen, const struct tb_report *report,
                     const struct tb_finding *findings, size_t count)
{
    struct tb_cursor cursor = {0};
    for (size_t i = 0; i < count; i++) {
        if (findings[i].state == TB_STATE_SUPPRESSED)
            continue;
        tb_put(screen, report->source.name); /* its tabs and line ends are shown as pictures */
        tb_buf_printf(screen->out, "\t%s\t", findings[i].fingerprint);
        tb_put_finding_brief(screen, &cursor, report, &findings[i]);
    }
}

static bool read_run(const struct tb_buf *lines, struct tb_arena *arena, struct run *out)
{
    struct tb_str rest = tb_buf_str(lines);
    size_t count = 0;
    for (size_t i = 0; i < rest.len; i++)
        count += rest.ptr[i] == '\n';
    out->at = TB_NEW_ARRAY(arena, struct seen, count);
    out->count = count;
    for (size_t i = 0; out->at && i < count; i++) {
        size_t end = tb_str_find(rest, TB_STR("\n"), 0);
        size_t print = tb_str_find(rest, TB_STR("\t"), 0) + 1;
        size_t text = tb_str_find(rest, TB_STR("\t"), print) + 1;
        out->at[i] = (struct seen){
            .key = tb_str_sub(rest, 0, text), .text = tb_str_sub(rest, text, end + 1), .at = i};
        rest = tb_str_sub(rest, end + 1, rest.len);
    }
    return out->at != NULL;
}

static int by_key(const void *left, const void *right)
{
    const struct seen *a = left, *b = right;
    int order = tb_str_compare(a->key, b->key);
    return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static int by_place(const void *left, const void *right)
{
    const struct seen *a = left, *b = right;
    return (a->at > b->at) - (a->at < b->at);
}

/* Marks what both have, one against one; afterwards each is in its own order again. Returns how many. */
static size_t match(struct run *a, struct run *b)
{
    size_t i = 0, k = 0, matched = 0;
    qsort(a->at, a->count, sizeof *a->at, by_key);
    qsort(b->at, b->count, sizeof *b->at, by_key);
    while (i < a->count && k < b->count) {
        int order = tb_str_compare(a->at[i].key, b->at[k].key);
        if (order == 0) {
            a->at[i].both = b->at[k].both = true;
            matched++;
        }
        i += order <= 0;
        k += order >= 0;
    }
    qsort(a->at, a->count, sizeof *a->at, by_place);
    qsort(b->at, b->count, sizeof *b->at, by_place);
    return matched;
}

static void put_alone(struct tb_screen *screen, const struct run *run, const char *mark,
                      enum tb_style style)
{
    for (size_t i = 0; i < run->count; i++) {
        if (run->at[i].both)
            continue;
        tb_style(screen, style);
        tb_buf_text(screen->out, mark);
        tb_style(screen, TB_PLAIN);
        tb_buf_add(screen->out, run->at[i].text);
    }
}

bool tb_watched_put(struct tb_screen *screen, struct tb_watched *watched, struct tb_arena *arena)
{
    struct run before, now;
    struct tb_mark mark = tb_arena_mark(arena);
    if (watched->again) {
        if (!read_run(&watched->before, arena, &before) || !read_run(&watched->now, arena, &now))
            return false;
        size_t same = match(&before, &now);
        put_alone(screen, &before, "- ", TB_GREEN);
        put_alone(screen, &now, "+ ", TB_RED);
        tb_say(screen, "新增 %zu，消失 %zu，照旧 %zu\n", "%zu new, %zu gone, %zu as before\n",
               now.count - same, before.count - same, same);
    }
    struct tb_buf old = watched->before;
    watched->before = watched->now;
    watched->now = old;
    tb_buf_clear(&watched->now);
    watched->again = true;
    tb_arena_rewind(arena, mark);
    return true;
}
