/* words.c - vocabularies in both languages. */
#include "cli/words.h"

struct word {
    const char *zh, *en;
};

static const char *choose(const struct word *words, size_t count, size_t index, enum tb_lang lang)
{
    return index < count ? tb_pick(lang, words[index].zh, words[index].en) : "?";
}

const char *tb_role_word(enum tb_role role, enum tb_lang lang)
{
    static const struct word words[TB_ROLE_END] = {
        [TB_ROLE_NO] = {"序号", "no."},
        [TB_ROLE_SECTION] = {"类别", "section"},
        [TB_ROLE_TASK] = {"任务", "task"},
        [TB_ROLE_ANNUAL_TARGET] = {"年度目标", "annual target"},
        [TB_ROLE_TARGET] = {"目标", "target"},
        [TB_ROLE_UNITS] = {"责任单位", "units"},
        [TB_ROLE_LEAD_UNITS] = {"牵头单位", "lead units"},
        [TB_ROLE_PEOPLE] = {"责任人", "people"},
        [TB_ROLE_DEADLINE] = {"时限", "deadline"},
        [TB_ROLE_RESULT] = {"完成情况", "result"},
        [TB_ROLE_ACTUAL_VALUE] = {"实绩", "actual value"},
        [TB_ROLE_RATIO] = {"完成率", "ratio"},
        [TB_ROLE_MEASURE_UNIT] = {"计量单位", "unit of measure"},
        [TB_ROLE_PROBLEM] = {"问题", "problem"},
        [TB_ROLE_NEXT] = {"下一步", "next steps"},
        [TB_ROLE_NOTE] = {"备注", "note"},
        [TB_ROLE_OTHER] = {"其他", "other"},
    };
    return choose(words, TB_ROLE_END, role, lang);
}

const char *tb_unit_role_word(enum tb_unit_role role, enum tb_lang lang)
{
    static const struct word words[TB_UNIT_END] = {
        [TB_UNIT_LEAD] = {"牵头", "lead"},
        [TB_UNIT_MEMBER] = {"配合", "member"},
        [TB_UNIT_DATA_PROVIDER] = {"提供数据", "data from"},
        [TB_UNIT_OWNER] = {"业主", "owner"},
        [TB_UNIT_GROUP] = {"集体", "group"},
    };
    return choose(words, TB_UNIT_END, role, lang);
}

const char *tb_unit_basis_word(enum tb_unit_basis basis, enum tb_lang lang)
{
    static const struct word words[TB_BASIS_END] = {
        [TB_BASIS_EXPLICIT] = {"", ""},
        [TB_BASIS_SOLE] = {"唯一单位", "the only one"},
        [TB_BASIS_FIRST_LISTED] = {"列在首位", "listed first"},
        [TB_BASIS_BY_EXCLUSION] = {"其余均已注明", "all others are marked"},
    };
    return choose(words, TB_BASIS_END, basis, lang);
}

const char *tb_severity_word(enum tb_severity severity, enum tb_lang lang)
{
    static const struct word words[TB_SEVERITY_END] = {
        [TB_SEVERITY_INFO] = {"信息", "info"},
        [TB_SEVERITY_NOTE] = {"提示", "note"},
        [TB_SEVERITY_WARNING] = {"警告", "warning"},
        [TB_SEVERITY_ERROR] = {"错误", "error"},
    };
    return choose(words, TB_SEVERITY_END, severity, lang);
}

const char *tb_severity_sign(enum tb_severity severity)
{
    static const char *const signs[TB_SEVERITY_END] = {"i", "-", "!", "✗"};
    return severity < TB_SEVERITY_END ? signs[severity] : "?";
}

enum tb_style tb_severity_style(enum tb_severity severity)
{
    static const enum tb_style styles[TB_SEVERITY_END] = {TB_PLAIN, TB_BLUE, TB_YELLOW, TB_RED};
    return severity < TB_SEVERITY_END ? styles[severity] : TB_PLAIN;
}
