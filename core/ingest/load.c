/* load.c - the steps from bytes to a report, in their order. */
#include "ingest/load.h"

#include "base/file.h"
#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/draft.h"
#include "ingest/paper.h"
#include "ingest/print.h"

static enum tb_status new_draft(const struct tb_ingest *know, struct tb_str name,
                                struct tb_arena *arena, struct tb_draft *draft,
                                struct tb_error *error)
{
    *draft = (struct tb_draft){.know = know, .arena = arena, .repairs = {.arena = arena}};
    draft->report = TB_NEW(arena, struct tb_report);
    struct tb_str copy = tb_arena_copy(arena, name);
    if (!draft->report || !copy.ptr)
        return tb_arena_fail(arena, error);
    draft->report->source.name = copy;
    draft->report->source.format = "text";
    draft->report->source.encoding = tb_encoding_name(TB_UTF8);
    return TB_OK;
}

static enum tb_status sniff(const struct tb_draft *draft, struct tb_str bytes,
                            struct tb_sniffed *out, struct tb_error *error)
{
    if (bytes.len > TB_INPUT_CAP)
        return tb_fail(error, TB_ELIMIT, "文件超过 %zu MiB 的上限，请拆分",
                       "the file is larger than the limit of %zu MiB, please split it",
                       TB_INPUT_CAP >> 20);
    if (bytes.len == 0)
        return tb_fail(error, TB_EFORMAT, "文件是空的", "the file is empty");
    return tb_sniff(draft->know, bytes, out, error);
}

static enum tb_status decode(struct tb_draft *draft, struct tb_str bytes,
                             struct tb_sniffed *sniffed, struct tb_error *error)
{
    struct tb_source *source = &draft->report->source;
    enum tb_status status = tb_decode(bytes, *sniffed, &draft->repairs, &source->text, error);
    source->encoding = tb_encoding_name(sniffed->encoding);
    bool wide = sniffed->encoding == TB_UTF16LE || sniffed->encoding == TB_UTF16BE;
    if (status == TB_OK && wide) { /* a page in UTF-16 is known for one only now */
        struct tb_sniffed again;
        if (tb_sniff(draft->know, source->text, &again, NULL) == TB_OK)
            sniffed->form = again.form;
    }
    if (status == TB_OK &&
        !tb_note(draft, "编码", "encoding",
                 tb_arena_printf(draft->arena, "%s（%s）", source->encoding, sniffed->why_zh),
                 tb_arena_printf(draft->arena, "%s (%s)", source->encoding, sniffed->why_en)))
        return tb_arena_fail(draft->arena, error);
    if (status == TB_OK && sniffed->form &&
        !tb_check_label(source->text, sniffed->encoding, &draft->repairs))
        return tb_arena_fail(draft->arena, error);
    return status;
}

/* What reads the container hands back a paper, which becomes the grid. */
static enum tb_status read_outside(struct tb_draft *draft, const struct tb_form *form,
                                   struct tb_str bytes, const struct tb_load_options *options,
                                   struct tb_error *error)
{
    const struct tb_outside *outside = options ? options->outside : NULL;
    const struct tb_source *source = &draft->report->source;
    if (!outside)
        return tb_refuse_form(form, error);
    struct tb_buf paper = tb_buf_make(TB_PAPER_MAX);
    struct tb_str input = form->container == TB_CONTAINER_HTML ? source->text : bytes;
    enum tb_status status = outside->read(outside->user, form->container, input, &paper, error);
    if (status == TB_OK)
        status = tb_buf_status(&paper, error);
    if (status == TB_OK)
        status = tb_paper_read(draft, tb_buf_str(&paper), error);
    tb_buf_free(&paper);
    return status == TB_OK ? tb_arrange(draft, error) : status;
}

/* Another program makes it into a form that is read here; `bytes` and what was sniffed become its. */
static enum tb_status convert(struct tb_draft *draft, const struct tb_load_options *options,
                              struct tb_str *bytes, struct tb_sniffed *sniffed,
                              struct tb_error *error)
{
    const struct tb_outside *outside = options ? options->outside : NULL;
    const struct tb_form *form = sniffed->form;
    struct tb_buf made = tb_buf_make(TB_INPUT_CAP);
    char tool[TB_TOOL_NAME] = "";
    if (!outside || !outside->convert)
        return tb_refuse_form(form, error);
    enum tb_status status =
        outside->convert(outside->user, form->container, *bytes, &made, tool, error);
    if (status == TB_OK)
        status = tb_buf_status(&made, error);
    char *copy = status == TB_OK ? TB_NEW_ARRAY(draft->arena, char, made.len + TB_PADDING) : NULL;
    if (copy && made.len > 0)
        memcpy(copy, made.ptr, made.len);
    *bytes = (struct tb_str){copy, made.len};
    draft->converted = true;
    tb_buf_free(&made);
    if (status != TB_OK)
        return status;
    struct tb_str name = tb_arena_copy(draft->arena, tb_str_of(tool));
    if (!copy || !name.ptr || !tb_repairs_add(&draft->repairs, "bridge-used", 0, 0, 1, name) ||
        !tb_note(draft, "转换", "converted by", name, name))
        return tb_arena_fail(draft->arena, error);
    status = sniff(draft, *bytes, sniffed, error);
    if (status == TB_OK && sniffed->form && sniffed->form->container >= TB_CONTAINER_XLS)
        status = tb_refuse_form(sniffed->form, error);
    return status;
}

