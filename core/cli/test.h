/*
 * test.h - what tongbao test came to, and its forms for programs.
 */
#ifndef TB_CLI_TEST_H
#define TB_CLI_TEST_H

#include "cli/setup.h"
#include "host/traps.h"

/* A check that --strict refuses. */
struct tb_lack {
    uint32_t plugin;
    bool positive, negative; /* which kind of case it has not */
};

struct tb_test {
    const struct tb_plugin_set *plugins;
    const struct tb_case_result *cases;
    size_t count, passed, failed;
    struct tb_traps traps;
    const struct tb_lack *lacks;
    size_t lack_count;
};

/* tongbao.cases/1 (docs/formats/cases.md): one object, or with `lines` an object a line. */
void tb_test_put_json(struct tb_buf *out, const struct tb_test *test, bool lines);

/* JUnit's XML as test runners read it: a suite for each plugin that has cases, a failure's text in its
 * body. A check that --strict refuses is a failing case of its own. */
void tb_test_put_junit(struct tb_buf *out, const struct tb_test *test, enum tb_lang lang);

/* Why --strict refuses the check. */
const char *tb_test_lack_text(const struct tb_lack *lack, enum tb_lang lang);

#endif
