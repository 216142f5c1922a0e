/*
 * forms_bench.c - how fast text forms are loaded, and in how much memory: CSV with quoted cells, GB18030 held
 * against iconv alone. Invented rows to 10 MB; from bytes in memory to items, in an arena that is used again.
 */
#include <iconv.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "ingest/load.h"

enum { SIZE = 10 * 1000 * 1000, MB = 1000 * 1000 };

struct load {
    struct tb_ingest *ingest;
    struct tb_arena *arena;
    struct tb_str bytes;
    size_t items;
};

static void run_load(void *user)
{
    struct load *load = user;
    struct tb_report *report = NULL;
    struct tb_error error;
    tb_arena_reset(load->arena);
    must(tb_load(load->ingest, TB_STR("bench"), load->bytes, NULL, load->arena, &report, &error) ==
             TB_OK,
         "loading");
    load->items = report->item_count;
}

/* Rows of five cells; with quotes around those with commas, and a line end in one of eight. */
static void grow(struct tb_buf *out, char delimiter, bool quotes)
{
    const char *quote = quotes ? "\"" : "";
    tb_buf_printf(out,
                  "石桥区2023年重点工作第二季度完成情况\n序号%c年度工作任务%c第二季度目标%"
                  "c责任单位%c完成情况\n",
                  delimiter, delimiter, delimiter, delimiter);
    for (unsigned i = 1; out->len < SIZE; i++)
        tb_buf_printf(
            out,
            "%u%c%s新建农村公路%u公里，改造危桥3座，培训乡村医生600人次以上%s。%s%c%s建成%u公里。%"
            "s%c%"
            "s区交通局、区财政局、区卫健局%s%c%s已建成22.5公里，完成率112.5%%，改造危桥2座，培训"
            "280人次，因场地调整，预计7月底补足。%s\n",
            i, delimiter, quote, i % 90, quotes && i % 8 == 0 ? ",\n其中\"\"一类\"\"" : "", quote,
            delimiter, quote, i % 40, quote, delimiter, quote, quote, delimiter, quote, quote);
}

struct conversion {
    struct tb_str from;
    char *to;
    size_t room;
};

static void run_iconv(void *user)
{
    struct conversion *conversion = user;
    iconv_t way = iconv_open("UTF-8", "GB18030");
    char *in = (char *)(uintptr_t)conversion->from.ptr, *out = conversion->to;
    size_t in_left = conversion->from.len, out_left = conversion->room;
    must(iconv(way, &in, &in_left, &out, &out_left) != (size_t)-1, "iconv");
    iconv_close(way);
}

static void to_gb18030(const struct tb_buf *text, struct tb_buf *out)
{
    iconv_t way = iconv_open("GB18030", "UTF-8");
    char *in = text->ptr, *room = tb_buf_reserve(out, text->len), *end = room;
    size_t in_left = text->len, out_left = text->len;
    must(room && iconv(way, &in, &in_left, &end, &out_left) != (size_t)-1, "iconv");
    out->len += (size_t)(end - room);
    iconv_close(way);
}

/* How much more memory a process holds after one load, its bytes included, over the bytes. */
static void print_memory(const char *what, const struct load *load)
{
    (void)fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        struct load fresh = *load;
        struct rusage before, after;
        must(tb_arena_new((size_t)1 << 30, &fresh.arena, NULL) == TB_OK, "starting");
        getrusage(RUSAGE_SELF, &before);
        run_load(&fresh);
        getrusage(RUSAGE_SELF, &after);
        printf("memory of %s / its bytes\t%.2f\tx\t<=\t4\n", what,
               1 + (double)(after.ru_maxrss - before.ru_maxrss) * 1024 / (double)load->bytes.len);
        (void)fflush(stdout);
        _exit(0);
    }
    (void)waitpid(pid, NULL, 0);
}

int main(void)
{
    struct tb_arena *known = NULL;
    struct load load = {0};
    must(tb_arena_new((size_t)1 << 30, &load.arena, NULL) == TB_OK &&
             tb_arena_new((size_t)1 << 24, &known, NULL) == TB_OK &&
             tb_ingest_new(NULL, 0, known, &load.ingest, NULL) == TB_OK,
         "starting");
    struct tb_buf quoted = tb_buf_make((size_t)1 << 28), plain = tb_buf_make((size_t)1 << 28),
                  gb = tb_buf_make((size_t)1 << 28);
    grow(&quoted, ',', true);
    grow(&plain, '\t', false);
    to_gb18030(&plain, &gb);

    load.bytes = padded(&quoted);
    double seconds = median_of(run_load, &load);
    printf("load CSV with quotes, %zu items\t%.2f\tGB/s\t>=\t0.8\n", load.items,
           (double)load.bytes.len / seconds / 1e9);
    print_memory("CSV with quotes", &load);

    load.bytes = padded(&plain);
    double utf8 = median_of(run_load, &load);
    print_memory("text", &load);

    struct tb_buf room = tb_buf_make((size_t)1 << 28);
    struct conversion conversion = {padded(&gb), tb_buf_reserve(&room, plain.len), plain.len};
    must(conversion.to != NULL, "making room");
    load.bytes = conversion.from;
    double alone = median_of(run_iconv, &conversion);
    seconds = median_of(run_load, &load);
    printf("load GB18030 / iconv and load of UTF-8\t%.2f\tx  (%.0f MB/s)\t<=\t1.20\n",
           seconds / (alone + utf8), (double)load.bytes.len / seconds / MB);
    print_memory("GB18030", &load);
    tb_buf_free(&room);
    tb_buf_free(&quoted);
    tb_buf_free(&plain);
    tb_buf_free(&gb);
    tb_arena_free(known);
    tb_arena_free(load.arena);
    return 0;
}