/* Bytes to rows. */
static enum tb_status read_rows(struct tb_draft *draft, struct tb_str bytes,
                                const struct tb_load_options *options, struct tb_error *error)
{
    struct tb_sniffed sniffed;
    enum tb_status status = sniff(draft, bytes, &sniffed, error);
    if (status != TB_OK)
        return status;
    draft->report->source.bytes = bytes;
    if (sniffed.form && sniffed.form->container >= TB_CONTAINER_XLS)
        status = convert(draft, options, &bytes, &sniffed, error);
    if (status == TB_OK && draft->converted && tb_print_is_words(bytes)) {
        draft->decoded = draft->repairs.count;
        return tb_read_print(draft, bytes, error);
    }
    if (status != TB_OK)
        return status;
    if (!sniffed.form || sniffed.form->container == TB_CONTAINER_HTML)
        status = decode(draft, bytes, &sniffed, error);
    draft->decoded = draft->repairs.count;
    if (status == TB_OK && sniffed.form)
        return read_outside(draft, sniffed.form, bytes, options, error);
    if (status == TB_OK)
        status = tb_read_divided(draft, error);
    draft->view = draft->report->grid;
    return status;
}

/* Whether a repair is about this one of several bulletins. One on the line where two of them meet is
 * about both. */
static bool is_own(const struct tb_draft *draft, const struct tb_repair *repair)
{
    const struct tb_table *table = &draft->table;
    const struct tb_row *rows = draft->view.rows;
    if (repair->line > 0) {
        uint32_t from = table->first > 0 ? rows[table->first].line : 0;
        uint32_t to = table->last < draft->view.count ? rows[table->last].line : UINT32_MAX;
        return repair->line >= from && (repair->line < to || repair->line == from);
    }
    bool own = !repair->part.ptr;
    for (size_t i = table->first; i < table->last && !own; i++)
        own = tb_str_eq(rows[i].part, repair->part);
    return own;
}

static void drop_others(struct tb_draft *draft)
{
    size_t kept = 0;
    for (size_t i = 0; i < draft->repairs.count; i++)
        if (is_own(draft, &draft->repairs.at[i]))
            draft->repairs.at[kept++] = draft->repairs.at[i];
    draft->repairs.count = kept;
}

static enum tb_status finish(struct tb_draft *draft, struct tb_report **out, struct tb_error *error)
{
    if (!tb_repairs_sort(&draft->repairs))
        return tb_arena_fail(draft->arena, error);
    draft->report->repairs = draft->repairs.at;
    draft->report->repair_count = draft->repairs.count;
    draft->report->notes = draft->notes.at;
    draft->report->note_count = draft->notes.count;
    *out = draft->report;
    return TB_OK;
}

/* A table, or items that are written as a list. */
static enum tb_status find_table(struct tb_draft *draft, uint32_t part, struct tb_error *error)
{
    struct tb_error other;
    bool found;
    enum tb_status status = tb_find_table(draft, part, error);
    if (status != TB_EFORMAT || draft->report->bulletins > 0)
        return status;
    enum tb_status listed = tb_read_lists(draft, &found, &other);
    if (listed == TB_OK && found)
        return tb_find_table(draft, part, error);
    if (listed != TB_OK && error)
        *error = other;
    return listed == TB_OK ? status : listed;
}

static enum tb_status build(struct tb_draft *draft, struct tb_str bytes,
                            const struct tb_load_options *options, struct tb_error *error)
{
    enum tb_status status = read_rows(draft, bytes, options, error);
    uint32_t part = options ? options->part : 0;
    if (status == TB_OK)
        status = find_table(draft, part, error);
    if (status == TB_OK)
        status = tb_find_columns(draft, error);
    if (status == TB_OK)
        status = tb_read_head(draft, options, error);
    if (status == TB_OK)
        status = tb_make_items(draft, error);
    if (status == TB_OK && part > 0 && draft->report->bulletins > 1)
        drop_others(draft);
    return status;
}

enum tb_status tb_load(const struct tb_ingest *ingest, struct tb_str name, struct tb_str bytes,
                       const struct tb_load_options *options, struct tb_arena *arena,
                       struct tb_report **out, struct tb_error *error)
{
    struct tb_draft draft;
    enum tb_status status = new_draft(ingest, name, arena, &draft, error);
    if (status != TB_OK)
        return status;
    status = build(&draft, bytes, options, error);
    if (status == TB_OK)
        return finish(&draft, out, error);
    if (error)
        (void)tb_fail_at(error, status, draft.report->source.name.ptr, error->line, error->column);
    return status;
}

