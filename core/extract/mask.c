/* mask.c - see mask.h. */
#include "extract/mask.h"

#include <stdlib.h>

#include "base/list.h"
#include "base/utf8.h"
#include "extract/people_words.h"
#include "model/place.h"

enum { HEADING_MOST = 24 }; /* bytes of a heading before names */

struct masker {
    const struct tb_people *people;
    const struct tb_phrases *known; /* names of another report; NULL: none */
    bool whole;
    struct tb_report *report;
    struct tb_arena *arena;
    const struct tb_phrases *names; /* each once */
    uint32_t hidden;
    char *mapped; /* a copy of the report's mapped texts, report->origins; NULL: none yet */
};

/* ---- who is named ---- */

/* Begins with a surname or holds the point of other peoples' names. A short word of a column of people may be no name:
 * it is hidden where it stands, but looked for elsewhere only if it is one surely. */
static bool is_surely_a_name(const struct tb_people *people, struct tb_str name)
{
    for (size_t at = 0, len; at < name.len; at += len)
        if (tb_people_is_point(tb_utf8_at(name, at, &len)))
            return true;
    return tb_people_surname(people, name) > 0;
}

/* Whether text[0, at) ends with a heading (联系人) and a colon. */
static bool is_behind_heading(const struct tb_people *people, struct tb_str text, size_t at)
{
    struct tb_str front = tb_str_trim(tb_str_sub(text, 0, at));
    size_t colon = tb_str_ends(front, TB_STR(":"))    ? 1
                   : tb_str_ends(front, TB_STR("：")) ? TB_STR("：").len
                                                      : 0;
    if (colon == 0)
        return false;
    size_t end = front.len - colon, from = end > HEADING_MOST ? end - HEADING_MOST : 0;
    for (; from < end; from++) {
        const struct tb_phrase *label = tb_people_word(people, front, from, TB_PEOPLE_LABEL);
        if (label && from + label->text.len == end)
            return true;
    }
    return false;
}

/* Behind a heading in prose stand other words too (联系人：王强，电话…): the first is a name, others are by their looks. */
static bool is_named_in_prose(const struct tb_people *people, struct tb_str text,
                              const struct tb_person *person)
{
    if (is_behind_heading(people, text, person->span.from))
        return true;
    return is_surely_a_name(people, person->name) &&
           !tb_people_word(people, text, person->span.from, TB_PEOPLE_WORD);
}

/* People behind headings and beside titles. */
static bool find_in_text(const struct masker *m, struct tb_str text, uint16_t column,
                         struct tb_person_list *list)
{
    size_t kept = list->count;
    if (!tb_people_in_cell(m->people, text, column, TB_STR(""), false, m->arena, list))
        return false;
    for (size_t i = kept; i < list->count; i++)
        if (is_named_in_prose(m->people, text, &list->at[i]))
            list->at[kept++] = list->at[i];
    list->count = kept;
    return tb_people_in_prose(m->people, text, column, m->arena, list);
}

static bool find_in_item(const struct masker *m, const struct tb_item *item,
                         struct tb_person_list *list)
{
    for (size_t k = 0; k < m->report->column_count; k++) {
        uint16_t c = (uint16_t)k;
        const struct tb_column *column = &m->report->columns[k];
        struct tb_str text = tb_item_text(item, c);
        bool found =
            column->role == TB_ROLE_PEOPLE
                ? tb_people_in_cell(m->people, text, c, column->header, true, m->arena, list)
                : find_in_text(m, text, c, list);
        if (!found)
            return false;
    }
    return true;
}

/* What stands beside the table: title, headers, lines that were left out. */
static bool find_around(const struct masker *m, struct tb_person_list *list)
{
    const struct tb_report *report = m->report;
    bool ok = find_in_text(m, report->title, TB_NO_COLUMN, list);
    for (size_t i = 0; i < report->column_count && ok; i++)
        ok = find_in_text(m, report->columns[i].header, TB_NO_COLUMN, list);
    for (size_t i = 0; i < report->repair_count && ok; i++)
        ok = find_in_text(m, report->repairs[i].detail, TB_NO_COLUMN, list);
    return ok;
}

static bool find_in_sections(const struct masker *m, const struct tb_item *item,
                             struct tb_person_list *list)
{
    bool ok = true;
    for (uint32_t i = 0; i < item->section_count && ok; i++)
        ok = find_in_text(m, item->section[i], TB_NO_COLUMN, list);
    return ok;
}

