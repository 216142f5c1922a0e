/* before.c - see before.h. */
#include "cli/before.h"

static enum tb_status find_named(struct tb_setup *setup, const char *previous,
                                 struct tb_inputs *out, struct tb_error *error)
{
    size_t size = strlen(previous) + 1;
    char *name = tb_arena_alloc(setup->arena, size);
    if (!name)
        return tb_arena_fail(setup->arena, error);
    memcpy(name, previous, size);
    return tb_inputs_find(setup, &name, 1, out, error);
}

bool tb_before_open(struct tb_cli *cli, struct tb_setup *setup, const struct tb_inputs *inputs,
                    struct tb_before *out)
{
    struct tb_error error = {0};
    const char *previous = cli->options.previous;
    enum tb_exit exit = TB_EXIT_USAGE;
    enum tb_status status = tb_compare_open(setup, &out->differ, &error);
    if (status == TB_OK && previous && inputs->count != 1) {
        status = tb_fail(&error, TB_EUSAGE, "--previous 只用于一份通报，这里是 %zu 份",
                         "--previous goes with one bulletin, here are %zu", inputs->count);
    } else if (status == TB_OK && previous) {
        exit = TB_EXIT_INPUT;
        status = find_named(setup, previous, &out->named, &error);
    }
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, exit, &error);
    return status == TB_OK;
}

enum tb_status tb_before_load(const struct tb_before *before, const struct tb_inputs *inputs,
                              size_t index, const struct tb_report *report, struct tb_arena *arena,
                              const struct tb_past **out, struct tb_error *error)
{
    const struct tb_inputs *named = &before->named;
    struct tb_compared side = {report, inputs->at[index].entry}, first = {NULL, NULL};
    struct tb_report *loaded = NULL;
    *out = NULL;
    if (named->count > 0) {
        enum tb_status status = tb_inputs_load(named, 0, arena, &loaded, error);
        if (status != TB_OK)
            return status;
        first = (struct tb_compared){loaded, named->at[0].entry};
    }
    return tb_compare_past(named->count > 0 ? named : inputs, before->differ, side, first, arena,
                           out, error);
}
