/*
 * edits.c - see edits.h. Texts become tokens, equal ones one number; common ends are taken off; what is
 * left goes through the greedy algorithm of Myers (An O(ND) Difference Algorithm and Its Variations,
 * 1986); then edits with little between them become one, and those that could stand elsewhere move to a
 * clause's border.
 */
#include "diff/edits.h"

#include "base/list.h"
#include "diff/plain.h"
#include "diff/tokens.h"

enum {
    DISTANCE_MOST = 2048, /* tokens that two texts may differ in: beyond, the rest is one edit */
    LENGTH_MOST = 1 << 20 /* bytes of both texts: beyond, only their common ends are found */
};

/* A stretch of tokens. */
struct run {
    uint32_t old_from, old_to, new_from, new_to;
};

struct runs {
    struct run *at;
    size_t count, room;
};

struct work {
    struct tb_arena *arena;
    struct tb_tokens sides[2];
    uint32_t from, ends[2]; /* the tokens between the common ends */
    struct runs runs;
};

static bool add_run(struct work *work, struct run run)
{
    if (work->runs.count > 0) {
        struct run *last = &work->runs.at[work->runs.count - 1];
        if (last->old_to == run.old_from && last->new_to == run.new_from) {
            last->old_to = run.old_to;
            last->new_to = run.new_to;
            return true;
        }
    }
    struct run *added = TB_LIST_ADD(work->arena, &work->runs);
    if (added)
        *added = run;
    return added != NULL;
}

/* --- the shortest script ----------------------------------------------------------------------- */

/* Where the furthest path on each diagonal ended, after each round: row d has 2d + 1 diagonals, from -d on.
 * Rows are made as they are needed: most texts differ in little. */
struct trace {
    int32_t **rows;
    int32_t rounds;
};

/* How far one gets down diagonal `k` in round `d`, coming from round d - 1; *down: by taking a token of the
 * new text, not of the old one. */
static int32_t furthest(const struct trace *trace, int32_t d, int32_t k, bool *down)
{
    *down = true;
    if (d == 0)
        return 0;
    const int32_t *before = trace->rows[d - 1] + (d - 1); /* diagonal 0 */
    *down = k == -d || (k != d && before[k - 1] < before[k + 1]);
    return *down ? before[k + 1] : before[k - 1] + 1;
}

enum found { FOUND, TOO_FAR, NO_MEMORY };

/* Fills the trace. */
static enum found search(const struct work *work, struct trace *trace, int32_t most,
                         uint64_t *steps)
{
    const uint32_t *a = work->sides[0].ids + work->from, *b = work->sides[1].ids + work->from;
    int32_t n = (int32_t)(work->ends[0] - work->from), m = (int32_t)(work->ends[1] - work->from);
    for (int32_t d = 0; d <= most; d++) {
        int32_t *row = tb_arena_alloc(work->arena, (2 * (size_t)d + 1) * sizeof *row);
        if (!row)
            return NO_MEMORY;
        trace->rows[d] = row;
        for (int32_t k = -d; k <= d; k += 2) {
            bool down;
            int32_t x = furthest(trace, d, k, &down), y = x - k;
            while (x < n && y < m && a[x] == b[y]) {
                x++;
                y++;
                ++*steps;
            }
            row[d + k] = x;
            ++*steps;
            if (x >= n && y >= m) {
                trace->rounds = d;
                return FOUND;
            }
        }
    }
    return TOO_FAR;
}

/* Walks back from the end and notes the equal tokens as false in `changed`. */
static void walk_back(const struct work *work, const struct trace *trace, bool *changed[2])
{
    int32_t x = (int32_t)(work->ends[0] - work->from), y = (int32_t)(work->ends[1] - work->from);
    for (int32_t d = trace->rounds; d >= 0; d--) {
        bool down;
        int32_t start = furthest(trace, d, x - y, &down);
        for (; x > start; x--, y--)
            changed[0][x - 1] = changed[1][y - 1] = false;
        x -= !down;
        y -= down;
    }
}

static bool add_changed(struct work *work, bool *const changed[2])
{
    uint32_t n = work->ends[0] - work->from, m = work->ends[1] - work->from, x = 0, y = 0;
    while (x < n || y < m) {
        struct run run = {work->from + x, 0, work->from + y, 0};
        while (x < n && changed[0][x])
            x++;
        while (y < m && changed[1][y])
            y++;
        run.old_to = work->from + x;
        run.new_to = work->from + y;
        if ((run.old_to > run.old_from || run.new_to > run.new_from) && !add_run(work, run))
            return false;
        while (x < n && y < m && !changed[0][x] && !changed[1][y]) {
            x++;
            y++;
        }
    }
    return true;
}

