/* comparable.c - see comparable.h. */
#include "cli/comparable.h"

#include "cli/words.h"
#include "history/period.h"

enum { NAMES_SHOWN = 5, NOTES_MAX = 1 << 16 };

/* A report, as its bytes. */
struct trait {
    char name[128]; /* "linzi@2021Q3" */
    uint32_t series_len;
    struct tb_period period;
    uint32_t roles;  /* a bit for each that a column has */
    uint32_t states; /* a bit for each label that the bulletin itself gives to an item */
};

struct notes {
    const struct tb_inputs *inputs;
    char *const *arguments;
    size_t argument_count;
    struct tb_str traits;
    size_t count;
};

static struct trait trait_at(const struct notes *notes, size_t index)
{
    struct trait trait;
    memcpy(&trait, notes->traits.ptr + index * sizeof trait, sizeof trait);
    return trait;
}

static struct tb_str series_of(const struct trait *trait)
{
    return (struct tb_str){trait->name, trait->series_len};
}

void tb_comparable_note(struct tb_buf *traits, const struct tb_input *input,
                        const struct tb_report *report)
{
    struct trait trait;
    if (!input->entry)
        return;
    memset(&trait, 0, sizeof trait);
    (void)snprintf(trait.name, sizeof trait.name, "%s", input->name);
    trait.series_len = (uint32_t)input->entry->series.len; /* at most 64 */
    trait.period = report->period;
    for (size_t i = 0; i < report->column_count; i++)
        trait.roles |= 1U << report->columns[i].role;
    for (size_t i = 0; i < report->item_count; i++)
        if (report->items[i].status.has_reported)
            trait.states |= 1U << report->items[i].status.reported;
    tb_buf_add(traits, (struct tb_str){(const char *)&trait, sizeof trait});
}

static bool same_period(const struct trait *a, const struct trait *b)
{
    return a->period.known == b->period.known && a->period.kind == b->period.kind &&
           a->period.index == b->period.index &&
           (!a->period.known || tb_period_compare(&a->period, &b->period) == 0);
}

static bool same_states(const struct trait *a, const struct trait *b)
{
    return a->states == b->states;
}

/* "linzi@2021Q3、huaiyin@2021Q3"; of many the first, then how many. */
struct names {
    struct tb_screen *screen;
    size_t count;
};

static void put_name(struct names *names, struct tb_str name)
{
    if (names->count < NAMES_SHOWN) {
        tb_say(names->screen, names->count ? "、" : "", names->count ? ", " : "");
        tb_put(names->screen, name);
    }
    names->count++;
}

static void end_names(struct names *names)
{
    if (names->count > NAMES_SHOWN)
        tb_say(names->screen, "等 %zu 份", " and others, %zu in all", names->count);
}

/* Series that "*@2021Q3" would stand for too, had they a bulletin of that time. */
static void put_missing(struct tb_screen *screen, const struct notes *notes, const char *argument)
{
    const struct tb_history *history = &notes->inputs->history;
    const struct tb_entry **found = NULL;
    struct names names = {screen, 0};
    size_t count = 0;
    struct tb_ref ref;
    struct tb_str rest = tb_str_of(argument);
    if (!tb_input_is_snapshot(argument) || tb_ref_parse(rest, &ref, NULL) != TB_OK ||
        !tb_str_eq(ref.series, TB_STR("*")) ||
        tb_history_find(history, &ref, notes->inputs->setup->arena, &found, &count, NULL) != TB_OK)
        return;
    rest = tb_str_sub(rest, tb_str_find(rest, TB_STR("@"), 0) + 1, rest.len);
    for (size_t i = 0; i < history->count; i++) {
        struct tb_str series = history->at[i].series;
        bool there = i > 0 && tb_str_eq(history->at[i - 1].series, series); /* told already */
        for (size_t k = 0; k < count && !there; k++)
            there = tb_str_eq(found[k]->series, series);
        if (there)
            continue;
        if (names.count == 0) {
            tb_say(screen, "没有 ", "no ");
            tb_put(screen, rest);
            tb_say(screen, "：", ": ");
        }
        put_name(&names, series);
    }
    end_names(&names);
    if (names.count > 0)
        tb_buf_byte(screen->out, '\n');
}

static void put_period(struct tb_screen *screen, const struct trait *trait)
{
    char room[TB_PERIOD_NAME];
    if (trait->period.known && tb_period_write(&trait->period, false, room))
        tb_say(screen, "%s", "%s", room);
    else
        tb_say(screen, "时段不明", "period unknown");
}

static void put_states(struct tb_screen *screen, const struct trait *trait)
{
    const char *between = "";
    for (unsigned i = 0; i < TB_LABEL_END; i++) {
        if (!(trait->states >> i & 1))
            continue;
        tb_say(screen, "%s%s", "%s%s", between, tb_label_word((enum tb_label)i, screen->lang));
        between = tb_pick(screen->lang, "、", ", ");
    }
    if (!*between)
        tb_say(screen, "未写", "none");
}

