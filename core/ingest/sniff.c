/* sniff.c - what a file is, by its content. */
#include "base/utf8.h"
#include "ingest/decode.h"

enum {
    SAMPLE = 64 * 1024, /* bytes from which UTF-16 without a mark is judged */
    AROUND = 256 * 1024 /* bytes before and behind the first fault by which it is judged */
};

const char *tb_encoding_name(enum tb_encoding encoding)
{
    static const char *const names[] = {"UTF-8", "UTF-8-BOM", "UTF-16LE", "UTF-16BE", "GB18030"};
    return encoding < TB_ENCODING_END ? names[encoding] : NULL;
}

static bool same_text(const char *a, struct tb_str b)
{
    for (size_t i = 0; i < b.len; i++) {
        char c = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] | 0x20) : a[i];
        char d = b.ptr[i] >= 'A' && b.ptr[i] <= 'Z' ? (char)(b.ptr[i] | 0x20) : b.ptr[i];
        if (c != d)
            return false;
    }
    return true;
}

static bool has_form(const struct tb_form *form, struct tb_str bytes)
{
    if (form->is_text) {
        if (tb_str_starts(bytes, TB_STR("\xEF\xBB\xBF")))
            bytes = tb_str_sub(bytes, 3, bytes.len);
        bytes = tb_str_trim(bytes);
        return bytes.len >= form->magic.len && same_text(bytes.ptr, form->magic);
    }
    const struct tb_str whole = bytes;
    size_t reach = form->within + form->magic.len;
    if (bytes.len > reach)
        bytes.len = reach;
    return tb_str_find(bytes, form->magic, 0) != SIZE_MAX &&
           (form->holds.len == 0 || tb_str_find(whole, form->holds, 0) != SIZE_MAX);
}

const char *tb_container_name(enum tb_container container)
{
    static const char *const names[] = {"-",   "html", "ooxml", "xls", "ods",
                                        "doc", "odt",  "pdf",   "ofd"};
    return container < TB_CONTAINER_END ? names[container] : NULL;
}

enum tb_status tb_refuse_form(const struct tb_form *form, struct tb_error *error)
{
    /* each language takes its own of the two texts */
    return tb_fail(error, TB_EFORMAT, "不是文本，而是%s%.0s", "not a text but%.0s %s", form->zh,
                   form->en);
}

/* A tag of a table, in any case. */
static bool has_table_tag(struct tb_str bytes)
{
    for (size_t at = 0; (at = tb_str_find(bytes, TB_STR("<"), at)) != SIZE_MAX; at++) {
        struct tb_str rest = tb_str_sub(bytes, at, bytes.len);
        if ((rest.len > 6 && same_text(rest.ptr, TB_STR("<table"))) ||
            (rest.len > 3 && same_text(rest.ptr, TB_STR("<tr"))))
            return true;
    }
    return false;
}

/* The form of a file that is no text. A web page need not begin as a whole one does: pieces of pages
 * begin with any tag and hold one of a table. */
static const struct tb_form *form_of(const struct tb_ingest *know, struct tb_str bytes)
{
    const struct tb_form *page = NULL;
    for (size_t i = 0; i < know->form_count; i++) {
        if (has_form(&know->forms[i], bytes))
            return &know->forms[i];
        if (know->forms[i].container == TB_CONTAINER_HTML)
            page = &know->forms[i];
    }
    struct tb_str start = tb_str_trim(bytes);
    return start.len > 0 && start.ptr[0] == '<' && has_table_tag(start) ? page : NULL;
}

/* UTF-16 without a mark: the tabs, digits and line ends of a table have a zero as their high byte,
 * always on the same side. Few other characters have one on the other side (一 is 4E00). */
static bool zeros_alternate(struct tb_str bytes, enum tb_encoding *out)
{
    size_t zeros[2] = {0, 0};
    size_t sample = bytes.len < SAMPLE ? bytes.len : SAMPLE;
    if (bytes.len < 4 || bytes.len % 2 != 0 || !memchr(bytes.ptr, '\0', sample))
        return false;
    for (size_t i = 0; i < sample; i++)
        zeros[i % 2] += bytes.ptr[i] == '\0';
    size_t seen = sample / 2;
    size_t few = zeros[0] < zeros[1] ? zeros[0] : zeros[1];
    size_t many = zeros[0] < zeros[1] ? zeros[1] : zeros[0];
    if (many == 0 || many * 50 < seen || few * 4 > many)
        return false;
    *out = zeros[1] == many ? TB_UTF16LE : TB_UTF16BE;
    return true;
}

/* Reads the bytes as UTF-8 as far as a verdict needs: characters of three bytes and more, and bytes
 * that fit no character. */
static void count_utf8(struct tb_str bytes, size_t *long_ones, size_t *faults)
{
    size_t len;
    *long_ones = *faults = 0;
    for (size_t at = 0; at < bytes.len; at += len) {
        if ((unsigned char)bytes.ptr[at] < 0x80) {
            len = 1;
            continue;
        }
        if (tb_utf8_at(bytes, at, &len) == TB_UTF8_REPLACEMENT && len < 3)
            (*faults)++;
        else
            *long_ones += len >= 3;
    }
}

/* Faults of the bytes read as GB18030, by its form alone: a lead byte 81..FE is followed by 40..7E
 * or 80..FE, or by a digit and two more bytes of the same pattern. */
