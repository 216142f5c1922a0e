/* views_person.c - a person named by an item. */
#include "lua/view.h"

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_person *person = view->object;
    tb_push_str(L, person->name.ptr ? person->name : TB_STR(""));
}

static const struct tb_entry entries[] = {
    {"name", "string", "the name", "0.1", tb_get_text, NULL, offsetof(struct tb_person, name),
     true},
    {"role", "string?", "what the column calls this person: 责任领导, 联系人", "0.1", tb_get_text,
     NULL, offsetof(struct tb_person, role), true},
};

const struct tb_type tb_person_type = {
    .name = "Person",
    .word = "person",
    .doc = "A person named by an item.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .spanned = true,
    .span_at = offsetof(struct tb_person, span),
    .print = print,
};
