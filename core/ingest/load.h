/*
 * load.h - from the bytes of a file to a report: sniff, decode, read the grid, find title, header
 * and items. Every repair is listed in the report. Extraction from prose is another layer's work.
 */
#ifndef TB_INGEST_LOAD_H
#define TB_INGEST_LOAD_H

#include "base/buf.h"
#include "model/report.h"

/* The knowledge that reading needs (header synonyms, title words, …), parsed once. `extra` are
 * further files of the same names from a workspace, may be NULL; a bad line in one is TB_EUSAGE with
 * its place. Lives in `arena`; never changed afterwards. */
struct tb_ingest;
struct tb_extra_file {
    const char *name;   /* "headers" */
    const char *source; /* path, for messages */
    struct tb_str text;
};
enum tb_status tb_ingest_new(const struct tb_extra_file *extra, size_t extra_count,
                             struct tb_arena *arena, struct tb_ingest **out,
                             struct tb_error *error) TB_NODISCARD;

/* Forms of file that are not read in this process. */
enum tb_container {
    TB_CONTAINER_NONE,  /* a text, or nothing that can be read */
    TB_CONTAINER_HTML,  /* a web page */
    TB_CONTAINER_OOXML, /* a workbook or document of Office Open XML */
    TB_CONTAINER_XLS, /* from here on: forms that another program must make into one of the others */
    TB_CONTAINER_ODS,
    TB_CONTAINER_DOC,
    TB_CONTAINER_ODT,
    TB_CONTAINER_PDF,
    TB_CONTAINER_OFD,
    TB_CONTAINER_END
};
/* "html", "ooxml": the name of the module that reads it; "xls", "pdf": of the form. */
const char *tb_container_name(enum tb_container container);

enum { TB_TOOL_NAME = 32 };

/* What is done somewhere else. */
struct tb_outside {
    /* Reads a container: a web page as its decoded text, any other one as its bytes. What it found is added to
     * `paper` (ingest/paper.h) and not believed. */
    enum tb_status (*read)(void *user, enum tb_container container, struct tb_str bytes,
                           struct tb_buf *paper, struct tb_error *error);
    void *user;
    /* Makes bytes of one of the later containers into a form that is read here, by another program, whose name
     * goes into `tool`. TB_EFORMAT: it could not; TB_EIO: there is none, the message says what to install. NULL:
     * such forms are refused. */
    enum tb_status (*convert)(void *user, enum tb_container container, struct tb_str bytes,
                              struct tb_buf *out, char tool[TB_TOOL_NAME], struct tb_error *error);
};

struct tb_load_options {
    int year;                /* 0: from the title */
    struct tb_period period; /* known false: from the title */
    uint32_t part;           /* which of several bulletins in the source, from 1; 0: the largest */
    const struct tb_outside *outside; /* NULL: containers are refused, with a word on what to do */
};

/* Builds the report of `bytes` (TB_PADDING readable bytes behind them, as tb_file_read gives) in
 * `arena`; `bytes` must live as long. `name` is what messages and the report call the source.
 * TB_EFORMAT: no table could be read, or no such part; the message says what the file is and what to do. */
enum tb_status tb_load(const struct tb_ingest *ingest, struct tb_str name, struct tb_str bytes,
                       const struct tb_load_options *options, struct tb_arena *arena,
                       struct tb_report **out, struct tb_error *error) TB_NODISCARD;

/* A report of given cells, without a file: for the cases of plugins. `headers` name roles
 * ("task", "target", "result", …); rows * columns cells, row by row. */
enum tb_status tb_load_cells(const struct tb_ingest *ingest, struct tb_str title,
                             const struct tb_str *headers, size_t columns,
                             const struct tb_str *cells, size_t rows, struct tb_arena *arena,
                             struct tb_report **out, struct tb_error *error) TB_NODISCARD;

enum { TB_DATE_LEN = 11 };
/* The first day that a text names, as 2021-10-31, 2021/10/31, 2021.10.31 or 2021年10月31日; "" none. */
void tb_day_in(struct tb_str text, char out[TB_DATE_LEN]);

/* What a page says beside a table: for finding bulletins, not for reading them. */
struct tb_page_link {
    struct tb_str text, address; /* as written on the page */
    struct tb_str title, line,
        section;        /* its own title; the line it stands in; the heading above. len 0: none */
    struct tb_str form; /* "xlsx": it leads to a file of this form; len 0: it does not say so */
    char date[TB_DATE_LEN]; /* the day in its line, "2021-10-31"; "" none */
};
struct tb_page_view {
    struct tb_str title; /* ptr NULL: none */
    struct tb_str text;  /* the whole source in UTF-8; of what is no text ptr NULL */
    const struct tb_page_link *links;
    size_t link_count;
};

/* Reads `bytes`, with TB_PADDING readable bytes behind it, as far as that. The entries of a feed or a sitemap
 * are its links; what is neither and no web page has none. Memory in `arena`, and borrowed from `bytes`. TB_EFORMAT: nothing can be made of it. */
enum tb_status tb_load_page(const struct tb_ingest *ingest, struct tb_str bytes,
                            const struct tb_load_options *options, struct tb_arena *arena,
                            struct tb_page_view *out, struct tb_error *error) TB_NODISCARD;

#endif
