/* inputs.c - reading reports. */
#include "cli/inputs.h"

#include "base/file.h"
#include "base/utf8.h"

enum tb_status tb_inputs_load(const struct tb_setup *setup, const char *argument,
                              struct tb_arena *arena, struct tb_report **out,
                              struct tb_error *error)
{
    struct tb_str bytes;
    struct tb_report *report;
    enum tb_status status = tb_file_read(argument, TB_INPUT_MAX, arena, &bytes, error);
    if (status == TB_OK)
        status = tb_load(setup->ingest, tb_str_of(argument), bytes, &setup->options, arena, &report,
                         error);
    if (status == TB_OK)
        status = tb_extract_report(setup->extract, report, arena, error);
    if (status == TB_OK)
        *out = report;
    else if (error && !error->source[0])
        tb_fail_at(error, status, argument, error->line, error->column);
    return status;
}

static bool is_chinese(struct tb_str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (code >= 0x4E00 && code <= 0x9FFF) /* CJK Unified Ideographs */
            return true;
    }
    return false;
}

enum tb_lang tb_report_lang(const struct tb_cli *cli, const struct tb_report *report)
{
    bool chinese = is_chinese(report->title);
    for (size_t i = 0; i < report->column_count && !chinese; i++)
        chinese = is_chinese(report->columns[i].header);
    return !cli->lang_is_settled && chinese ? TB_LANG_ZH : cli->lang;
}

enum tb_status tb_inputs_check(const struct tb_cli *cli, struct tb_error *error)
{
    const struct tb_options *options = &cli->options;
    const char *verb = tb_verb_table[options->verb].name;
    bool taken = false;
    if (options->operand_count == 0)
        return tb_fail(error, TB_EUSAGE, "没有说要读哪份通报：tongbao %s 文件（- 表示标准输入）",
                       "no report was named: tongbao %s FILE (- for standard input)", verb);
    for (size_t i = 0; i < options->operand_count; i++) {
        if (strcmp(options->operands[i], "-") != 0)
            continue;
        if (taken)
            return tb_fail(error, TB_EUSAGE, "标准输入（-）只能读一次",
                           "standard input (-) can be read only once");
        taken = true;
    }
    return TB_OK;
}