static bool find_in_meta(const struct masker *m, const struct tb_meta *meta,
                         struct tb_person_list *list)
{
    const struct tb_phrase *label = tb_people_word(m->people, meta->key, 0, TB_PEOPLE_LABEL);
    bool all = label && label->text.len == meta->key.len;
    return tb_people_in_cell(m->people, meta->value, TB_NO_COLUMN, meta->key, all, m->arena, list);
}

static int by_name(const void *a, const void *b)
{
    return tb_str_compare(((const struct tb_phrase *)a)->text, ((const struct tb_phrase *)b)->text);
}

static bool make_names(struct masker *m, const struct tb_person_list *list)
{
    size_t known = m->known ? m->known->count : 0, count = 0, kept = 0;
    struct tb_phrase *names = TB_NEW_ARRAY(m->arena, struct tb_phrase, list->count + known + 1);
    for (size_t i = 0; names && i < known; i++)
        names[count++].text = m->known->sorted[i].text;
    for (size_t i = 0; names && i < list->count; i++)
        if (is_surely_a_name(m->people, list->at[i].name))
            names[count++].text = list->at[i].name;
    if (count > 0)
        qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !tb_str_eq(names[kept - 1].text, names[i].text))
            names[kept++] = names[i];
    if (names)
        m->names = tb_phrases_new(names, kept, m->arena);
    return m->names != NULL;
}

/* ---- hiding ---- */

/* In place, in as many bytes as there were: 某 is three of them, and × two. */
static void hide(const struct masker *m, char *text, struct tb_str name)
{
    size_t surname = m->whole ? 0 : tb_people_surname(m->people, name), len;
    if (surname == 0 && !m->whole)
        (void)tb_utf8_at(name, 0, &surname);
    for (size_t at = 0; at < name.len; at += len) {
        bool han = tb_people_is_han(tb_utf8_at(name, at, &len));
        if (at >= surname && han)
            memcpy(text + at, len == 3 ? "某" : "××", len);
    }
}

/* The text without names: itself where it holds none, else a copy of the same length. `spans`: where people of this
 * cell are named, rising or not. False: the arena is full. */
static bool mask_text(struct masker *m, struct tb_str *text, const struct tb_person_list *spans,
                      uint16_t column, char *room)
{
    struct tb_str old = *text;
    char *copy = NULL;
    for (size_t i = 0, at = 0; i < spans->count || at < old.len;) {
        size_t from = 0, to = 0;
        if (i < spans->count) {
            const struct tb_span *span = &spans->at[i++].span;
            from = span->column == column ? span->from : 0;
            to = span->column == column ? span->to : 0;
        } else {
            const struct tb_phrase *name = tb_phrases_longest(m->names, old, at);
            from = at;
            to = name ? at + name->text.len : 0;
            at = name ? to : tb_phrases_next(m->names, old, at);
        }
        if (to <= from)
            continue;
        if (!copy) {
            copy = room ? room : tb_arena_alloc(m->arena, old.len);
            if (!copy)
                return false;
            memcpy(copy, old.ptr, old.len);
        }
        hide(m, copy + from, tb_str_sub(old, from, to));
        m->hidden++;
    }
    if (copy)
        *text = (struct tb_str){copy, old.len};
    return true;
}

/* A text that is no cell. */
static bool mask_loose(struct masker *m, struct tb_str *text)
{
    struct tb_person_list found = {0};
    return !text->ptr || (find_in_text(m, *text, TB_NO_COLUMN, &found) &&
                          mask_text(m, text, &found, TB_NO_COLUMN, NULL));
}

/* Where a masked copy of the cell must stand so that the way back to the source is still found; NULL: anywhere. */
static char *mapped_room(const struct masker *m, const struct tb_cell *cell)
{
    if (!m->mapped || !tb_cell_is_mapped(m->report, cell))
        return NULL;
    return m->mapped + (cell->text - m->report->origins.base);
}

/* A row of the item's own, whose cells may be changed: *cells. NULL: the arena is full. */
static struct tb_row *own_row(const struct masker *m, struct tb_item *item, struct tb_cell **cells)
{
    const struct tb_row *old = item->row;
    struct tb_row *row = TB_NEW(m->arena, struct tb_row);
    *cells = TB_NEW_ARRAY(m->arena, struct tb_cell, old->count + 1);
    if (!row || !*cells)
        return NULL;
    if (old->count > 0)
        memcpy(*cells, old->cells, old->count * sizeof **cells);
    *row = *old;
    row->cells = *cells;
    item->row = row;
    item->published = old;
    return row;
}

