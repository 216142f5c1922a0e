/* numbering.c - the numbers that a document does not hold but counts (ISO/IEC 29500-1, 17.9). */
#include "ooxml/document.h"

static uint32_t number_of(struct tb_str text, uint32_t other)
{
    const char *const pair[] = {"n", text.ptr, NULL};
    return text.len ? tb_xml_number((struct tb_xml_attributes){pair}, "n", other) : other;
}

static const struct tb_xml_node *find(const struct tb_xml_node *root, const char *name,
                                      const char *key, uint32_t id)
{
    const struct tb_xml_node *node = root ? root->first : NULL;
    while (node &&
           !(tb_xml_is(node, name) && tb_xml_number(node->attributes, key, UINT32_MAX) == id))
        node = node->next;
    return node;
}

static void take_levels(struct tb_counter *counter, const struct tb_xml_node *definition)
{
    for (const struct tb_xml_node *node = definition ? definition->first : NULL; node;
         node = node->next) {
        uint32_t level = tb_xml_number(node->attributes, "ilvl", TB_LEVELS);
        if (level >= TB_LEVELS)
            continue;
        if (tb_xml_is(node, "lvl"))
            counter->levels[level] = node;
        if (!tb_xml_is(node, "lvlOverride"))
            continue;
        if (tb_xml_child(node, "lvl"))
            counter->levels[level] = tb_xml_child(node, "lvl");
        struct tb_str start = tb_xml_value(node, "startOverride");
        if (start.len > 0) {
            counter->at[level] = number_of(start, 1) - 1;
            counter->begun[level] = true;
        }
    }
}

static struct tb_counter *counter_of(struct tb_numbering *numbering, uint32_t id)
{
    for (size_t i = 0; i < numbering->counters.count; i++)
        if (numbering->counters.at[i].id == id)
            return &numbering->counters.at[i];
    struct tb_counter *counter = TB_LIST_ADD(numbering->arena, &numbering->counters);
    const struct tb_xml_node *list = find(numbering->root, "num", "numId", id);
    if (!counter)
        return NULL;
    counter->id = id;
    uint32_t base = number_of(tb_xml_value(list, "abstractNumId"), UINT32_MAX);
    take_levels(counter, find(numbering->root, "abstractNum", "abstractNumId", base));
    take_levels(counter, list);
    return counter;
}

static void put_han(struct tb_buf *text, uint32_t number)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    if (number >= 100) {
        tb_buf_printf(text, "%u", number);
        return;
    }
    if (number >= 20)
        tb_buf_text(text, digits[number / 10]);
    if (number >= 10)
        tb_buf_text(text, "十");
    if (number % 10 > 0 || number == 0)
        tb_buf_text(text, digits[number % 10]);
}

static void put_roman(struct tb_buf *text, uint32_t number, bool upper)
{
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } parts[] = {{100, "C", "c"},  {90, "XC", "xc"}, {50, "L", "l"},
                 {40, "XL", "xl"}, {10, "X", "x"},   {9, "IX", "ix"},
                 {5, "V", "v"},    {4, "IV", "iv"},  {1, "I", "i"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && number < 4000;)
        if (number >= parts[i].value) {
            tb_buf_text(text, upper ? parts[i].upper : parts[i].lower);
            number -= parts[i].value;
        } else {
            i++;
        }
}

/* A number in the way of counting that a level has; those not known here are shown in digits. */
static void put_number(struct tb_buf *text, uint32_t number, struct tb_str format)
{
    static const char *const circled[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"};
    if (tb_str_starts(format, TB_STR("chinese")) || tb_str_eq(format, TB_STR("japaneseCounting")) ||
        tb_str_eq(format, TB_STR("taiwaneseCountingThousand")))
        put_han(text, number);
    else if (tb_str_eq(format, TB_STR("upperRoman")) || tb_str_eq(format, TB_STR("lowerRoman")))
        put_roman(text, number, format.ptr[0] == 'u');
    else if (tb_str_ends(format, TB_STR("Letter")) && number >= 1 && number <= 26)
        tb_buf_byte(text, (char)((format.ptr[0] == 'u' ? 'A' : 'a') + (int)number - 1));
    else if (tb_str_starts(format, TB_STR("decimalEnclosedCircle")) && number >= 1 && number <= 10)
        tb_buf_text(text, circled[number - 1]);
    else if (tb_str_eq(format, TB_STR("decimalZero")))
        tb_buf_printf(text, "%02u", number);
    else if (!tb_str_eq(format, TB_STR("none")))
        tb_buf_printf(text, "%u", number);
}

static struct tb_str format_of(const struct tb_counter *counter, uint32_t level)
{
    struct tb_str format = tb_xml_value(counter->levels[level], "numFmt");
    return format.len ? format : TB_STR("decimal");
}

bool tb_numbering_next(struct tb_numbering *numbering, uint32_t id, uint32_t level,
                       struct tb_buf *text)
{
    struct tb_counter *counter = counter_of(numbering, id);
    if (!counter)
        return false;
    if (level >= TB_LEVELS || !counter->levels[level])
        return true;
    for (uint32_t i = 0; i <= level; i++) {
        uint32_t start = number_of(tb_xml_value(counter->levels[i], "start"), 1);
        if (!counter->begun[i])
            counter->at[i] = i == level ? start - 1 : start;
        counter->begun[i] = true;
    }
    counter->at[level]++;
    for (uint32_t i = level + 1; i < TB_LEVELS; i++)
        counter->begun[i] = false;
    struct tb_str pattern = tb_xml_value(counter->levels[level], "lvlText");
    if (tb_str_eq(format_of(counter, level), TB_STR("bullet")))
        return true; /* a mark, and no number */
    for (size_t i = 0; i < pattern.len; i++) {
        uint32_t which = i + 1 < pattern.len ? (uint32_t)(pattern.ptr[i + 1] - '1') : TB_LEVELS;
        if (pattern.ptr[i] != '%' || which >= TB_LEVELS) {
            tb_buf_byte(text, pattern.ptr[i]);
            continue;
        }
        put_number(text, counter->at[which], format_of(counter, which));
        i++;
    }
    return true;
}
