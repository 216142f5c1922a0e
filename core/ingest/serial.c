/* serial.c - numbers of items and sections. */
#include "ingest/serial.h"

#include "base/utf8.h"
#include "ingest/draft.h"
#include "ingest/fold.h"
#include "ingest/number.h"

enum { LONGEST_SERIAL = 48 /* bytes */ };

/* Most serial cells: a few Arabic digits and nothing else. */
static bool plain_number(struct tb_str text, uint32_t *value)
{
    uint32_t number = 0;
    if (text.len == 0 || text.len > 9)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        number = number * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    *value = number;
    return true;
}

/* Length of what may stand between and around the levels of a number. */
static size_t divider(const struct tb_ingest *know, struct tb_str text, size_t at)
{
    static const char *const dividers[] = {".", "-", "(", ")", ",", "、", "〔", "〕", "第", "项"};
    struct tb_str rest = tb_str_sub(text, at, text.len);
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++)
        if (tb_str_starts(rest, tb_str_of(dividers[i])))
            return strlen(dividers[i]);
    return tb_word_prefix(know, TB_WORD_MARK, rest);
}

struct tb_serial tb_serial_read(const struct tb_ingest *know, struct tb_str text)
{
    struct tb_serial serial = {.levels = 1}, none = {.levels = 0};
    if (plain_number(text, &serial.level[0]))
        return serial;
    serial.levels = 0;
    if (text.len > LONGEST_SERIAL)
        return none;
    struct tb_folded folded;
    tb_fold(text, &folded);
    struct tb_str rest = tb_folded_str(&folded);
    bool divided = true;
    for (size_t at = 0, len; at < rest.len; at += len) {
        uint32_t value;
        len = divided ? tb_number_at(rest, at, &value) : 0;
        if (len > 0 && serial.levels < TB_SERIAL_LEVELS) {
            serial.level[serial.levels++] = value;
            divided = false;
            continue;
        }
        len = divider(know, rest, at);
        if (len == 0)
            return none;
        divided = true;
    }
    return serial;
}

static bool follows(struct tb_str text, size_t at, const char *const *marks, size_t count)
{
    struct tb_str rest = tb_str_sub(text, at, text.len);
    for (size_t i = 0; i < count; i++)
        if (tb_str_starts(rest, tb_str_of(marks[i])))
            return true;
    return false;
}

unsigned tb_section_depth(const struct tb_ingest *know, struct tb_str text)
{
    static const char *const after_han[] = {"、", ".", ",", ":"};
    static const char *const after_digit[] = {"、", ".", ")"};
    struct tb_folded folded;
    uint32_t value;

    tb_fold(tb_str_sub(text, 0, text.len < LONGEST_SERIAL ? text.len : LONGEST_SERIAL), &folded);
    struct tb_str start = tb_folded_str(&folded);
    bool bracket = tb_str_starts(start, TB_STR("(")), part = tb_str_starts(start, TB_STR("第"));
    size_t at = bracket ? 1 : part ? 3 : 0, len = tb_number_at(start, at, &value);
    if (len == 0)
        return 0;
    bool arabic = start.ptr[at] >= '0' && start.ptr[at] <= '9';
    at += len;
    if (bracket)
        return tb_str_starts(tb_str_sub(start, at, start.len), TB_STR(")")) ? (arabic ? 4 : 2) : 0;
    if (part)
        return tb_word_prefix(know, TB_WORD_SECTION_END, tb_str_sub(start, at, start.len)) ? 1 : 0;
    if (arabic)
        return follows(start, at, after_digit, sizeof after_digit / sizeof *after_digit) ? 3 : 0;
    return follows(start, at, after_han, sizeof after_han / sizeof *after_han) ? 1 : 0;
}

bool tb_is_page_mark(struct tb_str folded)
{
    size_t digits = 0, marks = 0, len;
    for (size_t at = 0; at < folded.len; at += len) {
        uint32_t code = tb_utf8_at(folded, at, &len);
        if (code >= '0' && code <= '9')
            digits++;
        else if (code == '-' || code == '/' || code == 0x7B2C || code == 0x9875 || code == 0x5171)
            marks++; /* - / 第 页 共 */
        else
            return false;
    }
    return digits > 0 && marks > 0 && digits <= 8;
}

bool tb_serial_column(const struct tb_ingest *know, const struct tb_grid *grid, size_t from,
                      size_t end, uint32_t column)
{
    size_t filled = 0, numbers = 0, steps = 0;
    uint32_t last = 0;
    if (end - from > TB_SAMPLE_ROWS)
        end = from + TB_SAMPLE_ROWS;
    for (size_t i = from; i < end; i++) {
        const struct tb_row *row = &grid->rows[i];
        if (row->count < 2 || column >= row->count || !tb_cell_filled(&row->cells[column]) ||
            row->cells[column].rowspan == 0)
            continue;
        struct tb_str text = tb_str_trim(tb_cell_text(&row->cells[column]));
        struct tb_serial serial = tb_serial_read(know, text);
        filled++;
        if (serial.levels == 0)
            continue;
        uint32_t number = serial.level[serial.levels - 1];
        steps += numbers > 0 && (number == last + 1 || number == 1);
        numbers++;
        last = number;
    }
    return numbers > 0 && numbers * 10 >= filled * 6 && steps * 2 >= numbers - 1;
}