static bool mask_row(struct masker *m, struct tb_item *item, const struct tb_person_list *spans)
{
    const struct tb_row *old = item->row;
    struct tb_cell *cells = NULL;
    struct tb_str part = old->part;
    if (!mask_loose(m, &part))
        return false;
    if (part.ptr != old->part.ptr) {
        struct tb_row *row = own_row(m, item, &cells);
        if (!row)
            return false;
        row->part = part;
    }
    for (uint16_t c = 0; c < old->count; c++) {
        const struct tb_cell *cell = &old->cells[c];
        char *room = mapped_room(m, cell);
        struct tb_str text = {cell->text, cell->text_len}, was = text;
        if (!mask_text(m, &text, spans, c, room))
            return false;
        if (text.ptr == was.ptr && !room)
            continue;
        if (!cells && !own_row(m, item, &cells))
            return false;
        cells[c].text = room ? room : text.ptr;
    }
    return true;
}

static bool mask_item(struct masker *m, struct tb_item *item)
{
    struct tb_person_list spans = {0};
    struct tb_str *section = TB_NEW_ARRAY(m->arena, struct tb_str, item->section_count + 1);
    if (!section || !find_in_item(m, item, &spans) || !mask_row(m, item, &spans))
        return false;
    for (uint32_t i = 0; i < item->section_count; i++) {
        section[i] = item->section[i];
        if (!mask_loose(m, &section[i]))
            return false;
    }
    item->section = section;
    return true;
}

static bool mask_head(struct masker *m)
{
    struct tb_report *report = m->report;
    bool ok = mask_loose(m, &report->title) && mask_loose(m, &report->source.name);
    for (size_t i = 0; i < report->column_count && ok; i++)
        ok = mask_loose(m, &report->columns[i].header);
    for (size_t i = 0; i < report->meta_count && ok; i++) {
        struct tb_person_list spans = {0};
        ok = find_in_meta(m, &report->meta[i], &spans) &&
             mask_text(m, &report->meta[i].value, &spans, TB_NO_COLUMN, NULL);
    }
    for (size_t i = 0; i < report->repair_count && ok; i++)
        ok = mask_loose(m, &report->repairs[i].detail) && mask_loose(m, &report->repairs[i].part);
    return ok;
}

/* Says in the report itself what was done to it. */
static bool note_repair(struct masker *m)
{
    struct tb_report *report = m->report;
    struct tb_repair *repairs = TB_NEW_ARRAY(m->arena, struct tb_repair, report->repair_count + 1);
    if (!repairs)
        return false;
    if (report->repair_count > 0)
        memcpy(repairs, report->repairs, report->repair_count * sizeof *repairs);
    repairs[report->repair_count] = (struct tb_repair){.kind = "name-masked", .count = m->hidden};
    report->repairs = repairs;
    report->repair_count++;
    return true;
}

/* Texts that are neither slices of the source nor cleaned know their places by where they stand. */
static bool copy_mapped(struct masker *m)
{
    const struct tb_origins *origins = &m->report->origins;
    if (origins->count == 0 || origins->len == 0)
        return true;
    m->mapped = tb_arena_alloc(m->arena, origins->len);
    if (m->mapped)
        memcpy(m->mapped, origins->base, origins->len);
    return m->mapped != NULL;
}

static bool mask_report(struct masker *m)
{
    struct tb_report *report = m->report;
    struct tb_person_list found = {0};
    bool ok = copy_mapped(m) && find_around(m, &found);
    for (size_t i = 0; i < report->item_count && ok; i++)
        ok = find_in_item(m, &report->items[i], &found) &&
             find_in_sections(m, &report->items[i], &found);
    for (size_t i = 0; i < report->meta_count && ok; i++)
        ok = find_in_meta(m, &report->meta[i], &found);
    ok = ok && make_names(m, &found) && mask_head(m);
    for (size_t i = 0; i < report->item_count && ok; i++)
        ok = mask_item(m, &report->items[i]);
    if (ok && m->mapped)
        report->origins.base = m->mapped;
    report->hidden_names = m->names;
    return ok && (m->hidden == 0 || note_repair(m));
}

enum tb_status tb_people_mask(const struct tb_people *people, const struct tb_phrases *known,
                              bool whole, struct tb_report *report, struct tb_arena *arena,
                              struct tb_error *error)
{
    struct masker masker = {people, known, whole, report, arena, NULL, 0, NULL};
    return mask_report(&masker) ? TB_OK : tb_arena_fail(arena, error);
}

bool tb_people_mask_text(const struct tb_people *people, bool whole, const struct tb_report *report,
                         struct tb_arena *arena, struct tb_str *text)
{
    struct masker m = {.people = people, .whole = whole, .arena = arena};
    m.names = report->hidden_names;
    return mask_loose(&m, text);
}
