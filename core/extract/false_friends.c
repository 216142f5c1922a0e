/* false_friends.c - what looks like a figure and is none. */
#include "extract/false_friends.h"

#include "base/utf8.h"

/* The character before byte `at`; its beginning in *from. 0: there is none. */
static uint32_t character_before(struct tb_str text, size_t at, size_t *from)
{
    if (at == 0)
        return 0;
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    size_t len;
    *from = at;
    return tb_utf8_at(text, at, &len);
}

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= 0xFF21 && code <= 0xFF3A) || (code >= 0xFF41 && code <= 0xFF5A);
}

bool tb_is_label(struct tb_str text, size_t at)
{
    size_t from = 0;
    uint32_t code = character_before(text, at, &from);
    if (code == '-')
        code = character_before(text, from, &from);
    return is_letter(code);
}

/* What the word right before a figure says: nothing, it counts things, it counts events too. */
enum counting { COUNTS_NOT, COUNTS_THINGS, COUNTS_EVENTS };

static enum counting counting_before(const struct tb_measures *m, struct tb_str text,
                                     const struct tb_figure *figure,
                                     const struct tb_surroundings *around)
{
    const struct tb_phrase *word =
        tb_word_ending(m, TB_ENDS_COUNTING, text, around->clause_from, figure->from);
    if (figure->from < figure->core_from)
        return COUNTS_EVENTS; /* a comparator stands there: it bounds a figure */
    if (!word || (around->frequent && figure->number.one))
        return COUNTS_NOT;
    return word->value ? COUNTS_EVENTS : COUNTS_THINGS;
}

/* Whether the rule of a class concerns this figure. */
static bool concerns(enum tb_numeral_class class, const struct tb_figure *figure,
                     enum counting counting)
{
    switch (class) {
    case TB_CLASS_ANY:
        return true;
    case TB_CLASS_HAN:
        return figure->number.han;
    case TB_CLASS_TIME:
        return figure->measure && figure->measure->dimension == TB_DIM_DURATION;
    case TB_CLASS_LABEL:
        return figure->number.han && counting == COUNTS_NOT;
    case TB_CLASS_PHASE: /* nothing has more than ten phases */
        return figure->number.han && counting != COUNTS_EVENTS &&
               tb_decimal_compare(figure->number.lo, (struct tb_decimal){1, 1, 1}) <= 0;
    case TB_CLASS_ONE:
        return figure->number.one && counting == COUNTS_NOT;
    case TB_CLASS_SOLO:
        return figure->number.one;
    case TB_CLASS_END:
        break;
    }
    return false;
}

/* 期间 behind the number is a word, not the unit 期; 期 behind a Han numeral is a label. */
static bool is_word_behind(const struct tb_measures *m, struct tb_str text,
                           const struct tb_figure *figure, enum counting counting)
{
    size_t next = 0;
    const struct tb_phrase *name;
    while ((name = tb_phrases_at(m->names_after, text, figure->number_to, &next)) != NULL)
        if (name->text.len >= figure->unit_len &&
            concerns((enum tb_numeral_class)name->value, figure, counting))
            return true;
    return false;
}

/* 二 does not count (二次供水, 二期), nor does 零 (零部件). Measures are the exception. */
static bool is_no_count(struct tb_str text, const struct tb_figure *figure)
{
    struct tb_str number = tb_str_sub(text, figure->core_from, figure->number_to);
    return figure->measure && figure->measure->dimension == TB_DIM_COUNT &&
           (tb_str_eq(number, TB_STR("二")) || tb_str_eq(number, TB_STR("零")));
}

/* 两个五年规划, 三个100%: the classifier leads to another number. */
static bool is_idiom(const struct tb_measures *m, struct tb_str text,
                     const struct tb_figure *figure)
{
    if (!figure->number.han || !figure->measure || !figure->measure->group.ptr)
        return false;
    enum tb_numeral_kind kind = tb_numeral_at(m->numerals, text, figure->to).kind;
    return kind == TB_NUMERAL_ARABIC || kind == TB_NUMERAL_DIGIT;
}

