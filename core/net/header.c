/* header.c - see header.h. */
#include "net/header.h"

#include "base/utf8.h"

enum { NAME_MAX_BYTES = 120 };

bool tb_header_number(struct tb_str value, uint64_t *out)
{
    uint64_t number = 0;
    if (value.len == 0 || value.len > 18)
        return false;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    *out = number;
    return true;
}

bool tb_etag_is_strong(struct tb_str value)
{
    return value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"';
}

/* --- dates -------------------------------------------------------------------------------------- */

/* The parts of a date, in the order in which they are written; words between digits divide. */
struct parts {
    struct tb_str at[8];
    size_t count;
};

static bool divide(struct tb_str text, struct parts *out)
{
    size_t i = 0;
    out->count = 0;
    while (i < text.len) {
        while (i < text.len && strchr(" ,-:", text.ptr[i]) && text.ptr[i])
            i++;
        size_t from = i;
        while (i < text.len && (!strchr(" ,-:", text.ptr[i]) || !text.ptr[i]))
            i++;
        if (i == from)
            continue;
        if (out->count == 8)
            return false;
        out->at[out->count++] = tb_str_sub(text, from, i);
    }
    return true;
}

static int month_of(struct tb_str name)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (int i = 0; i < 12; i++)
        if (tb_str_eq(name, (struct tb_str){names + 3 * i, 3}))
            return i + 1;
    return 0;
}

/* Days since 1970-01-01 of a day of the Gregorian calendar. */
static int64_t days_of(int64_t year, int month, int64_t day)
{
    year -= month <= 2;
    int64_t era = year / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool tb_http_date(struct tb_str text, int64_t *out)
{
    struct parts p;
    uint64_t day, year, hour, minute, second;
    if (!divide(text, &p) || p.count < 7)
        return false;
    /* asctime: Sun Nov  6 08:49:37 1994; else: Sun, 06 Nov 1994 08:49:37 GMT, 06-Nov-94 */
    bool asc = month_of(p.at[1]) != 0;
    int month = month_of(p.at[asc ? 1 : 2]);
    size_t time = asc ? 3 : 4;
    if (month == 0 || !tb_header_number(p.at[asc ? 2 : 1], &day) ||
        !tb_header_number(p.at[asc ? 6 : 3], &year) || !tb_header_number(p.at[time], &hour) ||
        !tb_header_number(p.at[time + 1], &minute) || !tb_header_number(p.at[time + 2], &second))
        return false;
    if (!asc && !(p.count == 8 && tb_str_eq(p.at[7], TB_STR("GMT"))))
        return false;
    if (year < 100)
        year += year < 70 ? 2000 : 1900;
    if (day < 1 || day > 31 || year < 1970 || year > 9999 || hour > 23 || minute > 59 ||
        second > 60)
        return false;
    *out = days_of((int64_t)year, month, (int64_t)day) * 86400 +
           (int64_t)(hour * 3600 + minute * 60 + second);
    return true;
}

bool tb_retry_after(struct tb_str value, int64_t now, uint32_t *out)
{
    uint64_t seconds;
    int64_t date;
    value = tb_str_trim(value);
    if (tb_header_number(value, &seconds)) {
        *out = seconds > TB_RETRY_MAX ? TB_RETRY_MAX : (uint32_t)seconds;
        return true;
    }
    if (!tb_http_date(value, &date))
        return false;
    *out = date <= now ? 0 : date - now > TB_RETRY_MAX ? TB_RETRY_MAX : (uint32_t)(date - now);
    return true;
}

bool tb_content_range(struct tb_str value, struct tb_content_range *out)
{
    struct tb_content_range range = {.total = UINT64_MAX};
    struct tb_str unit = TB_STR("bytes ");
    if (!tb_str_starts(value, unit))
        return false;
    value = tb_str_sub(value, unit.len, value.len);
    size_t dash = tb_str_find(value, TB_STR("-"), 0), slash = tb_str_find(value, TB_STR("/"), 0);
    if (dash == SIZE_MAX || slash == SIZE_MAX || dash > slash)
        return false;
    struct tb_str total = tb_str_sub(value, slash + 1, value.len);
    if (!tb_header_number(tb_str_sub(value, 0, dash), &range.from) ||
        !tb_header_number(tb_str_sub(value, dash + 1, slash), &range.to) ||
        (!tb_str_eq(total, TB_STR("*")) && !tb_header_number(total, &range.total)))
        return false;
    if (range.to < range.from || (range.total != UINT64_MAX && range.to >= range.total))
        return false;
    *out = range;
    return true;
}

/* --- file names --------------------------------------------------------------------------------- */

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The value of a parameter, quotes taken off; ptr NULL: it is not there. */
static struct tb_str parameter(struct tb_str value, struct tb_str name)
{
    for (size_t at = tb_str_find(value, name, 0); at != SIZE_MAX;
         at = tb_str_find(value, name, at + 1)) {
        if (at > 0 && value.ptr[at - 1] != ' ' && value.ptr[at - 1] != ';')
            continue;
        struct tb_str rest = tb_str_sub(value, at + name.len, value.len);
        bool quoted = rest.len > 0 && rest.ptr[0] == '"';
        rest = tb_str_sub(rest, quoted, rest.len);
        size_t end = tb_str_find(rest, quoted ? TB_STR("\"") : TB_STR(";"), 0);
        return tb_str_trim(tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end));
    }
    return (struct tb_str){NULL, 0};
}

/* Takes escapes out of "UTF-8''%E4…"; other sets stay unread. */
static struct tb_str decode_extended(struct tb_str value, struct tb_arena *arena)
{
    struct tb_str mark = TB_STR("''"), none = {NULL, 0};
    size_t at = tb_str_find(value, mark, 0);
    if (at != 5 || tb_str_find(tb_str_sub(value, 0, at), TB_STR("-8"), 0) != 3)
        return none;
    value = tb_str_sub(value, at + mark.len, value.len);
    char *out = TB_NEW_ARRAY(arena, char, value.len + 1);
    size_t len = 0;
    for (size_t i = 0; out && i < value.len; i++) {
        bool escape = value.ptr[i] == '%' && i + 2 < value.len && hex(value.ptr[i + 1]) >= 0 &&
                      hex(value.ptr[i + 2]) >= 0;
        out[len++] =
            escape ? (char)(hex(value.ptr[i + 1]) * 16 + hex(value.ptr[i + 2])) : value.ptr[i];
        i += escape ? 2 : 0;
    }
    return out ? (struct tb_str){out, len} : none;
}

struct tb_str tb_disposition_file_name(struct tb_str value, struct tb_arena *arena)
{
    struct tb_str none = {NULL, 0}, name = parameter(value, TB_STR("filename*="));
    if (name.ptr)
        name = decode_extended(name, arena);
    if (!name.ptr)
        name = parameter(value, TB_STR("filename="));
    if (!name.ptr)
        return none;
    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '/' || name.ptr[i - 1] == '\\') {
            name = tb_str_sub(name, i, name.len);
            break;
        }
    while (name.len > 0 && name.ptr[0] == '.')
        name = tb_str_sub(name, 1, name.len);
    name.len = tb_utf8_valid(name);
    if (name.len > NAME_MAX_BYTES)
        name.len = NAME_MAX_BYTES;
    name.len = tb_utf8_valid(name);
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] < ' ' || name.ptr[i] == 0x7F)
            return none;
    return name.len > 0 ? tb_arena_copy(arena, name) : none;
}
