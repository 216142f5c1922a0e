/* dialect.c - how a text divides its cells: by which character, and whether quotes count. */
#include "ingest/draft.h"

enum {
    SAMPLE = 256 << 10, /* bytes by which the delimiter is judged, */
    BRIEF = 64 << 10,   /* and those that are enough where tabs divide most lines of it */
    WIDEST = 256,       /* columns told apart */
};

/* What a delimiter would make of the sample. */
struct profile {
    size_t records; /* not blank */
    size_t divided; /* of them, those of two cells and more */
    size_t usual;   /* of these, those of the width that most have */
    size_t width;
};

/* Share of the records that have the usual width. */
static bool is_better(const struct profile *a, const struct profile *b)
{
    return a->usual * b->records > b->usual * a->records;
}

/* One record from `at` on: its number of cells; 0 where it is blank. Returns where the next begins. */
static size_t next_record(struct tb_str text, size_t at, char delimiter, size_t *cells)
{
    bool blank = true, quoted = false, begins = true;
    *cells = 1;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (quoted) {
            quoted = c != '"';
        } else if (c == '"' && begins) {
            quoted = true;
            blank = false;
        } else if (c == '\n' || c == '\r') {
            at++;
            break;
        } else if (c == delimiter) {
            ++*cells;
        } else {
            blank = blank && (c == ' ' || c == '\t');
        }
        begins = c == delimiter || c == '"'; /* behind a closing quote: a doubled one opens again */
    }
    if (blank && *cells == 1)
        *cells = 0;
    return at;
}

static size_t find_byte(struct tb_str text, size_t from, size_t to, char byte)
{
    const char *found = from < to ? memchr(text.ptr + from, byte, to - from) : NULL;
    return found ? (size_t)(found - text.ptr) : to;
}

/* The same where quotes do not count, which is most often so: then cells and lines are found by their ends
 * alone. `newline`: where the last call found one, at least `at` or passed; 0 at first. */
static size_t next_plain(struct tb_str text, size_t at, char delimiter, size_t *newline,
                         size_t *cells)
{
    if (*newline < at || at == 0)
        *newline = find_byte(text, at, text.len, '\n');
    size_t end = find_byte(text, at, *newline, '\r'), first = at;
    *cells = 1;
    for (size_t next = at; (next = find_byte(text, next, end, delimiter)) < end; next++)
        ++*cells;
    while (*cells == 1 && first < end && (text.ptr[first] == ' ' || text.ptr[first] == '\t'))
        first++;
    if (first == end)
        *cells = 0;
    return end < text.len ? end + 1 : end;
}

static struct profile profile_of(struct tb_str text, char delimiter, bool quotes)
{
    size_t widths[WIDEST] = {0}, newline = 0, cells;
    struct profile profile = {0};
    for (size_t at = 0; at < text.len;) {
        at = quotes ? next_record(text, at, delimiter, &cells)
                    : next_plain(text, at, delimiter, &newline, &cells);
        profile.records += cells > 0;
        if (cells < 2)
            continue;
        profile.divided++;
        size_t slot = cells < WIDEST ? cells : WIDEST - 1;
        if (++widths[slot] > profile.usual) {
            profile.usual = widths[slot];
            profile.width = slot;
        }
    }
    return profile;
}

/* Whole lines, so that a cut one does not count. */
static struct tb_str sample_of(struct tb_str text, size_t size)
{
    if (text.len <= size)
        return text;
    size_t len = size;
    while (len > size / 2 && text.ptr[len - 1] != '\n')
        len--;
    return tb_str_sub(text, 0, len);
}

/* A quote where a cell begins. Most texts have none, which costs a search and no more. */
static bool may_be_quoted(struct tb_str text, char delimiter)
{
    for (size_t at = 0; (at = tb_str_find(text, TB_STR("\""), at)) != SIZE_MAX; at++)
        if (at == 0 || text.ptr[at - 1] == delimiter || text.ptr[at - 1] == '\n' ||
            text.ptr[at - 1] == '\r')
            return true;
    return false;
}

