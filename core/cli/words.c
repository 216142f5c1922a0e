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

const char *tb_label_word(enum tb_label label, enum tb_lang lang)
{
    static const struct word words[TB_LABEL_END] = {
        [TB_LABEL_EXCEEDED] = {"超额完成", "exceeded"},
        [TB_LABEL_COMPLETED] = {"已完成", "completed"},
        [TB_LABEL_ON_TRACK] = {"正常推进", "on track"},
        [TB_LABEL_PARTLY_DONE] = {"部分完成", "partly done"},
        [TB_LABEL_BEHIND] = {"滞后", "behind"},
        [TB_LABEL_DELAYED] = {"延期", "delayed"},
        [TB_LABEL_SUSPENDED] = {"暂停", "suspended"},
        [TB_LABEL_CANCELLED] = {"取消", "cancelled"},
        [TB_LABEL_TRANSFERRED] = {"移交", "transferred"},
        [TB_LABEL_NOT_STARTED] = {"未启动", "not started"},
        [TB_LABEL_DATA_PENDING] = {"数据待出", "data pending"},
    };
    return choose(words, TB_LABEL_END, label, lang);
}

const char *tb_attainment_word(enum tb_attainment attainment, enum tb_lang lang)
{
    static const struct word words[TB_ATTAINED_END] = {
        [TB_ATTAINED_EXCEEDED] = {"超过目标", "beyond the target"},
        [TB_ATTAINED_MET] = {"达到目标", "target met"},
        [TB_ATTAINED_NEAR] = {"接近目标", "near the target"},
        [TB_ATTAINED_MISSED] = {"未达目标", "target missed"},
        [TB_ATTAINED_PENDING] = {"未到期或待定", "not due or undecided"},
        [TB_ATTAINED_NONE] = {"没有可比的数", "no figures to compare"},
    };
    return choose(words, TB_ATTAINED_END, attainment, lang);
}

const char *tb_evidence_word(enum tb_evidence evidence, enum tb_lang lang)
{
    static const struct word words[TB_EVIDENCE_END] = {
        [TB_EVIDENCE_FIGURES] = {"有数字", "figures"},
        [TB_EVIDENCE_NAMED] = {"有具体事项", "things named"},
        [TB_EVIDENCE_CLAIM] = {"只有说法", "a claim only"},
        [TB_EVIDENCE_NONE] = {"没有", "none"},
    };
    return choose(words, TB_EVIDENCE_END, evidence, lang);
}

const char *tb_verdict_word(enum tb_verdict verdict, enum tb_lang lang)
{
    static const struct word words[TB_VERDICT_END] = {
        [TB_VERDICT_MET] = {"达到", "met"},
        [TB_VERDICT_MISSED] = {"未达到", "missed"},
        [TB_VERDICT_IN_PROGRESS] = {"未到期", "not due yet"},
        [TB_VERDICT_PENDING] = {"待定", "undecided"},
    };
    return choose(words, TB_VERDICT_END, verdict, lang);
}

const char *tb_side_word(enum tb_side side, enum tb_lang lang)
{
    static const struct word words[TB_SIDE_END] = {
        [TB_SIDE_PERIOD] = {"本期目标", "target of the period"},
        [TB_SIDE_ANNUAL] = {"全年目标", "target of the year"},
    };
    return choose(words, TB_SIDE_END, side, lang);
}

const char *tb_relation_word(enum tb_relation_kind kind, enum tb_lang lang)
{
    static const struct word words[TB_RELATION_END] = {
        [TB_RELATION_SUM] = {"合计", "sum"},
        [TB_RELATION_RATIO] = {"比例", "ratio"},
        [TB_RELATION_BASE] = {"基数", "base"},
        [TB_RELATION_INTEGER] = {"整数", "whole number"},
        [TB_RELATION_SCHEDULE] = {"进度差", "gap to the schedule"},
        [TB_RELATION_DUPLICATE] = {"重复", "said twice"},
    };
    return choose(words, TB_RELATION_END, kind, lang);
}

