/* number.c - formats of numbers. */
#include "ooxml/number.h"

#include "base/decimal.h"

enum { DIGITS = 15 /* that a spreadsheet keeps and shows */ };

struct tb_str tb_number_builtin(uint32_t id)
{
    /* 27 to 36 and 50 to 58 as a Chinese system shows them. */
    static const struct {
        uint32_t id;
        const char *code;
    } builtins[] = {
        {1, "0"},          {2, "0.00"},         {3, "#,##0"},          {4, "#,##0.00"},
        {9, "0%"},         {10, "0.00%"},       {14, "yyyy/m/d"},      {15, "d-m-yy"},
        {16, "d-m"},       {17, "m-yy"},        {18, "h:mm"},          {19, "h:mm:ss"},
        {20, "h:mm"},      {21, "h:mm:ss"},     {22, "yyyy/m/d h:mm"}, {27, "yyyy年m月"},
        {28, "m月d日"},    {29, "m月d日"},      {30, "m-d-yy"},        {31, "yyyy年m月d日"},
        {32, "h时mm分"},   {33, "h时mm分ss秒"}, {34, "h时mm分"},       {35, "h时mm分ss秒"},
        {36, "yyyy年m月"}, {37, "#,##0"},       {38, "#,##0"},         {39, "#,##0.00"},
        {40, "#,##0.00"},  {45, "mm:ss"},       {46, "h:mm:ss"},       {47, "mm:ss"},
        {50, "yyyy年m月"}, {51, "m月d日"},      {52, "yyyy年m月"},     {53, "m月d日"},
        {54, "m月d日"},    {55, "h时mm分"},     {56, "h时mm分ss秒"},   {57, "yyyy年m月"},
        {58, "m月d日"},
    };
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (builtins[i].id == id)
            return tb_str_of(builtins[i].code);
    return TB_STR("");
}

/* ---- reading a number ---- */

/* "-1.5E-3"; digits beyond those that are kept are rounded. */
static bool read_number(struct tb_str raw, struct tb_decimal *out)
{
    int64_t value = 0;
    int32_t exponent = 0, written = 0;
    size_t at = 0, digits = 0;
    bool negative = raw.len > 0 && raw.ptr[0] == '-', point = false, any = false, down = false;
    int next = 0; /* the first digit that is not kept */
    at += raw.len > 0 && (raw.ptr[0] == '-' || raw.ptr[0] == '+');
    for (; at < raw.len; at++) {
        char c = raw.ptr[at];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        any = true;
        if (digits < DIGITS) {
            value = value * 10 + (c - '0');
            digits += value > 0;
            exponent -= point;
        } else {
            next = digits == DIGITS ? c - '0' : next;
            digits++;
            exponent += !point;
        }
    }
    if (any && at < raw.len && (raw.ptr[at] | 0x20) == 'e') {
        at++;
        down = at < raw.len && raw.ptr[at] == '-';
        at += at < raw.len && (raw.ptr[at] == '-' || raw.ptr[at] == '+');
        for (; at < raw.len && raw.ptr[at] >= '0' && raw.ptr[at] <= '9' && written < 1000; at++)
            written = written * 10 + (raw.ptr[at] - '0');
    }
    value += next >= 5;
    return any && at == raw.len &&
           tb_decimal_make(negative ? -value : value, 1, exponent + (down ? -written : written),
                           out);
}

static bool shift(struct tb_decimal *value, int32_t places)
{
    return tb_decimal_make(value->num, value->den, value->exp + places, value);
}

/* ---- formats ---- */

/* Length of what stands for itself at `at` of a code: quoted text, \x; *text: what it shows. Also steps
 * over [conditions], _x and *x, which show nothing. 0: a character with a meaning. */
static size_t literal(struct tb_str code, size_t at, struct tb_str *text)
{
    *text = TB_STR("");
    char c = code.ptr[at];
    size_t rest = code.len - at;
    if (c == '"') {
        size_t end = tb_str_find(code, TB_STR("\""), at + 1);
        if (end == SIZE_MAX)
            return rest;
        *text = tb_str_sub(code, at + 1, end);
        return end + 1 - at;
    }
    if (c == '[') {
        size_t end = tb_str_find(code, TB_STR("]"), at);
        struct tb_str inside = tb_str_sub(code, at, end == SIZE_MAX ? code.len : end);
        if (tb_str_starts(inside,
                          TB_STR("[$"))) { /* [$￥-804]: a sign of money before the language */
            size_t dash = tb_str_find(inside, TB_STR("-"), 0);
            *text = tb_str_sub(inside, 2, dash == SIZE_MAX ? inside.len : dash);
        }
        return end == SIZE_MAX ? rest : end + 1 - at;
    }
    if ((c == '\\' || c == '_' || c == '*') && rest > 1) {
        size_t len = 1;
        while (len + 1 < rest && ((unsigned char)code.ptr[at + 1 + len] & 0xC0) == 0x80)
            len++;
        if (c == '\\')
            *text = tb_str_sub(code, at + 1, at + 1 + len);
        return 1 + len;
    }
    if ((unsigned char)c >= 0x80 || strchr("$-+/():!^&'~{}<>= ", c)) {
        size_t len = 1;
        while (len < rest && (unsigned char)c >= 0x80 &&
               ((unsigned char)code.ptr[at + len] & 0xC0) == 0x80)
            len++;
        *text = tb_str_sub(code, at, at + len);
        return len;
    }
    return 0;
}

