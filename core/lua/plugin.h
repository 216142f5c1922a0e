/*
 * plugin.h - plugins inside a worker: loading a file, reading its declaration, running its hooks on
 * a report. The only way from a plugin's Lua to the broker is the records it makes here.
 */
#ifndef TB_LUA_PLUGIN_H
#define TB_LUA_PLUGIN_H

#include "base/buf.h"
#include "lua/sandbox.h"
#include "model/finding.h"

struct tb_ingest;
struct tb_past;
struct tb_extract;

/* One option a user set for a plugin, not checked yet. */
struct tb_setting {
    struct tb_str name;
    enum { TB_SETTING_BOOL, TB_SETTING_NUMBER, TB_SETTING_TEXT } type;
    bool on;
    double number;
    struct tb_str text;
    struct tb_str origin; /* "tongbao.lua:12", for messages */
};

struct tb_plugin_file {
    struct tb_str id;   /* the folder's name */
    struct tb_str path; /* for messages: "plugins/checks/x/check.lua" */
    struct tb_str text;
    struct tb_str
        code; /* what the build made of it, which is loaded in its place; ptr NULL: none */
    const struct tb_module *modules;
    size_t module_count;
    struct tb_str cases_path, cases; /* cases.lua; ptr NULL: none */
    const struct tb_setting *settings;
    size_t setting_count;
};

/* Loads the file into the sandbox, runs it once, checks its declaration, applies the settings and
 * appends TB_RECORD_DECLARED or TB_RECORD_FAILED to `out`. True: it can run. `index` is the plugin's number in
 * the records. */
bool tb_plugin_load(struct tb_sandbox *sandbox, const struct tb_plugin_file *file, uint32_t index,
                    struct tb_buf *out);

/* Runs a loaded check on one report (`past`: the bulletins before it, NULL: none): findings, then TB_RECORD_COMMIT; or
 * TB_RECORD_FAILED. `flush` is called with the buffer when it holds more than 64 KiB. */
typedef void (*tb_flush_fn)(struct tb_buf *out, void *user);
void tb_plugin_check(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     const struct tb_past *past, uint32_t report_index, struct tb_buf *out,
                     tb_flush_fn flush, void *user);

/* What a rule is about, in words. */
struct tb_rule_words {
    struct tb_str id, title_zh, title_en;
    const char *topic; /* NULL: none */
};

/* What an export is given beside the bulletin. */
struct tb_write {
    const struct tb_finding *findings; /* of this report, in their order */
    size_t finding_count;
    const struct tb_rule_words *rules; /* ordered by id */
    size_t rule_count;
    const char *lang;           /* "zh" or "en": of the texts around the bulletin's own */
    size_t count;               /* of the bulletins that are to stand in its output */
    bool first;                 /* nothing stands in its output yet */
    const struct tb_past *past; /* the bulletins before this one; NULL: none are known */
};

/* Runs a loaded export on one report: TB_RECORD_OUTPUT frames, then TB_RECORD_COMMIT; or
 * TB_RECORD_FAILED. */
void tb_plugin_write(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     uint32_t report_index, const struct tb_write *write, struct tb_buf *out,
                     tb_flush_fn flush, void *user);

/* Runs the cases of a loaded plugin: one TB_RECORD_CASE each. Reports are built from the cases with
 * the two knowledges, in memory of the sandbox's own. */
void tb_plugin_cases(struct tb_sandbox *sandbox, uint32_t index, const struct tb_plugin_file *file,
                     const struct tb_ingest *ingest, const struct tb_extract *extract,
                     struct tb_buf *out, tb_flush_fn flush, void *user);

/* The API reference, made from the tables that register each function: Markdown, or LuaCATS stubs
 * for editors. */
void tb_reference_markdown(struct tb_buf *out);
void tb_reference_stubs(struct tb_buf *out);

#endif