const char *tb_disposition_word(enum tb_disposition disposition, enum tb_lang lang)
{
    static const struct word words[TB_DISPOSITION_END] = {
        [TB_DISPOSITION_UNREVIEWED] = {"未看", "unreviewed"},
        [TB_DISPOSITION_CONFIRMED] = {"属实", "confirmed"},
        [TB_DISPOSITION_EXPLAINED] = {"有解释", "explained"},
        [TB_DISPOSITION_FALSE_ALARM] = {"误报", "false alarm"},
        [TB_DISPOSITION_ASKED] = {"已询问", "asked"},
    };
    return choose(words, TB_DISPOSITION_END, disposition, lang);
}

const char *tb_change_word(enum tb_change_kind kind, enum tb_lang lang)
{
    static const struct word words[TB_CHANGE_END] = {
        [TB_CHANGE_ADDED] = {"新增", "added"},
        [TB_CHANGE_REMOVED] = {"本期未见", "not mentioned any more"},
        [TB_CHANGE_RENUMBERED] = {"序号不同", "renumbered"},
        [TB_CHANGE_MOVED] = {"位置移动", "moved"},
        [TB_CHANGE_TASK_REWORDED] = {"任务表述不同", "task reworded"},
        [TB_CHANGE_TARGET_SOFTENED] = {"目标放宽", "target softened"},
        [TB_CHANGE_TARGET_RAISED] = {"目标加强", "target raised"},
        [TB_CHANGE_TARGET_CHANGED] = {"目标不同", "target changed"},
        [TB_CHANGE_UNIT_ADDED] = {"新增单位", "unit added"},
        [TB_CHANGE_UNIT_REMOVED] = {"减少单位", "unit removed"},
        [TB_CHANGE_LEAD_CHANGED] = {"牵头不同", "lead changed"},
        [TB_CHANGE_STATUS_CHANGED] = {"状态变化", "status changed"},
        [TB_CHANGE_RESULT_UNCHANGED] = {"表述未变", "result unchanged"},
        [TB_CHANGE_QUANTITY_UP] = {"数值上升", "figure up"},
        [TB_CHANGE_QUANTITY_DOWN] = {"数值下降", "figure down"},
        [TB_CHANGE_DEADLINE_SLIPPED] = {"时间推后", "deadline slipped"},
        [TB_CHANGE_MERGED] = {"并入他项", "merged"},
        [TB_CHANGE_SPLIT] = {"由他项拆出", "split"},
        [TB_CHANGE_TEXT] = {"文字不同", "text"},
        [TB_CHANGE_FORMAT] = {"只有版式不同", "layout only"},
    };
    return choose(words, TB_CHANGE_END, kind, lang);
}

const char *tb_match_by_word(enum tb_match_by by, enum tb_lang lang)
{
    static const struct word words[TB_BY_END] = {
        [TB_BY_EXACT] = {"任务相同", "equal tasks"},
        [TB_BY_SKELETON] = {"只有数字不同", "equal but for figures"},
        [TB_BY_SCORE] = {"各列相近", "alike"},
        [TB_BY_PIN] = {"人工指定", "pinned"},
    };
    return choose(words, TB_BY_END, by, lang);
}

struct tb_str tb_stage_word(struct tb_str stage, enum tb_lang lang)
{
    static const struct {
        const char *name;
        struct word word;
    } words[] = {
        {"talks", {"洽谈", "talks"}},         {"plan", {"规划", "plan"}},
        {"paperwork", {"手续", "paperwork"}}, {"tender", {"招标", "tender"}},
        {"started", {"开工", "started"}},     {"structure", {"主体", "structure"}},
        {"completed", {"完工", "completed"}}, {"in_use", {"投用", "in use"}},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (tb_str_eq(tb_str_of(words[i].name), stage))
            return tb_str_of(tb_pick(lang, words[i].word.zh, words[i].word.en));
    return stage;
}

const char *tb_topic_word(enum tb_topic topic, enum tb_lang lang)
{
    static const struct word words[TB_TOPIC_END] = {
        [TB_TOPIC_FIGURES] = {"数字对不上", "Figures that do not add up"},
        [TB_TOPIC_TARGETS] = {"与目标有差距", "Short of the target"},
        [TB_TOPIC_COMMITMENTS] = {"承诺有变、口径存疑", "Commitments put off or loosened"},
        [TB_TOPIC_OPEN] = {"没有交代清楚", "Left open"},
        [TB_TOPIC_TABLE] = {"表格与编号", "Table and numbering"},
        [TB_TOPIC_TEXT] = {"文字与版式", "Wording and typography"},
    };
    return choose(words, TB_TOPIC_END, topic, lang);
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
