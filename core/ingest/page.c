/* page.c - the links of a web page, and its text. */
#include "base/list.h"
#include "ingest/decode.h"
#include "ingest/draft.h"
#include "ingest/load.h"
#include "ingest/paper.h"

/* Up to `most` digits at *at; 0: there is none. */
static unsigned digits(struct tb_str text, size_t *at, size_t most)
{
    unsigned value = 0;
    for (size_t n = 0; n < most && *at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9';
         n++)
        value = value * 10 + (unsigned)(text.ptr[(*at)++] - '0');
    return value;
}

static bool skip_mark(struct tb_str text, size_t *at, const char *word)
{
    struct tb_str rest = tb_str_sub(text, *at, text.len);
    if (rest.len > 0 && (rest.ptr[0] == '-' || rest.ptr[0] == '/' || rest.ptr[0] == '.')) {
        ++*at;
        return true;
    }
    *at += tb_str_starts(rest, tb_str_of(word)) ? strlen(word) : 0;
    return tb_str_starts(rest, tb_str_of(word));
}

void tb_day_in(struct tb_str text, char out[TB_DATE_LEN])
{
    out[0] = '\0';
    for (size_t from = 0; from + 8 <= text.len; from++) {
        size_t at = from;
        if (text.ptr[from] != '2' ||
            (from > 0 && text.ptr[from - 1] >= '0' && text.ptr[from - 1] <= '9'))
            continue;
        unsigned year = digits(text, &at, 4), month = 0, day = 0;
        if (year < 1990 || !skip_mark(text, &at, "年"))
            continue;
        month = digits(text, &at, 2);
        if (month < 1 || month > 12 || !skip_mark(text, &at, "月"))
            continue;
        day = digits(text, &at, 2);
        if (day < 1 || day > 31)
            continue;
        (void)snprintf(out, TB_DATE_LEN, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
        return;
    }
}

/* The form of the file that a name or address ends in; len 0: none that tables come in. */
static struct tb_str form_of(const struct tb_ingest *know, struct tb_str name)
{
    size_t end = tb_str_find(name, TB_STR("?"), 0);
    name = tb_str_trim(end == SIZE_MAX ? name : tb_str_sub(name, 0, end));
    if (!tb_is_attachment(know, name))
        return TB_STR("");
    size_t from = name.len;
    while (from > 0 && name.ptr[from - 1] != '.')
        from--;
    return tb_str_sub(name, from, name.len);
}

static struct tb_str cell_of(const struct tb_row *row, uint32_t index)
{
    return index < row->count ? tb_str_trim(tb_cell_text(&row->cells[index])) : TB_STR("");
}

/* Title and links of what the reader of web pages made of it. */
static enum tb_status take_rows(struct tb_draft *draft, struct tb_page_view *view,
                                struct tb_error *error)
{
    const struct tb_grid *grid = &draft->report->grid;
    struct {
        struct tb_page_link *at;
        size_t count, room;
    } links = {0};
    for (size_t i = 0; i < grid->count; i++) {
        const struct tb_row *row = &grid->rows[i];
        if (row->kind == TB_ROW_TITLE && !view->title.ptr)
            view->title = cell_of(row, 0);
        if (row->kind != TB_ROW_LINK)
            continue;
        struct tb_page_link *link = TB_LIST_ADD(draft->arena, &links);
        if (!link)
            return tb_arena_fail(draft->arena, error);
        *link = (struct tb_page_link){.text = cell_of(row, 0),
                                      .address = cell_of(row, 1),
                                      .title = cell_of(row, 2),
                                      .line = cell_of(row, 3),
                                      .section = cell_of(row, 4)};
        link->form = form_of(draft->know, link->address);
        if (link->form.len == 0)
            link->form = form_of(draft->know, link->text);
        tb_day_in(link->line, link->date);
    }
    view->links = links.at;
    view->link_count = links.count;
    return TB_OK;
}

/* What comes behind the declaration of an XML text that is a list of pages; ptr NULL: it is none. The
 * declaration may name an encoding that it is not in. */
static struct tb_str feed_in(struct tb_str bytes)
{
    static const char *const roots[] = {"<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex"};
    if (tb_str_starts(bytes, TB_STR("\xEF\xBB\xBF")))
        bytes = tb_str_sub(bytes, 3, bytes.len);
    while (bytes.len > 0) {
        while (bytes.len > 0 && (unsigned char)bytes.ptr[0] <= ' ')
            bytes = tb_str_sub(bytes, 1, bytes.len);
        bool comment = tb_str_starts(bytes, TB_STR("<!--"));
        if (!comment && !tb_str_starts(bytes, TB_STR("<?")))
            break;
        struct tb_str mark = comment ? TB_STR("-->") : TB_STR("?>");
        size_t end = tb_str_find(bytes, mark, 2);
        bytes = tb_str_sub(bytes, end == SIZE_MAX ? bytes.len : end + mark.len, bytes.len);
    }
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (tb_str_starts(bytes, tb_str_of(roots[i])))
            return bytes;
    return (struct tb_str){NULL, 0};
}

static enum tb_status read_list(struct tb_draft *draft, const struct tb_load_options *options,
                                enum tb_container container, struct tb_page_view *view,
                                struct tb_error *error)
{
    struct tb_buf paper = tb_buf_make(TB_PAPER_MAX);
    const struct tb_outside *outside = options->outside;
    enum tb_status status = outside->read(outside->user, container, view->text, &paper, error);
    if (status == TB_OK)
        status = tb_buf_status(&paper, error);
    if (status == TB_OK)
        status = tb_paper_read(draft, tb_buf_str(&paper), error);
    tb_buf_free(&paper);
    return status == TB_OK ? take_rows(draft, view, error) : status;
}

enum tb_status tb_load_page(const struct tb_ingest *ingest, struct tb_str bytes,
                            const struct tb_load_options *options, struct tb_arena *arena,
                            struct tb_page_view *out, struct tb_error *error)
{
    struct tb_draft draft = {.know = ingest, .arena = arena, .repairs = {.arena = arena}};
    struct tb_page_view view = {0};
    struct tb_sniffed sniffed;
    draft.report = TB_NEW(arena, struct tb_report);
    if (!draft.report)
        return tb_arena_fail(arena, error);
    if (bytes.len == 0) {
        *out = view;
        return TB_OK;
    }
    struct tb_str feed = feed_in(bytes);
    enum tb_status status = tb_sniff(ingest, feed.ptr ? feed : bytes, &sniffed, error);
    if (status != TB_OK)
        return status;
    bool is_html = sniffed.form && sniffed.form->container == TB_CONTAINER_HTML;
    if (sniffed.form && !is_html) {
        *out = view;
        return TB_OK;
    }
    bytes = feed.ptr ? feed : bytes;
    draft.report->source.bytes = bytes;
    status = tb_decode(bytes, sniffed, &draft.repairs, &view.text, error);
    draft.report->source.text = view.text;
    if (status == TB_OK && (is_html || feed.ptr) && options->outside)
        status = read_list(&draft, options, is_html ? TB_CONTAINER_HTML : TB_CONTAINER_OOXML, &view,
                           error);
    if (status == TB_OK)
        *out = view;
    return status;
}