/* Which of the sections "positive;negative;zero" is for a number. */
static struct tb_str section_for(struct tb_str code, struct tb_decimal value, bool *unsigned_one)
{
    struct tb_str sections[4] = {code}, text;
    size_t count = 0, from = 0, at = 0;
    while (at <= code.len && count < 4) {
        if (at == code.len || code.ptr[at] == ';') {
            sections[count++] = tb_str_sub(code, from, at);
            from = ++at;
            continue;
        }
        size_t len = literal(code, at, &text);
        at += len ? len : 1;
    }
    size_t which = value.num < 0 && count > 1 ? 1 : value.num == 0 && count > 2 ? 2 : 0;
    *unsigned_one = which == 1;
    return sections[which];
}

static bool is_date_letter(char c)
{
    c = (char)(c | 0x20);
    return c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's';
}

bool tb_number_is_date(struct tb_str code)
{
    struct tb_str text;
    for (size_t at = 0; at < code.len && code.ptr[at] != ';';) {
        size_t len = literal(code, at, &text);
        if (len == 0 && is_date_letter(code.ptr[at]) &&
            !(code.len - at >= 7 &&
              tb_str_starts(tb_str_sub(code, at, code.len), TB_STR("General"))))
            return true;
        at += len ? len : 1;
    }
    return false;
}

static void show_general(struct tb_decimal value, struct tb_buf *out)
{
    char text[TB_DECIMAL_TEXT];
    tb_buf_add(out, (struct tb_str){text, tb_decimal_text(value, text)});
}

struct layout {
    int whole, decimals, needed; /* least digits before the point; most and least behind it */
    int percents, thousands;
    bool grouped, point, digits, other;
};

static struct layout layout_of(struct tb_str code)
{
    struct layout layout = {0};
    struct tb_str text;
    int commas = 0;
    for (size_t at = 0; at < code.len;) {
        char c = code.ptr[at];
        size_t len = literal(code, at, &text);
        layout.other = layout.other || (c == '/' && at > 0 && strchr("0#?", code.ptr[at - 1]));
        at += len ? len : 1;
        if (len > 0)
            continue;
        if (c == '0' || c == '#' || c == '?') {
            layout.grouped = layout.grouped || (commas > 0 && !layout.point);
            commas = 0;
            layout.digits = true;
            layout.whole += c == '0' && !layout.point;
            layout.decimals += layout.point;
            if (c != '#' && layout.point)
                layout.needed = layout.decimals;
        } else if (c == '.') {
            layout.point = true;
        } else if (c == ',') {
            commas++;
        } else if (c == '%') {
            layout.percents++;
        } else {
            layout.other = true; /* E+00, fractions, … */
        }
    }
    layout.thousands = commas;
    return layout;
}

/* The digits of a number by a layout. */
static void put_digits(struct tb_decimal value, const struct layout *layout, struct tb_buf *out)
{
    char text[TB_DECIMAL_TEXT];
    size_t len = tb_decimal_fixed(value, layout->decimals, TB_ROUND_HALF_UP, text);
    struct tb_str digits = {text, len};
    if (len > 0 && text[0] == '-')
        digits = tb_str_sub(digits, 1, len);
    size_t point = tb_str_find(digits, TB_STR("."), 0);
    size_t whole = point == SIZE_MAX ? digits.len : point;
    size_t end = digits.len;
    if (point != SIZE_MAX) {
        while (end > point + 1 + (size_t)layout->needed && digits.ptr[end - 1] == '0')
            end--;
        end = end == point + 1 ? point : end;
    }
    for (size_t i = whole; i < (size_t)layout->whole; i++)
        tb_buf_byte(out, '0');
    for (size_t i = 0; i < end; i++) {
        if (i < whole && i > 0 && layout->grouped && (whole - i) % 3 == 0)
            tb_buf_byte(out, ',');
        tb_buf_byte(out, digits.ptr[i]);
    }
}

static void show_digits(struct tb_decimal value, struct tb_str code, bool no_sign,
                        struct tb_buf *out)
{
    struct layout layout = layout_of(code);
    struct tb_decimal scaled = value;
    if (layout.other || !shift(&scaled, 2 * layout.percents - 3 * layout.thousands)) {
        show_general(value, out);
        return;
    }
    if (value.num < 0 && !no_sign)
        tb_buf_byte(out, '-');
    bool done = false;
    struct tb_str text;
    for (size_t at = 0; at < code.len;) {
        char c = code.ptr[at];
        size_t len = literal(code, at, &text);
        at += len ? len : 1;
        if (len > 0)
            tb_buf_add(out, text);
        else if (c == '%')
            tb_buf_byte(out, '%');
        else if (!done)
            put_digits(scaled, &layout, out);
        done = done || (len == 0 && c != '%');
    }
}

