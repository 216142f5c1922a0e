/* diff.c - tongbao diff OLD NEW: which items are one, and what changed. */
#include "cli/diff.h"

#include "cli/compare.h"
#include "model/change_json.h"

static void put_text(struct tb_cli *cli, const struct tb_differ *differ, const struct tb_diff *diff)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_diff_text text = {.differ = differ,
                                .diff = diff,
                                .all = cli->options.all,
                                .brief = cli->options.quiet,
                                .verbose = cli->options.verbose};
    screen.lang = cli->outcome.lang = tb_report_lang(cli, diff->new_report);
    tb_put_diff(&screen, &text, tb_output_drain, &cli->output);
}

/* A line for each change, then one with the rest. */
static void put_lines(struct tb_cli *cli, const struct tb_diff *diff)
{
    struct tb_json json = tb_json_make(&cli->output.buf, false);
    for (size_t i = 0; i < diff->change_count; i++) {
        tb_json_object(&json);
        tb_json_key(&json, "type");
        tb_json_text(&json, "change");
        tb_change_json(&json, diff, &diff->changes[i]);
        tb_json_close(&json);
        tb_buf_byte(&cli->output.buf, '\n');
        tb_output_drain(&cli->output.buf, &cli->output);
    }
    tb_json_object(&json);
    tb_json_key(&json, "type");
    tb_json_text(&json, "summary");
    tb_diff_json_head(&json, diff);
    tb_diff_json_summary(&json, diff);
    tb_json_close(&json);
    tb_buf_byte(&cli->output.buf, '\n');
}

static void put(struct tb_cli *cli, const struct tb_differ *differ, const struct tb_diff *diff)
{
    if (cli->options.format == TB_FORMAT_TEXT) {
        put_text(cli, differ, diff);
    } else if (cli->options.format == TB_FORMAT_NDJSON) {
        put_lines(cli, diff);
    } else {
        struct tb_json json = tb_json_make(&cli->output.buf, true);
        tb_diff_json(&json, diff, tb_output_drain, &cli->output);
        tb_buf_byte(&cli->output.buf, '\n');
    }
    if (cli->options.exit_code && diff->change_count > 0)
        tb_outcome_note(&cli->outcome, TB_EXIT_CHANGED);
}

/* The older and the newer bulletin. */
struct sides {
    struct tb_compared at[2];
    struct tb_report *newer; /* at[1].report, which takes the ids of the other */
};

/* Compares what has been read. */
static enum tb_status compare(struct tb_cli *cli, const struct tb_setup *setup,
                              const struct sides *sides, struct tb_arena *arena,
                              struct tb_error *error)
{
    struct tb_differ *differ = NULL;
    struct tb_diff diff;
    enum tb_status status = tb_compare_open(setup, &differ, error);
    if (status == TB_OK)
        status = tb_compare(setup, differ, sides->at[0], sides->at[1], arena, &diff, error);
    if (status == TB_OK)
        status = tb_match_carry_ids(&diff.matching, diff.old_report, sides->newer, arena, error);
    if (status == TB_OK)
        put(cli, differ, &diff);
    return status;
}

/* A bulletin that cannot be read is told; so are both, where neither can. */
static void load(struct tb_cli *cli, const struct tb_inputs *inputs, size_t index,
                 struct tb_arena *arena, struct tb_report **out)
{
    struct tb_error error = {0};
    if (tb_inputs_load(inputs, index, arena, out, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
}

/* Reads the two bulletins; of one that is a snapshot, the snapshot before it is the older. False: told. */
static bool load_sides(struct tb_cli *cli, const struct tb_inputs *inputs, struct tb_arena *arena,
                       struct sides *sides)
{
    size_t count = inputs->count;
    const struct tb_entry *newest = count > 0 ? inputs->at[count - 1].entry : NULL;
    struct tb_report *older = NULL;
    struct tb_error error = {0};
    enum tb_exit exit = TB_EXIT_OK;
    if (count == 0 || count > 2 || (count == 1 && !newest)) {
        exit = TB_EXIT_USAGE;
        tb_fail(
            &error, TB_EUSAGE,
            "要写两份通报，或历史里的一份（与它的上一期比较），这里是 %zu 份：tongbao diff 旧 新",
            "two bulletins are needed, or a snapshot, which is compared with the one before it; "
            "here are %zu: tongbao diff OLD NEW",
            count);
    } else if (count == 2) {
        load(cli, inputs, 0, arena, &older);
        sides->at[0] = (struct tb_compared){older, inputs->at[0].entry};
    } else if (tb_compare_before(inputs, newest, arena, &sides->at[0], &error) != TB_OK) {
        exit = TB_EXIT_INPUT;
    } else if (!sides->at[0].report) {
        exit = TB_EXIT_INPUT;
        tb_fail(&error, TB_EUSAGE, "%.*s@%.*s 之前没有通报可比较",
                "there is nothing before %.*s@%.*s to compare with", TB_ARG(newest->series),
                TB_ARG(newest->period_name));
    }
    if (exit != TB_EXIT_OK) {
        tb_outcome_add(&cli->outcome, exit, &error);
        return false;
    }
    load(cli, inputs, count - 1, arena, &sides->newer);
    sides->at[1] = (struct tb_compared){sides->newer, newest};
    return sides->at[0].report && sides->newer;
}

static void diff_inputs(struct tb_cli *cli, const struct tb_setup *setup, struct tb_arena *arena)
{
    struct sides sides = {.newer = NULL};
    struct tb_inputs inputs = {0};
    struct tb_error error = {0};
    if (tb_inputs_find(setup, cli->options.operands, cli->options.operand_count, &inputs, &error) !=
        TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    else if (load_sides(cli, &inputs, arena, &sides) &&
             compare(cli, setup, &sides, arena, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
}

void tb_verb_diff(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct tb_arena *arena = NULL;
    if (tb_inputs_check(cli, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    } else if (tb_arena_new(TB_INPUT_ARENA, &arena, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    } else if (tb_setup_open(cli, &setup)) {
        tb_extract_set_comparing(setup.extract);
        diff_inputs(cli, &setup, arena);
    }
    tb_arena_free(arena);
    tb_setup_close(&setup);
}
