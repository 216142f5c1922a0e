/* test_formats.c - the forms of tongbao test for programs: JSON and JUnit's XML. */
#include "base/json.h"
#include "base/utf8.h"
#include "cli/test.h"

/* ---- JSON ---- */

static void put_case(struct tb_json *json, const struct tb_test *test,
                     const struct tb_case_result *one)
{
    tb_json_object(json);
    tb_json_key(json, "plugin");
    tb_json_str(json, test->plugins->at[one->plugin].file.id);
    tb_json_key(json, "name");
    tb_json_str(json, one->name);
    tb_json_key(json, "expects");
    tb_json_text(json, one->expects ? "findings" : "silence");
    tb_json_key(json, "passed");
    tb_json_bool(json, one->passed);
    tb_json_key(json, "difference");
    if (one->passed)
        tb_json_null(json);
    else
        tb_json_str(json, one->difference);
    tb_json_close(json);
}

/* "traps", "incomplete" and the counts. */
static void put_rest(struct tb_json *json, const struct tb_test *test)
{
    tb_json_key(json, "traps");
    tb_json_array(json);
    for (size_t i = 0; i < test->traps.count; i++) {
        const struct tb_trap *trap = &test->traps.at[i];
        tb_json_object(json);
        tb_json_key(json, "path");
        tb_json_str(json, trap->path);
        tb_json_key(json, "line");
        tb_json_int(json, trap->line);
        tb_json_key(json, "column");
        tb_json_int(json, trap->column);
        tb_json_key(json, "quote");
        tb_json_str(json, trap->quote);
        tb_json_close(json);
    }
    tb_json_close(json);
    tb_json_key(json, "incomplete");
    tb_json_array(json);
    for (size_t i = 0; i < test->lack_count; i++) {
        const struct tb_lack *lack = &test->lacks[i];
        tb_json_object(json);
        tb_json_key(json, "plugin");
        tb_json_str(json, test->plugins->at[lack->plugin].file.id);
        tb_json_key(json, "lacks");
        tb_json_array(json);
        if (lack->positive)
            tb_json_text(json, "findings");
        if (lack->negative)
            tb_json_text(json, "silence");
        tb_json_close(json);
        tb_json_close(json);
    }
    tb_json_close(json);
    tb_json_key(json, "passed");
    tb_json_int(json, (int64_t)test->passed);
    tb_json_key(json, "failed");
    tb_json_int(json, (int64_t)test->failed);
}

void tb_test_put_json(struct tb_buf *out, const struct tb_test *test, bool lines)
{
    struct tb_json json = tb_json_make(out, !lines);
    if (!lines) {
        tb_json_object(&json);
        tb_json_key(&json, "schema");
        tb_json_text(&json, "tongbao.cases/1");
        tb_json_key(&json, "cases");
        tb_json_array(&json);
    }
    for (size_t i = 0; i < test->count; i++) {
        put_case(&json, test, &test->cases[i]);
        if (lines)
            tb_buf_byte(out, '\n');
    }
    if (lines) {
        tb_json_object(&json);
        tb_json_key(&json, "type");
        tb_json_text(&json, "summary");
    } else {
        tb_json_close(&json);
        tb_json_key(&json, "summary");
        tb_json_object(&json);
    }
    put_rest(&json, test);
    while (json.depth > 0)
        tb_json_close(&json);
    tb_buf_byte(out, '\n');
}

/* ---- XML ---- */

/* Text of XML 1.0: marks escaped, what no XML may hold as U+FFFD. Line ends stay in bodies and are
 * character references in attributes. */
static void put_xml(struct tb_buf *out, struct tb_str text, bool attribute)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (code == '&' || code == '<' || code == '>' || code == '"')
            tb_buf_printf(out, "&#%u;", (unsigned)code);
        else if (code == '\t' || code == '\n')
            tb_buf_printf(out, attribute ? "&#%u;" : "%c", (unsigned)code);
        else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xFFFE || code == 0xFFFF)
            tb_buf_text(out, "\xEF\xBF\xBD");
        else
            tb_buf_add(out, tb_str_sub(text, at, at + len));
    }
}

static void put_attribute(struct tb_buf *out, const char *name, struct tb_str value)
{
    tb_buf_printf(out, " %s=\"", name);
    put_xml(out, value, true);
    tb_buf_byte(out, '"');
}

/* `failure` ptr NULL: it passed. */
static void put_testcase(struct tb_buf *out, struct tb_str plugin, struct tb_str name,
                         struct tb_str failure)
{
    tb_buf_text(out, "    <testcase");
    put_attribute(out, "classname", plugin);
    put_attribute(out, "name", name);
    if (!failure.ptr) {
        tb_buf_text(out, "/>\n");
        return;
    }
    size_t end = tb_str_find(failure, TB_STR("\n"), 0);
    tb_buf_text(out, ">\n      <failure");
    put_attribute(out, "message", tb_str_sub(failure, 0, end == SIZE_MAX ? failure.len : end));
    tb_buf_byte(out, '>');
    put_xml(out, failure, false);
    tb_buf_text(out, "</failure>\n    </testcase>\n");
}

static const struct tb_lack *lack_of(const struct tb_test *test, size_t plugin)
{
    for (size_t i = 0; i < test->lack_count; i++)
        if (test->lacks[i].plugin == plugin)
            return &test->lacks[i];
    return NULL;
}

static void put_suite(struct tb_buf *out, const struct tb_test *test, size_t plugin,
                      enum tb_lang lang)
{
    struct tb_str id = test->plugins->at[plugin].file.id;
    const struct tb_lack *lack = lack_of(test, plugin);
    size_t tests = lack ? 1 : 0, failures = tests;
    for (size_t i = 0; i < test->count; i++) {
        tests += test->cases[i].plugin == plugin;
        failures += test->cases[i].plugin == plugin && !test->cases[i].passed;
    }
    if (tests == 0)
        return;
    tb_buf_text(out, "  <testsuite");
    put_attribute(out, "name", id);
    tb_buf_printf(out, " tests=\"%zu\" failures=\"%zu\">\n", tests, failures);
    for (size_t i = 0; i < test->count; i++) {
        const struct tb_case_result *one = &test->cases[i];
        if (one->plugin != plugin)
            continue;
        struct tb_str failure = {0};
        if (!one->passed)
            failure = one->difference.ptr ? one->difference : TB_STR("");
        put_testcase(out, id, one->name, failure);
    }
    if (lack)
        put_testcase(out, id, TB_STR("--strict"), tb_str_of(tb_test_lack_text(lack, lang)));
    tb_buf_text(out, "  </testsuite>\n");
}

void tb_test_put_junit(struct tb_buf *out, const struct tb_test *test, enum tb_lang lang)
{
    tb_buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    tb_buf_printf(out, "<testsuites name=\"tongbao\" tests=\"%zu\" failures=\"%zu\">\n",
                  test->count + test->lack_count, test->failed + test->lack_count);
    for (size_t i = 0; i < test->plugins->count; i++)
        put_suite(out, test, i, lang);
    tb_buf_text(out, "</testsuites>\n");
}