static size_t count_gb_faults(struct tb_str bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    size_t faults = 0, at = 0;
    while (at < bytes.len) {
        size_t left = bytes.len - at;
        bool lead = p[at] >= 0x81 && p[at] <= 0xFE;
        if (p[at] < 0x80) {
            at++;
        } else if (lead && left >= 2 && p[at + 1] >= 0x40 && p[at + 1] != 0x7F &&
                   p[at + 1] != 0xFF) {
            at += 2;
        } else if (lead && left >= 4 && p[at + 1] >= '0' && p[at + 1] <= '9' && p[at + 2] >= 0x81 &&
                   p[at + 2] <= 0xFE && p[at + 3] >= '0' && p[at + 3] <= '9') {
            at += 4;
        } else {
            faults += p[at] != 0x80; /* the euro sign of code page 936 */
            at++;
        }
    }
    return faults;
}

/* Whether valid UTF-8 holds a character of three bytes or more. */
static bool has_long(struct tb_str bytes)
{
    size_t i = 0;
    while (i < bytes.len && (unsigned char)bytes.ptr[i] < 0xE0)
        i++;
    return i < bytes.len;
}

/* The three-byte clause matters: the two bytes of 一 in GB18030 are valid UTF-8 for a Cyrillic
 * letter, so that a short text proves nothing. */
static struct tb_sniffed by_validity(struct tb_str bytes)
{
    struct tb_sniffed utf8 = {.encoding = TB_UTF8, .valid = true};
    struct tb_sniffed gb = {.encoding = TB_GB18030};
    size_t long_ones, faults, valid = tb_utf8_valid(bytes);
    if (valid == bytes.len) {
        bool ascii = tb_utf8_count(bytes) == bytes.len;
        utf8.why_zh = ascii ? "只有 ASCII 字符" : "全文都是有效的 UTF-8";
        utf8.why_en = ascii ? "ASCII characters only" : "all of it is valid UTF-8";
        if (has_long(bytes) || ascii || count_gb_faults(bytes) > 0)
            return utf8;
        gb.why_zh = "也合 UTF-8，但没有一个汉字，按国标读才是汉字";
        gb.why_en = "valid UTF-8 too, but without one Chinese character, which it has only so";
        return gb;
    }
    /* In a damaged UTF-8 text good characters far outnumber faults; Chinese in GB18030 read as
     * UTF-8 is mostly faults. Both show around the first fault, however long the text is. */
    bytes = tb_str_sub(bytes, valid > AROUND ? valid - AROUND : 0,
                       bytes.len - valid > AROUND ? valid + AROUND : bytes.len);
    count_utf8(bytes, &long_ones, &faults);
    if (long_ones > 4 * faults && count_gb_faults(bytes) > 0) {
        utf8.valid = false;
        utf8.why_zh = "少数字节损坏，其余是 UTF-8";
        utf8.why_en = "some bytes are damaged, all others are UTF-8";
        return utf8;
    }
    gb.why_zh = "不是有效的 UTF-8，按国标读错处最少";
    gb.why_en = "no valid UTF-8, and the fewest faults so";
    return gb;
}

/* Control characters that texts do not hold; a program or a picture is full of them. */
static enum tb_status refuse_controls(struct tb_str bytes, struct tb_error *error)
{
    size_t controls = 0, seen = bytes.len < SAMPLE ? bytes.len : SAMPLE;
    for (size_t i = 0; i < seen; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        controls += c < 0x20 && !(c >= '\t' && c <= '\r');
    }
    if (controls <= seen / 10)
        return TB_OK;
    return tb_fail(
        error, TB_EFORMAT,
        "不是文本：前 %zu 个字节中有 %zu 个控制字符，请确认文件，或用原来的软件另存为文本",
        "not a text: of the first %zu bytes %zu are control characters, please check the "
        "file or save it as text in the program it comes from",
        seen, controls);
}

static struct tb_sniffed by_mark_or_form(struct tb_str bytes)
{
    struct tb_sniffed sniffed = {.why_zh = "开头有字节序标记", .why_en = "a byte order mark"};
    if (tb_str_starts(bytes, TB_STR("\xEF\xBB\xBF"))) {
        sniffed.encoding = TB_UTF8_BOM;
        sniffed.valid = tb_utf8_valid(bytes) == bytes.len;
    } else if (tb_str_starts(bytes, TB_STR("\xFF\xFE"))) {
        sniffed.encoding = TB_UTF16LE;
    } else if (tb_str_starts(bytes, TB_STR("\xFE\xFF"))) {
        sniffed.encoding = TB_UTF16BE;
    } else if (zeros_alternate(bytes, &sniffed.encoding)) {
        sniffed.why_zh = "每隔一个字节为零";
        sniffed.why_en = "every second byte is zero";
    } else {
        return by_validity(bytes);
    }
    return sniffed;
}

enum tb_status tb_sniff(const struct tb_ingest *know, struct tb_str bytes, struct tb_sniffed *out,
                        struct tb_error *error)
{
    const struct tb_form *form = form_of(know, bytes);
    if (form && form->container == TB_CONTAINER_NONE)
        return tb_refuse_form(form, error);
    if (form && form->container != TB_CONTAINER_HTML) {
        *out = (struct tb_sniffed){.form = form};
        return TB_OK;
    }
    *out = by_mark_or_form(bytes);
    out->form = form;
    bool wide = out->encoding == TB_UTF16LE || out->encoding == TB_UTF16BE;
    return wide ? TB_OK : refuse_controls(bytes, error);
}
