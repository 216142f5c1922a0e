/* label.c - what a web page says its encoding is. The bytes decide; a label that contradicts them is a
 * repair, so that whoever serves the page can be told. */
#include "ingest/decode.h"

enum { REACH = 4096 /* bytes of a page in which its label stands */ };

/* Labels (Encoding standard, section 4.2) of the encodings that are read. */
static const struct {
    const char *label;
    enum tb_encoding encoding;
} labels[] = {
    {"utf-8", TB_UTF8},       {"utf8", TB_UTF8},        {"gb2312", TB_GB18030},
    {"gbk", TB_GB18030},      {"x-gbk", TB_GB18030},    {"gb_2312-80", TB_GB18030},
    {"cp936", TB_GB18030},    {"gb18030", TB_GB18030},  {"utf-16", TB_UTF16LE},
    {"utf-16le", TB_UTF16LE}, {"utf-16be", TB_UTF16BE},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool starts_lower(struct tb_str text, const char *with)
{
    size_t i = 0;
    while (i < text.len && with[i] && lower(text.ptr[i]) == with[i])
        i++;
    return !with[i];
}

/* The label as written behind charset= or encoding=; empty: none. */
static struct tb_str find_label(struct tb_str bytes)
{
    for (size_t at = 0; at < bytes.len && at < REACH; at++) {
        struct tb_str rest = tb_str_sub(bytes, at, bytes.len < REACH ? bytes.len : REACH);
        size_t key = starts_lower(rest, "charset=") ? 8 : starts_lower(rest, "encoding=") ? 9 : 0;
        if (key == 0)
            continue;
        rest = tb_str_sub(rest, key, rest.len);
        while (rest.len > 0 && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
            rest = tb_str_sub(rest, 1, rest.len);
        size_t len = 0;
        while (len < rest.len && len < 20 && !strchr("\"' \t\r\n;/><?", rest.ptr[len]))
            len++;
        return tb_str_sub(rest, 0, len);
    }
    return TB_STR("");
}

bool tb_check_label(struct tb_str bytes, enum tb_encoding encoding, struct tb_repairs *repairs)
{
    struct tb_str label = find_label(bytes);
    if (encoding == TB_UTF8_BOM)
        encoding = TB_UTF8;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (label.len == strlen(labels[i].label) && starts_lower(label, labels[i].label) &&
            labels[i].encoding == encoding)
            return true;
    return label.len == 0 || tb_repairs_add(repairs, "charset-label", 0, 0, 1, label) != NULL;
}
