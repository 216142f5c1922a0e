/* fetch_review.c - what the checks say of the bulletins that were kept, and what changed since the ones before. */
#include "cli/compare.h"
#include "cli/fetch.h"
#include "cli/words.h"

enum { MOST_KINDS = 5 /* kinds of changes that the one line names */ };

static bool is_kept(const struct tb_fetched *fetched)
{
    return fetched->added.is_new && fetched->added.sequence > 0 && fetched->period.ptr;
}

/* A correction is held against what it corrects, a new bulletin against the one of the period before. */
static enum tb_status load_older(struct tb_fetch_verb *verb, const struct tb_inputs *inputs,
                                 size_t index, struct tb_arena *arena, struct tb_compared *out,
                                 struct tb_error *error)
{
    const struct tb_entry *entry = inputs->at[index].entry;
    const struct tb_past_reader reader = {verb->setup.ingest, verb->setup.extract,
                                          verb->setup.options};
    const struct tb_entry *earlier = NULL;
    for (size_t i = 0; i < inputs->history.count; i++) {
        const struct tb_entry *other = &inputs->history.at[i];
        if (tb_str_eq(other->series, entry->series) &&
            tb_str_eq(other->period_name, entry->period_name) &&
            other->sequence < entry->sequence && (!earlier || other->sequence > earlier->sequence))
            earlier = other;
    }
    if (!earlier)
        return tb_compare_before(inputs, entry, arena, out, error);
    struct tb_report *report = NULL;
    enum tb_status status = tb_past_load(&inputs->history, earlier, &reader, arena, &report, error);
    *out = (struct tb_compared){report, earlier};
    return status;
}

static enum tb_status compare(struct tb_fetch_verb *verb, const struct tb_differ *differ,
                              struct tb_compared older, struct tb_compared newer,
                              const struct tb_inputs *inputs, struct tb_arena *arena,
                              struct tb_fetch_review *review, struct tb_error *error)
{
    struct tb_diff diff;
    if (!older.report)
        return TB_OK;
    review->against = tb_entry_name(&inputs->history, older.entry, verb->setup.arena);
    if (!review->against.ptr)
        return tb_arena_fail(verb->setup.arena, error);
    enum tb_status status = tb_compare(&verb->setup, differ, older, newer, arena, &diff, error);
    for (size_t i = 0; status == TB_OK && i < diff.change_count; i++)
        review->changes[diff.changes[i].kind]++;
    review->is_compared = status == TB_OK;
    return status;
}

static enum tb_status check(struct tb_fetch_verb *verb, const struct tb_report *report,
                            const struct tb_past *past, struct tb_arena *arena,
                            struct tb_fetch_review *review, struct tb_error *error)
{
    struct tb_run run = tb_setup_run(verb->cli, &verb->setup);
    struct tb_run_result result;
    run.reports = &report;
    run.report_count = 1;
    run.pasts = past ? &past : NULL;
    enum tb_status status = tb_run_checks(&run, arena, &result, error);
    for (size_t i = 0; status == TB_OK && i < result.finding_count; i++)
        review->findings[result.findings[i].severity]++;
    review->failed_plugins = status == TB_OK ? result.failure_count : 0;
    return status;
}

static enum tb_status review_one(struct tb_fetch_verb *verb, const struct tb_inputs *inputs,
                                 const struct tb_differ *differ, size_t index,
                                 struct tb_arena *arena, struct tb_fetch_review *review,
                                 struct tb_error *error)
{
    struct tb_report *report = NULL;
    struct tb_compared older = {0}, none = {0};
    const struct tb_past *past = NULL;
    enum tb_status status = tb_inputs_load(inputs, index, arena, &report, error);
    struct tb_compared newer = {report, inputs->at[index].entry};
    if (status == TB_OK)
        status = tb_compare_past(inputs, differ, newer, none, arena, &past, error);
    if (status == TB_OK)
        status = check(verb, report, past, arena, review, error);
    if (status == TB_OK)
        status = load_older(verb, inputs, index, arena, &older, error);
    if (status == TB_OK)
        status = compare(verb, differ, older, newer, inputs, arena, review, error);
    return status;
}

/* The bulletin that was kept among the inputs, of which a file that holds several makes several. */
static size_t find_input(const struct tb_inputs *inputs, const struct tb_fetched *fetched)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const struct tb_entry *entry = inputs->at[i].entry;
        if (entry && tb_str_eq(entry->series, fetched->source->name) &&
            tb_str_eq(entry->period_name, fetched->period))
            return i;
    }
    return SIZE_MAX;
}

