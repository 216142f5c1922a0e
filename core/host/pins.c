/* pins.c - reading pins.tsv. */
#include "host/pins.h"

#include "base/list.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "history/period.h"

enum { FIELDS = 6, LONGEST = 200 /* characters of who and reason */ };

static enum tb_status bad(struct tb_error *error, const char *field, const char *expected,
                          struct tb_str found)
{
    return tb_fail(error, TB_EUSAGE, "字段 %s 应为 %s，实为“%.*s”",
                   "the field %s should be %s, found '%.*s'", field, expected, TB_ARG(found));
}

/* "[annual:]30人以上=6人"; "-" behind the sign: no figure answers. */
static enum tb_status read_pair(struct tb_str value, struct tb_item_pin *pin,
                                struct tb_error *error)
{
    struct tb_str annual = TB_STR("annual:"), rest = value;
    pin->side = tb_str_starts(value, annual) ? TB_SIDE_ANNUAL : TB_SIDE_PERIOD;
    if (pin->side == TB_SIDE_ANNUAL)
        rest = tb_str_sub(value, annual.len, value.len);
    size_t sign = tb_str_find(rest, TB_STR("="), 0);
    if (sign == SIZE_MAX || sign == 0 || sign + 1 == rest.len)
        return bad(error, "value", "[annual:]TARGET=RESULT", value);
    pin->target = tb_str_trim(tb_str_sub(rest, 0, sign));
    pin->actual = tb_str_trim(tb_str_sub(rest, sign + 1, rest.len));
    if (tb_str_eq(pin->actual, TB_STR("-")))
        pin->actual = (struct tb_str){NULL, 0};
    return TB_OK;
}

static enum tb_status read_value(struct tb_str value, struct tb_item_pin *pin,
                                 struct tb_error *error)
{
    switch (pin->kind) {
    case TB_PIN_PAIR:
        return read_pair(value, pin, error);
    case TB_PIN_STATUS:
        return tb_label_parse(value, &pin->label)
                   ? TB_OK
                   : bad(error, "value",
                         "exceeded, completed, on_track, … (docs/formats/report.md)", value);
    case TB_PIN_MATCH:
        if (!tb_str_eq(value, TB_STR("-")))
            pin->partner = value;
        return TB_OK;
    }
    return tb_fail_bug(error, __FILE__, __LINE__);
}

static enum tb_status read_line(const struct tb_tsv_record *line, struct tb_item_pin *pin,
                                struct tb_error *error)
{
    static const char *const kinds[] = {"pair", "status", "match"};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    struct tb_ref ref;
    unsigned kind = 0;
    while (kind < KINDS && !tb_str_eq(line->field[0], tb_str_of(kinds[kind])))
        kind++;
    if (kind == KINDS)
        return bad(error, "kind", "pair, status, match", line->field[0]);
    pin->kind = (enum tb_pin_kind)kind;
    enum tb_status status = tb_ref_parse(line->field[1], &ref, error);
    if (status != TB_OK)
        return status;
    if (ref.which != TB_REF_PERIOD || ref.is_plan || ref.back > 0)
        return bad(error, "series@period", "linzi@2021Q3, @2021Q3", line->field[1]);
    pin->period = ref.period;
    if (!tb_str_eq(ref.series, TB_STR("*")))
        pin->series = ref.series;
    pin->item = line->field[2];
    pin->who = line->field[4];
    pin->reason = line->field[5];
    if (pin->item.len == 0 || line->field[3].len == 0 || pin->who.len == 0)
        return tb_fail(error, TB_EUSAGE, "item、value、who 三个字段不能为空",
                       "the fields item, value and who must not be empty");
    if (tb_utf8_count(pin->who) > LONGEST || tb_utf8_count(pin->reason) > LONGEST)
        return tb_fail(error, TB_EUSAGE, "who 和 reason 最多 %d 个字",
                       "who and reason have at most %d characters", (int)LONGEST);
    return read_value(line->field[3], pin, error);
}

enum tb_status tb_pins_read(const char *path, struct tb_str text, struct tb_arena *arena,
                            struct tb_pins *out, struct tb_error *error)
{
    struct {
        struct tb_item_pin *at;
        size_t count, room;
    } pins = {0};
    struct tb_tsv tsv = tb_tsv_open(text, path, FIELDS - 1, FIELDS);
    for (;;) {
        struct tb_tsv_record line;
        bool more = false;
        enum tb_status status = tb_tsv_next(&tsv, &line, &more, error);
        if (status == TB_OK && !more)
            break;
        struct tb_item_pin *pin = status == TB_OK ? TB_LIST_ADD(arena, &pins) : NULL;
        if (status == TB_OK && !pin)
            return tb_arena_fail(arena, error);
        if (status == TB_OK)
            status = read_line(&line, pin, error);
        if (status != TB_OK) {
            if (error)
                error->status = TB_EUSAGE;
            return tb_fail_at(error, TB_EUSAGE, path, tsv.line, 1);
        }
        pin->place = tb_arena_printf(arena, "pins.tsv:%u", tsv.line);
        if (!pin->place.ptr)
            return tb_arena_fail(arena, error);
    }
    *out = (struct tb_pins){pins.at, pins.count};
    return TB_OK;
}