/* Rows of the width that most have, of those with several cells; in thousandths of these. */
static size_t evenness(const struct tb_grid *grid)
{
    size_t widths[WIDEST] = {0}, usual = 0, divided = 0;
    for (size_t i = 0; i < grid->count; i++) {
        if (grid->rows[i].count < 2)
            continue;
        size_t slot = grid->rows[i].count < WIDEST ? grid->rows[i].count : WIDEST - 1;
        divided++;
        usual = ++widths[slot] > usual ? widths[slot] : usual;
    }
    return divided ? usual * 1000 / divided : 0;
}

static enum tb_status read_with(struct tb_draft *draft, struct tb_stops stops,
                                struct tb_divided *divided, struct tb_error *error)
{
    static const struct tb_origins none;
    draft->report->origins = none;
    draft->repairs.count = draft->decoded; /* those of an earlier try are not true */
    draft->counted.line = NULL;
    return tb_read_text(draft, stops, divided, error);
}

/* Reads with quotes; where these are not kept to, without them too, and takes what is more even. */
static enum tb_status read_quoted(struct tb_draft *draft, char delimiter, bool *quotes,
                                  struct tb_error *error)
{
    const struct tb_stops with = {delimiter, true}, without = {delimiter, false};
    struct tb_divided divided;
    enum tb_status status = read_with(draft, with, &divided, error);
    *quotes = status == TB_OK;
    if (status == TB_OK && divided.strays == 0 && !divided.unclosed)
        return TB_OK;
    size_t even = status == TB_OK ? evenness(&draft->report->grid) : 0;
    enum tb_status literal = read_with(draft, without, &divided, error);
    *quotes = literal != TB_OK || evenness(&draft->report->grid) < even;
    return *quotes ? read_with(draft, with, &divided, error) : literal;
}

static const struct {
    char delimiter;
    const char *format, *zh, *en;
} dialects[] = {
    {'\t', "text", "制表符", "tabs"},
    {'|', "pipes", "竖线", "vertical bars"},
    {',', "csv", "逗号", "commas"},
    {';', "csv", "分号", "semicolons"},
};
enum { TABS, PIPES, DIALECTS = sizeof dialects / sizeof *dialects };

/* The first one of those that divide the most lines alike; tabs where nothing divides any. */
static size_t choose(struct tb_str text, struct profile *profile)
{
    struct tb_str sample = sample_of(text, SAMPLE);
    size_t best = TABS;
    *profile = profile_of(sample_of(text, BRIEF), '\t', false);
    if (profile->usual * 2 >= profile->records && profile->usual >= 2)
        return TABS;
    *profile = profile_of(sample, '\t', false);
    for (size_t i = TABS + 1; i < DIALECTS; i++) {
        struct profile found = profile_of(sample, dialects[i].delimiter, i > PIPES);
        if (found.divided < 2 || !is_better(&found, profile))
            continue;
        *profile = found;
        best = i;
    }
    return best;
}

static bool note_columns(struct tb_draft *draft, size_t dialect, bool quotes,
                         const struct profile *profile)
{
    struct tb_str zh = tb_arena_printf(
        draft->arena, "按%s分列%s；样本中有字的 %zu 行里，%zu 行是 %zu 列", dialects[dialect].zh,
        quotes ? "，引号之内算一格" : "", profile->records, profile->usual, profile->width);
    struct tb_str en = tb_arena_printf(
        draft->arena, "divided by %s%s; of %zu lines with text looked at, %zu have %zu columns",
        dialects[dialect].en, quotes ? ", what is quoted is one cell" : "", profile->records,
        profile->usual, profile->width);
    return tb_note(draft, "分列", "columns", zh, en);
}

enum tb_status tb_read_divided(struct tb_draft *draft, struct tb_error *error)
{
    struct tb_str text = draft->report->source.text;
    struct profile profile;
    size_t dialect = choose(text, &profile);
    char delimiter = dialects[dialect].delimiter;
    bool quotes = false;
    enum tb_status status;

    draft->report->source.format = dialects[dialect].format;
    if (dialect == PIPES) {
        status = tb_read_pipes(draft, error);
    } else if (may_be_quoted(text, delimiter)) {
        status = read_quoted(draft, delimiter, &quotes, error);
    } else {
        struct tb_divided divided;
        status = tb_read_text(draft, (struct tb_stops){delimiter, false}, &divided, error);
    }
    if (status == TB_OK && profile.divided > 0 && !note_columns(draft, dialect, quotes, &profile))
        return tb_arena_fail(draft->arena, error);
    return status;
}