/* The bytes of given cells, as one text: tabs between cells, line ends behind rows. */
static enum tb_status join_cells(struct tb_draft *draft, const struct tb_str *cells, size_t count,
                                 struct tb_str *out, struct tb_error *error)
{
    size_t size = TB_PADDING;
    for (size_t i = 0; i < count; i++)
        if (__builtin_add_overflow(size, cells[i].len + 1, &size) || size > TB_INPUT_CAP)
            return tb_fail(error, TB_ELIMIT, "单元格总长超过 %zu MiB",
                           "the cells are longer than %zu MiB together", TB_INPUT_CAP >> 20);
    char *text = TB_NEW_ARRAY(draft->arena, char, size), *end = text;
    if (!text)
        return tb_arena_fail(draft->arena, error);
    for (size_t i = 0; i < count; i++) {
        if (cells[i].len > 0)
            memcpy(end, cells[i].ptr, cells[i].len);
        end += cells[i].len;
        *end++ = '\t';
    }
    *out = (struct tb_str){text, (size_t)(end - text)};
    if (tb_utf8_valid(*out) != out->len)
        return tb_fail(error, TB_EFORMAT, "单元格不是有效的 UTF-8 文本",
                       "the cells are not valid UTF-8 text");
    return TB_OK;
}

/* Rows of `columns` cells over the joined text. A cell may hold line ends: they count as lines. */
static enum tb_status make_grid(struct tb_draft *draft, const struct tb_str *lengths, size_t rows,
                                size_t columns, struct tb_error *error)
{
    struct tb_grid *grid = &draft->report->grid;
    struct tb_cell *cells = TB_NEW_ARRAY(draft->arena, struct tb_cell, rows * columns);
    char *text = (char *)(uintptr_t)draft->report->source.text.ptr; /* made by join_cells */
    const char *line_start = text;
    uint32_t line = 1;
    grid->rows = TB_NEW_ARRAY(draft->arena, struct tb_row, rows);
    if (!cells || !grid->rows)
        return tb_arena_fail(draft->arena, error);
    grid->count = rows;
    for (size_t i = 0; i < rows; i++, line++) {
        grid->rows[i] =
            (struct tb_row){.cells = cells + i * columns, .count = (uint32_t)columns, .line = line};
        for (size_t k = 0; k < columns; k++) {
            struct tb_cell *cell = &cells[i * columns + k];
            uint32_t len = (uint32_t)lengths[i * columns + k].len;
            *cell = (struct tb_cell){text, text, len, len, line, 1, 1};
            if (!tb_clean_cell(draft, cell, line_start))
                return tb_arena_fail(draft->arena, error);
            for (uint32_t c = 0; c < len; c++)
                if (text[c] == '\n') {
                    line++;
                    line_start = text + c + 1;
                }
            text += len + 1;
        }
        text[-1] = '\n';
        line_start = text;
    }
    return TB_OK;
}

enum tb_status tb_load_cells(const struct tb_ingest *ingest, struct tb_str title,
                             const struct tb_str *headers, size_t columns,
                             const struct tb_str *cells, size_t rows, struct tb_arena *arena,
                             struct tb_report **out, struct tb_error *error)
{
    struct tb_draft draft;
    size_t count;
    if (columns == 0 || columns > TB_COLUMN_CAP || rows >= UINT32_MAX ||
        __builtin_mul_overflow(rows + 1, columns, &count))
        return tb_fail_bug(error, __FILE__, __LINE__);
    enum tb_status status = new_draft(ingest, TB_STR("-"), arena, &draft, error);
    if (status != TB_OK)
        return status;
    struct tb_str *all = TB_NEW_ARRAY(arena, struct tb_str, count);
    struct tb_str copy = tb_arena_copy(arena, title);
    if (!all || !copy.ptr)
        return tb_arena_fail(arena, error);
    memcpy(all, headers, columns * sizeof *all);
    if (rows > 0)
        memcpy(all + columns, cells, rows * columns * sizeof *all);
    if (title.ptr)
        draft.report->title = copy;
    status = join_cells(&draft, all, count, &draft.report->source.text, error);
    if (status == TB_OK)
        status = make_grid(&draft, all, rows + 1, columns, error);
    draft.view = draft.report->grid;
    draft.report->source.bytes = draft.report->source.text;
    draft.table.body = 1;
    draft.table.end = rows + 1;
    draft.report->bulletins = 1;
    if (status == TB_OK)
        status = tb_find_columns(&draft, error);
    if (status == TB_OK)
        status = tb_read_head(&draft, NULL, error);
    if (status == TB_OK)
        status = tb_take_all_rows(&draft, error);
    return status == TB_OK ? finish(&draft, out, error) : status;
}