enum tb_status tb_fetch_review(struct tb_fetch_verb *verb, struct tb_arena *arena,
                               struct tb_error *error)
{
    struct tb_arena *own = verb->setup.arena;
    struct tb_inputs inputs = {0};
    struct tb_differ *differ = NULL;
    size_t count = 0;
    char **names = TB_NEW_ARRAY(own, char *, verb->source_count);
    verb->reviews = TB_NEW_ARRAY(own, struct tb_fetch_review, verb->source_count);
    if (!names || !verb->reviews)
        return tb_arena_fail(own, error);
    for (size_t i = 0; i < verb->source_count; i++) {
        const struct tb_fetched *fetched = &verb->fetched[i];
        if (!is_kept(fetched))
            continue;
        struct tb_str name = tb_arena_printf(own, "%.*s@%.*s", TB_ARG(fetched->source->name),
                                             TB_ARG(fetched->period));
        if (!name.ptr)
            return tb_arena_fail(own, error);
        names[count++] = (char *)(uintptr_t)name.ptr;
    }
    if (count == 0)
        return TB_OK;
    enum tb_status status = tb_inputs_find(&verb->setup, names, count, &inputs, error);
    if (status == TB_OK)
        status = tb_compare_open(&verb->setup, &differ, error);
    for (size_t i = 0; i < verb->source_count && status == TB_OK; i++) {
        struct tb_fetch_review *review = &verb->reviews[i];
        size_t index =
            is_kept(&verb->fetched[i]) ? find_input(&inputs, &verb->fetched[i]) : SIZE_MAX;
        if (index == SIZE_MAX)
            continue;
        tb_arena_reset(arena);
        review->is_checked =
            review_one(verb, &inputs, differ, index, arena, review, &review->error) == TB_OK;
    }
    return status;
}

/* --- as text and JSON --------------------------------------------------------------------------- */

static void put_changes(struct tb_screen *screen, const struct tb_fetch_review *review)
{
    size_t named = 0, rest = 0;
    for (int kind = 0; kind < TB_CHANGE_END; kind++) {
        if (review->changes[kind] == 0)
            continue;
        if (named == MOST_KINDS) {
            rest += review->changes[kind];
            continue;
        }
        tb_say(screen, named ? "、" : "", named ? ", " : "");
        tb_say(screen, "%s %u", "%s %u", tb_change_word((enum tb_change_kind)kind, screen->lang),
               review->changes[kind]);
        named++;
    }
    if (rest > 0)
        tb_say(screen, "、其他 %zu", ", others %zu", rest);
    if (named == 0)
        tb_say(screen, "没有变化", "nothing changed");
}

void tb_fetch_put_review(struct tb_screen *screen, const struct tb_fetched *fetched,
                         const struct tb_fetch_review *review)
{
    if (!review->is_checked) {
        if (review->error.status != TB_OK)
            tb_say(screen, "  没有检查：%s\n", "  not checked: %s\n",
                   tb_pick(screen->lang, review->error.zh, review->error.en));
        return;
    }
    tb_say(screen, "  检查：", "  checks: ");
    for (int i = TB_SEVERITY_END - 1; i >= 0; i--)
        tb_say(screen, "%s %llu%s", "%s %llu%s",
               tb_severity_word((enum tb_severity)i, screen->lang),
               (unsigned long long)review->findings[i],
               i > 0 ? tb_pick(screen->lang, "、", ", ") : "\n");
    if (review->is_compared) {
        tb_say(screen, "  与 %.*s 相比：", "  since %.*s: ", TB_ARG(review->against));
        put_changes(screen, review);
        tb_buf_byte(screen->out, '\n');
    }
    tb_say(screen, "  详见 tongbao check %.*s@%.*s\n", "  see tongbao check %.*s@%.*s\n",
           TB_ARG(fetched->source->name), TB_ARG(fetched->period));
}

void tb_fetch_review_json(struct tb_json *json, const struct tb_fetch_review *review)
{
    tb_json_key(json, "findings");
    if (review->is_checked) {
        tb_json_object(json);
        for (int i = TB_SEVERITY_END - 1; i >= 0; i--) {
            tb_json_key(json, tb_severity_name((enum tb_severity)i));
            tb_json_int(json, (int64_t)review->findings[i]);
        }
        tb_json_close(json);
    } else {
        tb_json_null(json);
    }
    tb_json_key(json, "since");
    tb_json_str(json, review->is_compared ? review->against : (struct tb_str){0});
    tb_json_key(json, "changes");
    if (!review->is_compared) {
        tb_json_null(json);
        return;
    }
    tb_json_object(json);
    for (int kind = 0; kind < TB_CHANGE_END; kind++) {
        if (review->changes[kind] == 0)
            continue;
        tb_json_key(json, tb_change_kind_name((enum tb_change_kind)kind));
        tb_json_int(json, review->changes[kind]);
    }
    tb_json_close(json);
}