/* 20万吨饲料项目: a capacity in front of a phrase whose noun is 项目, 地块 or the like. A doing word
 * right before it (新建10公里管网工程) makes it a figure again. */
static bool is_size_in_name(const struct tb_measures *m, struct tb_str text,
                            const struct tb_figure *figure, enum counting counting)
{
    enum { PHRASE = 32 }; /* characters that the name may go on */
    if (!figure->measure || counting != COUNTS_NOT || figure->to != figure->core_to ||
        figure->core_from != figure->from)
        return false;
    enum tb_dimension dimension = figure->measure->dimension;
    if (dimension != TB_DIM_MASS && dimension != TB_DIM_POWER && dimension != TB_DIM_ENERGY &&
        dimension != TB_DIM_AREA && dimension != TB_DIM_VOLUME && dimension != TB_DIM_LENGTH)
        return false;
    /* across a list only to its end: 5万吨聚酰胺、废酸再生等项目 */
    bool listed = false, ended = false;
    size_t at = figure->to, len;
    for (int i = 0; i < PHRASE && at < text.len; i++, at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (code == U'、' && i > 0)
            listed = true;
        else if (code <= 0xFFFF && (m->may[code] & TB_MAY_MARK))
            return false;
        ended = ended || code == U'等';
        if ((!listed || ended) && tb_phrases_longest(m->heads, text, at))
            return true;
    }
    return false;
}

/* 10亿元以上项目5个, 十亿元以上2个, 超十亿元的项目: the bound says which projects, it is no result. */
static bool is_condition(const struct tb_measures *m, struct tb_str text,
                         const struct tb_figure *figure)
{
    if (!figure->measure || figure->measure->dimension != TB_DIM_MONEY ||
        (figure->comparator != TB_CMP_GE && figure->comparator != TB_CMP_GT))
        return false;
    bool of = tb_stands_at(text, figure->to, "的");
    if (tb_phrases_longest(m->classes, text, figure->to + (of ? strlen("的") : 0)))
        return figure->bounded_after || of;
    enum tb_numeral_kind kind = tb_numeral_at(m->numerals, text, figure->to).kind;
    return figure->bounded_after && (kind == TB_NUMERAL_ARABIC || kind == TB_NUMERAL_DIGIT ||
                                     kind == TB_NUMERAL_TWO || kind == TB_NUMERAL_SMALL);
}

/* 2.10家: nothing is counted in decimals, so this is the enumerator 2. before 10家. */
static bool is_enumerated(const struct tb_figure *figure, size_t clause_from)
{
    return figure->number.decimals && !figure->number.scaled && figure->measure &&
           figure->measure->group.ptr && figure->core_from == clause_from;
}

bool tb_is_false_friend(const struct tb_measures *m, struct tb_str text,
                        const struct tb_figure *figure, const struct tb_surroundings *around)
{
    bool ratio = figure->measure && figure->measure->dimension == TB_DIM_RATIO;
    if (around->quoted && (figure->number.han || !ratio))
        return true;
    if (figure->number.empty && !figure->fraction && figure->from == figure->core_from)
        return true; /* 百姓, 万户; but 超百家, 上万人 */
    if (figure->number.capital && (!figure->measure || figure->measure->dimension != TB_DIM_MONEY))
        return true; /* 队伍, 陆续; but 伍元 */
    enum counting counting = counting_before(m, text, figure, around);
    const struct tb_phrase *before =
        tb_word_ending(m, TB_ENDS_NAME, text, around->clause_from, figure->core_from);
    if (before && concerns((enum tb_numeral_class)before->value, figure, counting))
        return true;
    return is_word_behind(m, text, figure, counting) || is_no_count(text, figure) ||
           is_idiom(m, text, figure) || is_size_in_name(m, text, figure, counting) ||
           is_condition(m, text, figure) || is_enumerated(figure, around->clause_from);
}