/* One line that tells who is alike: "…：A（x、y）；B（z）". Nothing where all are. */
static void put_groups(struct tb_screen *screen, const struct notes *notes, const char *zh,
                       const char *en, bool (*same)(const struct trait *a, const struct trait *b),
                       void (*put)(struct tb_screen *screen, const struct trait *trait))
{
    size_t groups = 0;
    const struct trait first = trait_at(notes, 0);
    for (size_t i = 0; i < notes->count; i++) {
        const struct trait one = trait_at(notes, i);
        bool earlier = false, all = same(&one, &first);
        for (size_t k = 0; k < notes->count; k++) {
            const struct trait other = trait_at(notes, k);
            earlier = earlier || (k < i && same(&one, &other));
            all = all && same(&one, &other);
        }
        if (earlier || all)
            continue;
        if (groups++ == 0)
            tb_say(screen, "%s：", "%s: ", tb_pick(screen->lang, zh, en));
        else
            tb_say(screen, "；", "; ");
        put(screen, &one);
        tb_say(screen, "（", " (");
        struct names names = {screen, 0};
        for (size_t k = i; k < notes->count; k++) {
            const struct trait other = trait_at(notes, k);
            if (same(&one, &other))
                put_name(&names, tb_str_of(other.name));
        }
        end_names(&names);
        tb_say(screen, "）", ")");
    }
    if (groups > 0)
        tb_buf_byte(screen->out, '\n');
}

/* Columns that decide what can be compared: "没有“季度目标”一栏：x、y". */
static void put_columns(struct tb_screen *screen, const struct notes *notes)
{
    static const enum tb_role roles[] = {TB_ROLE_TARGET,   TB_ROLE_ANNUAL_TARGET, TB_ROLE_RESULT,
                                         TB_ROLE_DEADLINE, TB_ROLE_ACTUAL_VALUE,  TB_ROLE_RATIO};
    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
        size_t with = 0;
        for (size_t i = 0; i < notes->count; i++)
            with += trait_at(notes, i).roles >> roles[r] & 1;
        if (with == 0 || with == notes->count)
            continue;
        tb_say(screen, "没有“%s”一栏：", "no column '%s': ", tb_role_word(roles[r], screen->lang));
        struct names names = {screen, 0};
        for (size_t i = 0; i < notes->count; i++) {
            const struct trait trait = trait_at(notes, i);
            if (!(trait.roles >> roles[r] & 1))
                put_name(&names, tb_str_of(trait.name));
        }
        end_names(&names);
        tb_buf_byte(screen->out, '\n');
    }
}

/* A note a line, as many in each language. */
static void put_notes(struct tb_screen *screen, const struct notes *notes)
{
    bool several = false;
    for (size_t i = 0; i < notes->argument_count; i++)
        put_missing(screen, notes, notes->arguments[i]);
    for (size_t i = 1; i < notes->count && !several; i++) {
        const struct trait first = trait_at(notes, 0), other = trait_at(notes, i);
        several = !tb_str_eq(series_of(&first), series_of(&other));
    }
    if (!several)
        return;
    put_groups(screen, notes, "时段不同", "different periods", same_period, put_period);
    put_columns(screen, notes);
    put_groups(screen, notes, "自报的状态用词不同", "states reported in other terms", same_states,
               put_states);
}

static struct tb_buf make_lines(const struct notes *notes, enum tb_lang lang)
{
    struct tb_buf lines = tb_buf_make(NOTES_MAX);
    struct tb_screen screen = {.out = &lines, .lang = lang};
    put_notes(&screen, notes);
    return lines;
}

void tb_comparable_put(struct tb_screen *screen, const struct tb_inputs *inputs,
                       char *const *arguments, size_t argument_count, struct tb_str traits)
{
    const struct notes notes = {inputs, arguments, argument_count, traits,
                                traits.len / sizeof(struct trait)};
    struct tb_buf lines = make_lines(&notes, screen->lang);
    struct tb_str rest = tb_buf_str(&lines);
    if (rest.len > 0)
        tb_say(screen, "各地比较前请注意\n", "before places are compared\n");
    while (rest.len > 0) {
        size_t end = tb_str_find(rest, TB_STR("\n"), 0);
        tb_buf_text(screen->out, "  ");
        tb_buf_add(screen->out, tb_str_sub(rest, 0, end));
        tb_buf_byte(screen->out, '\n');
        rest = tb_str_sub(rest, end + 1, rest.len);
    }
    if (lines.len > 0)
        tb_buf_byte(screen->out, '\n');
    if (lines.failed)
        screen->out->failed = lines.failed;
    tb_buf_free(&lines);
}

void tb_comparable_put_json(struct tb_json *json, const struct tb_inputs *inputs,
                            char *const *arguments, size_t argument_count, struct tb_str traits)
{
    const struct notes notes = {inputs, arguments, argument_count, traits,
                                traits.len / sizeof(struct trait)};
    struct tb_buf both[] = {make_lines(&notes, TB_LANG_ZH), make_lines(&notes, TB_LANG_EN)};
    struct tb_str zh = tb_buf_str(&both[0]), en = tb_buf_str(&both[1]);
    tb_json_key(json, "comparability");
    tb_json_array(json);
    while (zh.len > 0 && en.len > 0) {
        size_t end_zh = tb_str_find(zh, TB_STR("\n"), 0), end_en = tb_str_find(en, TB_STR("\n"), 0);
        tb_json_object(json);
        tb_json_key(json, "zh");
        tb_json_str(json, tb_str_sub(zh, 0, end_zh));
        tb_json_key(json, "en");
        tb_json_str(json, tb_str_sub(en, 0, end_en));
        tb_json_close(json);
        zh = tb_str_sub(zh, end_zh + 1, zh.len);
        en = tb_str_sub(en, end_en + 1, en.len);
    }
    tb_json_close(json);
    if (both[0].failed || both[1].failed)
        json->out->failed = both[0].failed ? both[0].failed : both[1].failed;
    tb_buf_free(&both[0]);
    tb_buf_free(&both[1]);
}