/* ---- days and times ---- */

struct moment {
    int year, month, day, hour, minute, second;
};

/* From a count of days since 1899-12-30, or 1904-01-01; the first one has a 29 February 1900 that never
 * was. False: outside of the calendar of spreadsheets. */
static bool moment_of(struct tb_decimal value, bool from_1904, struct moment *out)
{
    char text[TB_DECIMAL_TEXT];
    struct tb_decimal seconds;
    int64_t total = 0;
    if (value.num < 0 || !tb_decimal_mul(value, (struct tb_decimal){864, 1, 2}, &seconds))
        return false;
    size_t len = tb_decimal_fixed(seconds, 0, TB_ROUND_HALF_UP, text);
    if (len > 12)
        return false;
    for (size_t i = 0; i < len; i++)
        total = total * 10 + (text[i] - '0');
    int64_t serial = total / 86400;
    int second = (int)(total % 86400);
    if (serial > 2958465) /* 9999-12-31 */
        return false;
    *out =
        (struct moment){.hour = second / 3600, .minute = second / 60 % 60, .second = second % 60};
    if (!from_1904 && serial == 60) {
        out->year = 1900;
        out->month = 2;
        out->day = 29;
        return true;
    }
    /* Days since 0000-03-01 of the Gregorian calendar. */
    int64_t days = serial + (from_1904 ? 695361 : serial < 60 ? 693900 : 693899);
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    out->day = (int)(of_year - (153 * month + 2) / 5 + 1);
    out->month = (int)(month < 10 ? month + 3 : month - 9);
    out->year = (int)(year + era * 400 + (out->month <= 2));
    return true;
}

/* Minutes stand beside hours or seconds; else the letter means months. */
static bool means_minutes(struct tb_str code, size_t at, char before)
{
    struct tb_str text;
    if (before == 'h')
        return true;
    while (at < code.len) {
        size_t len = literal(code, at, &text);
        if (len == 0 && is_date_letter(code.ptr[at]) && (code.ptr[at] | 0x20) != 'm')
            return (code.ptr[at] | 0x20) == 's';
        at += len ? len : 1;
    }
    return false;
}

static void show_moment(const struct moment *moment, struct tb_str code, struct tb_buf *out)
{
    struct tb_str text;
    char before = 0;
    for (size_t at = 0; at < code.len && code.ptr[at] != ';';) {
        size_t len = literal(code, at, &text);
        if (len > 0) {
            tb_buf_add(out, text);
            at += len;
            continue;
        }
        if (tb_str_starts(tb_str_sub(code, at, code.len), TB_STR("AM/PM"))) {
            at += strlen("AM/PM"); /* hours are shown to 23 */
            continue;
        }
        char letter = (char)(code.ptr[at] | 0x20);
        size_t count = 1;
        while (at + count < code.len && (code.ptr[at + count] | 0x20) == letter)
            count++;
        int width = count > 1 ? 2 : 1;
        if (letter == 'y')
            tb_buf_printf(out, "%0*d", count > 2 ? 4 : 2,
                          count > 2 ? moment->year : moment->year % 100);
        else if (letter == 'm' && means_minutes(code, at + count, before))
            tb_buf_printf(out, "%0*d", width, moment->minute);
        else if (letter == 'm')
            tb_buf_printf(out, "%0*d", width, moment->month);
        else if (letter == 'd' && count < 3)
            tb_buf_printf(out, "%0*d", width, moment->day);
        else if (letter == 'h')
            tb_buf_printf(out, "%0*d", width, moment->hour);
        else if (letter == 's')
            tb_buf_printf(out, "%0*d", width, moment->second);
        else if (code.ptr[at] == '.' || code.ptr[at] == ',')
            tb_buf_byte(out, code.ptr[at]);
        if (is_date_letter(letter))
            before = letter;
        at += count;
    }
}

bool tb_number_show(struct tb_str raw, struct tb_str code, bool from_1904, struct tb_buf *out)
{
    struct tb_decimal value;
    struct moment moment;
    bool no_sign;
    if (!read_number(raw, &value))
        return false;
    struct tb_str section = section_for(code, value, &no_sign);
    if (tb_number_is_date(code) && moment_of(value, from_1904, &moment))
        show_moment(&moment, code, out);
    else if (section.len == 0 || tb_str_find(section, TB_STR("General"), 0) != SIZE_MAX ||
             tb_str_eq(section, TB_STR("@")) || tb_number_is_date(code))
        show_general(value, out);
    else
        show_digits(value, section, no_sign, out);
    return true;
}