static bool find_runs(struct work *work, uint64_t *left)
{
    uint32_t n = work->ends[0] - work->from, m = work->ends[1] - work->from;
    struct run all = {work->from, work->ends[0], work->from, work->ends[1]};
    if (n == 0 && m == 0)
        return true;
    uint64_t most = (uint64_t)n + m < DISTANCE_MOST ? (uint64_t)n + m : DISTANCE_MOST, steps = 0;
    while (most > 0 && most * most > *left)
        most /= 2;
    struct trace trace = {TB_NEW_ARRAY(work->arena, int32_t *, most + 1), 0};
    bool *changed[2] = {TB_NEW_ARRAY(work->arena, bool, n), TB_NEW_ARRAY(work->arena, bool, m)};
    if (!trace.rows || !changed[0] || !changed[1])
        return false;
    enum found found = TOO_FAR;
    if (n > 0 && m > 0)
        found = search(work, &trace, (int32_t)most, &steps);
    *left -= steps < *left ? steps : *left;
    if (found != FOUND)
        return found == TOO_FAR && add_run(work, all);
    memset(changed[0], true, n);
    memset(changed[1], true, m);
    walk_back(work, &trace, changed);
    return add_changed(work, changed);
}

/* --- tidying ----------------------------------------------------------------------------------- */

/* Characters of a stretch of tokens. */
static uint32_t length_of(const struct work *work, int side, uint32_t from, uint32_t to)
{
    const struct tb_tokens *tokens = &work->sides[side];
    struct tb_str text = tb_str_sub(tokens->text, tokens->starts[from], tokens->starts[to]);
    return (uint32_t)tb_utf8_count(text);
}

/* Tokens of an edit: a figure is one, however many digits it has. */
static uint32_t weight_of(const struct run *run)
{
    uint32_t olds = run->old_to - run->old_from, news = run->new_to - run->new_from;
    return olds > news ? olds : news;
}

/* Whether what is equal between two edits is worth keeping apart: at least two characters, and more than
 * one of the edits beside it. */
static bool keeps_apart(const struct work *work, const struct run *left, const struct run *right)
{
    uint32_t between = length_of(work, 0, left->old_to, right->old_from);
    return between >= 2 && (between > weight_of(left) || between > weight_of(right));
}

/* Joins edits until none can be joined with the one before it. */
static void join_runs(struct work *work)
{
    struct runs *runs = &work->runs;
    size_t kept = 0;
    for (size_t i = 0; i < runs->count; i++) {
        runs->at[kept++] = runs->at[i];
        while (kept > 1 && !keeps_apart(work, &runs->at[kept - 2], &runs->at[kept - 1])) {
            runs->at[kept - 2].old_to = runs->at[kept - 1].old_to;
            runs->at[kept - 2].new_to = runs->at[kept - 1].new_to;
            kept--;
        }
    }
    runs->count = kept;
}

/* How good a border stands before token `at`: 2 behind a mark that ends a clause or at an end, 1 behind any
 * other mark, 0 within words. */
static int border_of(const struct tb_tokens *tokens, uint32_t at)
{
    if (at == 0 || at == tokens->count)
        return 2;
    size_t len;
    uint32_t code = tb_plain_at(tokens->text, tokens->starts[at - 1], &len);
    if (code == 0x3002 || code == 0xFF1B || code == 0xFF0C || code == '\n' ||
        code == ';') /* 。；， */
        return 2;
    return tb_plain_code(code) == 0;
}

/* An edit that only puts in or only takes out can often stand at several places: the last "，建成X" of a
 * list. It moves to where both its ends are borders, first found from the left. */
static void slide(const struct tb_tokens *tokens, uint32_t *from, uint32_t *to, uint32_t least,
                  uint32_t most, int64_t *moved)
{
    uint32_t left = 0, right = 0, best = 0;
    while (*from - left > least && tokens->ids[*from - left - 1] == tokens->ids[*to - left - 1])
        left++;
    while (*to + right < most && tokens->ids[*from + right] == tokens->ids[*to + right])
        right++;
    int best_border = -1;
    for (uint32_t i = 0; i <= left + right; i++) {
        uint32_t start = *from - left + i, end = *to - left + i;
        int border = border_of(tokens, start) + border_of(tokens, end);
        if (border > best_border) {
            best_border = border;
            best = i;
        }
    }
    *moved = (int64_t)best - left;
    *from = *from - left + best;
    *to = *to - left + best;
}

