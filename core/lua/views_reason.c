/* views_reason.c - a reason that the text gives, and a target that it says was changed. */
#include "lua/view.h"

static void print_reason(lua_State *L, const struct tb_view *view)
{
    const struct tb_reason *reason = view->object;
    tb_push_str(L, tb_item_quote(tb_view_item(view), reason->span));
}

static const struct tb_entry reason_entries[] = {
    {"class", "string", "the kind of reason, a name out of the reason lexicon: approval, …", "0.1",
     tb_get_text, NULL, offsetof(struct tb_reason, class), true},
};

const struct tb_type tb_reason_type = {
    .name = "Reason",
    .word = "reason",
    .doc = "A reason that the text gives for what was not done.",
    .entries = reason_entries,
    .count = sizeof reason_entries / sizeof *reason_entries,
    .spanned = true,
    .span_at = offsetof(struct tb_reason, span),
    .print = print_reason,
};

static void print_adjusted(lua_State *L, const struct tb_view *view)
{
    const struct tb_adjusted *adjusted = view->object;
    tb_push_str(L, tb_item_quote(tb_view_item(view), adjusted->span));
}

static const struct tb_entry adjusted_entries[] = {
    {"old", "string?", "the former target, where the text says it", "0.1", tb_get_text, NULL,
     offsetof(struct tb_adjusted, old_text), true},
    {"new", "string?", "the new target, where the text says it", "0.1", tb_get_text, NULL,
     offsetof(struct tb_adjusted, new_text), true},
};

const struct tb_type tb_adjusted_type = {
    .name = "Adjusted",
    .word = "adjusted target",
    .doc = "A place where the text says that a target was changed (调整为).",
    .entries = adjusted_entries,
    .count = sizeof adjusted_entries / sizeof *adjusted_entries,
    .spanned = true,
    .span_at = offsetof(struct tb_adjusted, span),
    .print = print_adjusted,
};
