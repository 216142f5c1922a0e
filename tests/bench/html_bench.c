/*
 * html_bench.c - how fast a web page is read, from its bytes to items, held against gumbo parsing it alone. The
 * process around the reader is left out.
 */
#include <gumbo.h>

#include "bench.h"
#include "html/html.h"
#include "ingest/load.h"

enum { SIZE = 4 * 1000 * 1000, MB = 1000 * 1000 };

struct load {
    struct tb_ingest *ingest;
    struct tb_arena *arena, *pages;
    struct tb_str bytes;
};

static enum tb_status read_here(void *user, enum tb_container container, struct tb_str bytes,
                                struct tb_buf *paper, struct tb_error *error)
{
    struct load *load = user;
    (void)container;
    tb_arena_reset(load->pages);
    return tb_html_read(bytes, load->pages, paper, error);
}

static void run_load(void *user)
{
    struct load *load = user;
    const struct tb_outside outside = {.read = read_here, .user = load};
    const struct tb_load_options options = {.outside = &outside};
    struct tb_report *report = NULL;
    tb_arena_reset(load->arena);
    must(tb_load(load->ingest, TB_STR("bench"), load->bytes, &options, load->arena, &report,
                 NULL) == TB_OK,
         "loading");
}

static void run_gumbo(void *user)
{
    const struct load *load = user;
    GumboOutput *output =
        gumbo_parse_with_options(&kGumboDefaultOptions, load->bytes.ptr, load->bytes.len);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

static void grow(struct tb_buf *out)
{
    tb_buf_text(
        out, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>通报</title></head><body>"
             "<h1>石桥区2023年重点工作第二季度完成情况</h1><table border=\"1\"><tr><td>序号</td>"
             "<td>年度工作任务</td><td>第二季度目标</td><td>责任单位</td><td>完成情况</td></tr>\n");
    for (unsigned i = 1; out->len < SIZE; i++)
        tb_buf_printf(
            out,
            "<tr><td>%u</td><td><p>新建农村公路%u公里，改造危桥3座。</p></td><td>建成%u公里。</td>"
            "<td>区交通局、区财政局</td><td><p>已建成22.5公里，完成率112.5%%，因场地调整，"
            "预计7月底补足。</p></td></tr>\n",
            i, i % 90, i % 40);
    tb_buf_text(out, "</table></body></html>");
}

int main(void)
{
    struct tb_arena *known = NULL;
    struct load load = {0};
    struct tb_buf page = tb_buf_make((size_t)1 << 28);
    must(tb_arena_new((size_t)1 << 30, &load.arena, NULL) == TB_OK &&
             tb_arena_new((size_t)1 << 30, &load.pages, NULL) == TB_OK &&
             tb_arena_new((size_t)1 << 24, &known, NULL) == TB_OK &&
             tb_ingest_new(NULL, 0, known, &load.ingest, NULL) == TB_OK,
         "starting");
    grow(&page);
    load.bytes = padded(&page);
    double alone = median_of(run_gumbo, &load), seconds = median_of(run_load, &load);
    printf("load a web page / gumbo alone\t%.2f\tx  (%.0f MB/s)\t<=\t1.30\n", seconds / alone,
           (double)load.bytes.len / seconds / MB);
    tb_buf_free(&page);
    tb_arena_free(known);
    tb_arena_free(load.pages);
    tb_arena_free(load.arena);
    return 0;
}