static void slide_runs(struct work *work)
{
    struct runs *runs = &work->runs;
    for (size_t i = 0; i < runs->count; i++) {
        struct run *run = &runs->at[i];
        bool adds = run->old_from == run->old_to, drops = run->new_from == run->new_to;
        if (adds == drops)
            continue;
        const struct run *before = i > 0 ? run - 1 : NULL;
        const struct run *after = i + 1 < runs->count ? run + 1 : NULL;
        int64_t moved = 0;
        if (adds) {
            slide(&work->sides[1], &run->new_from, &run->new_to, before ? before->new_to + 1 : 0,
                  after ? after->new_from - 1 : work->sides[1].count, &moved);
            run->old_from = run->old_to = (uint32_t)(run->old_from + moved);
        } else {
            slide(&work->sides[0], &run->old_from, &run->old_to, before ? before->old_to + 1 : 0,
                  after ? after->old_from - 1 : work->sides[0].count, &moved);
            run->new_from = run->new_to = (uint32_t)(run->new_from + moved);
        }
    }
}

/* --- all together ------------------------------------------------------------------------------ */

static void cut_ends(struct work *work)
{
    const struct tb_tokens *a = &work->sides[0], *b = &work->sides[1];
    uint32_t from = 0, n = a->count, m = b->count;
    while (from < n && from < m && a->ids[from] == b->ids[from])
        from++;
    while (n > from && m > from && a->ids[n - 1] == b->ids[m - 1]) {
        n--;
        m--;
    }
    work->from = from;
    work->ends[0] = n;
    work->ends[1] = m;
}

/* Copies the runs as edits, mirrored where the texts were exchanged. */
static bool put_edits(const struct work *work, bool mirrored, struct tb_arena *arena,
                      struct tb_edits *out)
{
    const uint32_t *olds = work->sides[0].starts, *news = work->sides[1].starts;
    struct tb_edits edits = {0};
    for (size_t i = 0; i < work->runs.count; i++) {
        const struct run *run = &work->runs.at[i];
        struct tb_edit *edit = TB_LIST_ADD(arena, &edits);
        if (!edit)
            return false;
        uint32_t old_from = olds[run->old_from], old_to = olds[run->old_to];
        uint32_t new_from = news[run->new_from], new_to = news[run->new_to];
        if (mirrored)
            *edit = (struct tb_edit){new_from, new_to, old_from, old_to};
        else
            *edit = (struct tb_edit){old_from, old_to, new_from, new_to};
    }
    *out = edits;
    return true;
}

/* One edit between the common ends, on borders of characters; none where the texts are equal. */
static bool put_one(struct tb_str a, struct tb_str b, bool mirrored, struct tb_arena *arena,
                    struct tb_edits *out)
{
    size_t from = 0, n = a.len, m = b.len;
    while (from < n && from < m && a.ptr[from] == b.ptr[from])
        from++;
    while (from > 0 && ((from < n && (a.ptr[from] & 0xC0) == 0x80) ||
                        (from < m && (b.ptr[from] & 0xC0) == 0x80)))
        from--;
    while (n > from && m > from && a.ptr[n - 1] == b.ptr[m - 1]) {
        n--;
        m--;
    }
    while (n < a.len && m < b.len && (a.ptr[n] & 0xC0) == 0x80) {
        n++;
        m++;
    }
    struct tb_edits edits = {0};
    if (from < n || from < m) {
        struct tb_edit *edit = TB_LIST_ADD(arena, &edits);
        if (!edit)
            return false;
        *edit = (struct tb_edit){(uint32_t)from, (uint32_t)n, (uint32_t)from, (uint32_t)m};
        if (mirrored)
            *edit = (struct tb_edit){(uint32_t)from, (uint32_t)m, (uint32_t)from, (uint32_t)n};
    }
    *out = edits;
    return true;
}

enum tb_status tb_edits_find(struct tb_editor *editor, const struct tb_edit_text *old_text,
                             const struct tb_edit_text *new_text, struct tb_arena *arena,
                             struct tb_edits *out, struct tb_error *error)
{
    /* Always from the lesser to the greater text: the mirrored question has the mirrored answer. */
    bool mirrored = tb_str_compare(old_text->text, new_text->text) > 0;
    struct work work = {.arena = editor->scratch};
    const struct tb_edit_text *lesser = mirrored ? new_text : old_text;
    const struct tb_edit_text *greater = mirrored ? old_text : new_text;
    if (lesser->text.len + greater->text.len > LENGTH_MOST)
        return put_one(lesser->text, greater->text, mirrored, arena, out)
                   ? TB_OK
                   : tb_arena_fail(arena, error);
    tb_arena_reset(editor->scratch);
    if (!tb_tokens_read(lesser, greater, editor->scratch, work.sides))
        return tb_arena_fail(editor->scratch, error);
    cut_ends(&work);
    if (!find_runs(&work, &editor->steps))
        return tb_arena_fail(editor->scratch, error);
    join_runs(&work);
    slide_runs(&work);
    return put_edits(&work, mirrored, arena, out) ? TB_OK : tb_arena_fail(arena, error);
}
