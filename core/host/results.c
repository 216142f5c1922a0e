/* results.c - see results.h. */
#include "host/results.h"

#include "host/failure.h"

/* Adds up the lists of all crews, in the order of the crews. */
#define CONCATENATE(gather, list, to, total)                                                       \
    do {                                                                                           \
        size_t sum_ = 0;                                                                           \
        for (size_t i_ = 0; i_ < (gather)->crew_count; i_++)                                       \
            sum_ += (gather)->crews[i_].list.count;                                                \
        *(to) = tb_arena_array((gather)->arena, sum_, sizeof **(to));                              \
        *(total) = 0;                                                                              \
        for (size_t i_ = 0; *(to) && i_ < (gather)->crew_count; i_++) {                            \
            size_t count_ = (gather)->crews[i_].list.count;                                        \
            if (count_)                                                                            \
                memcpy(*(to) + *(total), (gather)->crews[i_].list.at, count_ * sizeof **(to));     \
            *(total) += count_;                                                                    \
        }                                                                                          \
    } while (0)

struct ranked {
    struct tb_finding finding;
    size_t rank; /* order of arrival in its crew; never decides between plugins */
};

static int by_place(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    int order = tb_finding_compare(&a->finding, &b->finding);
    if (order == 0)
        order = tb_str_compare(a->finding.rule, b->finding.rule);
    return order ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

struct print {
    char text[17];
    uint32_t report;
    size_t index;
};

static int by_print(const void *left, const void *right)
{
    const struct print *a = left, *b = right;
    int order = (a->report > b->report) - (a->report < b->report);
    if (order == 0)
        order = memcmp(a->text, b->text, sizeof a->text);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Gives every finding its fingerprint; those alike in one report are numbered in their order. */
static bool fingerprint(const struct tb_gather *gather, struct tb_finding *findings, size_t count)
{
    struct print *prints = TB_NEW_ARRAY(gather->arena, struct print, count);
    if (!prints)
        return false;
    for (size_t i = 0; i < count; i++) {
        tb_finding_fingerprint(gather->run->reports[findings[i].report], &findings[i], 0);
        prints[i].report = findings[i].report;
        prints[i].index = i;
        memcpy(prints[i].text, findings[i].fingerprint, sizeof prints[i].text);
    }
    qsort(prints, count, sizeof *prints, by_print);
    uint32_t nth = 0;
    for (size_t i = 1; i < count; i++) {
        bool same = prints[i].report == prints[i - 1].report &&
                    memcmp(prints[i].text, prints[i - 1].text, sizeof prints[i].text) == 0;
        nth = same ? nth + 1 : 0;
        struct tb_finding *finding = &findings[prints[i].index];
        if (same)
            tb_finding_fingerprint(gather->run->reports[finding->report], finding, nth);
    }
    return true;
}

/* The findings of the plugins and those about plugins that failed, in the order of output. */
static bool order_findings(const struct tb_gather *gather, struct tb_run_result *out)
{
    struct tb_finding *own;
    size_t own_count;
    CONCATENATE(gather, findings, &own, &own_count);
    size_t count = own_count + (gather->run->report_count ? out->failure_count : 0);
    struct ranked *ranked = own ? TB_NEW_ARRAY(gather->arena, struct ranked, count) : NULL;
    struct tb_finding *findings = TB_NEW_ARRAY(gather->arena, struct tb_finding, count);
    if (!ranked || !findings)
        return false;
    for (size_t i = 0; i < count; i++) {
        ranked[i].rank = i;
        if (i < own_count)
            ranked[i].finding = own[i];
        else if (!tb_failure_finding(gather->run, &out->failures[i - own_count], gather->arena,
                                     &ranked[i].finding))
            return false;
    }
    qsort(ranked, count, sizeof *ranked, by_place);
    for (size_t i = 0; i < count; i++)
        findings[i] = ranked[i].finding;
    out->findings = findings;
    out->finding_count = count;
    return gather->run->no_fingerprints || fingerprint(gather, findings, count);
}

enum tb_status tb_gather_finish(struct tb_gather *gather, struct tb_run_result *out,
                                struct tb_error *error)
{
    struct tb_run_result result = {.declarations = gather->declarations,
                                   .strikes = gather->strikes};
    CONCATENATE(gather, failures, &result.failures, &result.failure_count);
    CONCATENATE(gather, prints, &result.prints, &result.print_count);
    CONCATENATE(gather, lines, &result.lines, &result.line_count);
    if (!result.failures || !result.prints || !result.lines ||
        (gather->work == TB_WORK_CHECKS && !order_findings(gather, &result)))
        return tb_arena_fail(gather->arena, error);
    *out = result;
    return TB_OK;
}

enum tb_status tb_gather_cases(struct tb_gather *gather, struct tb_case_result **out, size_t *count,
                               struct tb_error *error)
{
    struct tb_case_result *all;
    size_t all_count;
    CONCATENATE(gather, cases, &all, &all_count);
    if (!all)
        return tb_arena_fail(gather->arena, error);
    *out = all;
    *count = all_count;
    return TB_OK;
}
