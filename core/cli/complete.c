/* complete.c - what may come next on a command line: verbs, options and their values, names of rules,
 * exports, items, series and snapshots. The shells' own scripts only ask. */
#include "base/folder.h"
#include "cli/inputs.h"
#include "cli/topics.h"
#include "host/past.h"

struct completion {
    struct tb_cli *cli;
    struct tb_screen screen;
    struct tb_setup setup;
    bool opened, able; /* the setup was tried; it can be used */
    char **words;      /* those before the one that is completed */
    size_t count;
    struct tb_str prefix; /* what it begins with */
    enum tb_verb verb;    /* TB_VERB_END: not said yet */
    size_t operands;      /* behind the verb */
    const char *operand;  /* the first of them; NULL: none */
};

/* ---- single candidates ------------------------------------------------------------------------- */

static void offer(struct completion *c, struct tb_str value, struct tb_str meaning)
{
    if (value.len < c->prefix.len || !tb_str_eq(tb_str_sub(value, 0, c->prefix.len), c->prefix))
        return;
    tb_put(&c->screen, value);
    tb_buf_byte(c->screen.out, '\t');
    tb_put(&c->screen, meaning);
    tb_buf_byte(c->screen.out, '\n');
}

static void offer_files(struct completion *c, bool folders)
{
    tb_buf_text(c->screen.out, folders ? ":folders\n" : ":files\n");
}

/* "a|b|c" */
static void offer_choices(struct completion *c, const char *choices)
{
    struct tb_str rest = tb_str_of(choices);
    for (size_t end = 0; end != SIZE_MAX;) {
        end = tb_str_find(rest, TB_STR("|"), 0);
        offer(c, tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end), TB_STR(""));
        rest = tb_str_sub(rest, end == SIZE_MAX ? rest.len : end + 1, rest.len);
    }
}

static void offer_verbs(struct completion *c)
{
    for (size_t i = 0; i < TB_VERB_END; i++)
        offer(c, tb_str_of(tb_verb_table[i].name),
              tb_str_of(tb_pick(c->screen.lang, tb_verb_table[i].zh, tb_verb_table[i].en)));
}

static void offer_options(struct completion *c)
{
    for (size_t i = 0; i < TB_OPTION_END; i++) {
        const struct tb_option *option = &tb_option_table[i];
        char name[64];
        int len = snprintf(name, sizeof name, "--%s", option->name);
        if (c->verb == TB_VERB_END || (option->verbs >> c->verb & 1))
            offer(c, (struct tb_str){name, (size_t)len},
                  tb_str_of(tb_pick(c->screen.lang, option->zh, option->en)));
    }
}

/* ---- what the workspace knows -------------------------------------------------------------------- */

/* Opens it once. What is wrong there is not told: the line is still being written. */
static bool open_setup(struct completion *c)
{
    if (!c->opened) {
        c->opened = true;
        c->able = tb_setup_open(c->cli, &c->setup) && tb_setup_plugins(c->cli, &c->setup);
    }
    return c->able;
}

static void offer_plugins(struct completion *c, unsigned kinds)
{
    for (size_t i = 0; open_setup(c) && i < c->setup.plugins.count; i++)
        if (kinds >> c->setup.plugins.at[i].kind & 1)
            offer(c, c->setup.plugins.at[i].file.id,
                  tb_str_of(tb_plugin_kind_name(c->setup.plugins.at[i].kind)));
}

static void offer_history(struct completion *c, bool series_only)
{
    struct tb_history history = {0};
    struct tb_str last = TB_STR("");
    if (!open_setup(c) || !c->setup.workspace.dir.ptr ||
        tb_past_open(c->setup.workspace.dir, c->setup.arena, &history, NULL) != TB_OK)
        return;
    for (size_t i = 0; i < history.count; i++) {
        const struct tb_entry *entry = &history.at[i];
        struct tb_str name = tb_entry_name(&history, entry, c->setup.arena);
        if (series_only && !tb_str_eq(entry->series, last))
            offer(c, entry->series, TB_STR(""));
        else if (!series_only && name.ptr)
            offer(c, name, entry->period_name);
        last = entry->series;
    }
}

/* The numbers of the items of the first report that the line names. */
static void offer_items(struct completion *c)
{
    struct tb_error none;
    struct tb_arena *arena = NULL;
    struct tb_inputs inputs = {0};
    struct tb_report *report = NULL;
    if (!open_setup(c) || tb_arena_new(TB_INPUT_ARENA, &arena, NULL) != TB_OK)
        return;
    for (size_t i = 0; i < c->count && !report; i++)
        if ((tb_is_file(c->words[i]) || tb_input_is_snapshot(c->words[i])) &&
            tb_inputs_find(&c->setup, &c->words[i], 1, &inputs, &none) == TB_OK && inputs.count > 0)
            if (tb_inputs_load(&inputs, 0, arena, &report, &none) != TB_OK)
                report = NULL;
    for (size_t i = 0; report && i < report->item_count; i++) {
        struct tb_str task = tb_item_role(report, &report->items[i], TB_ROLE_TASK);
        if (report->items[i].no.ptr)
            offer(c, report->items[i].no, task.ptr ? task : TB_STR(""));
    }
    tb_arena_free(arena);
}

/* ---- values and operands --------------------------------------------------------------------------- */

static void offer_value(struct completion *c, const struct tb_option *option)
{
    const char *kind = option->argument;
    if (strchr(kind, '|'))
        offer_choices(c, kind);
    else if (strcmp(kind, "RULE") == 0)
        offer_plugins(c, 1u << TB_PLUGIN_CHECK);
    else if (option->id == TB_OPTION_TO)
        offer_plugins(c, 1u << TB_PLUGIN_EXPORT);
    else if (option->id == TB_OPTION_ITEM)
        offer_items(c);
    else if (strcmp(kind, "SERIES") == 0)
        offer_history(c, true);
    else if (strcmp(kind, "DIR") == 0)
        offer_files(c, true);
    else if (strcmp(kind, "FILE") == 0 || strcmp(kind, "REPORT") == 0)
        offer_files(c, false);
    if (strcmp(kind, "REPORT") == 0)
        offer_history(c, false);
}

static void offer_reports(struct completion *c)
{
    offer_history(c, false);
    offer_files(c, false);
}

static void offer_operand(struct completion *c)
{
    const unsigned any = (1u << TB_PLUGIN_KIND_END) - 1;
    if (c->verb == TB_VERB_HELP && c->operands == 0) {
        offer_verbs(c);
        offer_choices(c, "exit|completions|man");
    } else if (c->verb == TB_VERB_HELP && strcmp(c->operand, "completions") == 0) {
        offer_choices(c, "bash|zsh|fish");
    } else if (c->verb == TB_VERB_HELP) {
        offer_verbs(c);
    } else if (c->verb == TB_VERB_PLUGINS && c->operands == 0) {
        offer_choices(c, "list|show|grant|docs");
    } else if (c->verb == TB_VERB_PLUGINS || c->verb == TB_VERB_TEST) {
        offer_plugins(c, any);
    } else if (c->verb == TB_VERB_NEW && c->operands == 0) {
        offer_choices(c, "workspace|check|export|fetcher");
    } else if (c->verb == TB_VERB_HISTORY && c->operands == 0) {
        offer_choices(c, "add|list|show|restore|verify|repair|prune|export|import");
    } else if (c->verb == TB_VERB_EXPLAIN && c->operands == 0) {
        offer_plugins(c, 1u << TB_PLUGIN_CHECK);
        offer_reports(c);
    } else if (c->verb != TB_VERB_DOCTOR && c->verb != TB_VERB_NEW) {
        offer_reports(c);
    }
}

/* ---- the line ------------------------------------------------------------------------------------- */

static const struct tb_option *find_option(struct tb_str name)
{
    if (!name.ptr)
        return NULL;
    for (size_t i = 0; i < TB_OPTION_END; i++) {
        const struct tb_option *option = &tb_option_table[i];
        bool letter = name.len == 2 && name.ptr[1] == option->letter;
        if (letter || (name.len > 2 && name.ptr[1] == '-' &&
                       tb_str_eq(tb_str_sub(name, 2, name.len), tb_str_of(option->name))))
            return option;
    }
    return NULL;
}

/* Finds verb and operands among the words; returns the option whose value comes next, NULL: none. */
static const struct tb_option *read_words(struct completion *c)
{
    const struct tb_option *waiting = NULL;
    bool over = false; /* "--" was there */
    for (size_t i = 0; i < c->count; i++) {
        struct tb_str word = tb_str_of(c->words[i]);
        if (waiting) {
            if (waiting->id == TB_OPTION_DIRECTORY)
                c->cli->options.directory = c->words[i];
            waiting = NULL;
        } else if (!over && word.len > 1 && word.ptr[0] == '-') {
            const struct tb_option *option = find_option(word);
            over = tb_str_eq(word, TB_STR("--"));
            waiting = option && option->argument ? option : NULL;
        } else if (c->verb == TB_VERB_END && c->operands == 0) {
            c->verb = tb_verb_find(word);
        } else {
            c->operand = c->operands == 0 ? c->words[i] : c->operand;
            c->operands++;
        }
    }
    return waiting;
}

void tb_put_candidates(struct tb_cli *cli, char **words, size_t count)
{
    struct completion c = {.cli = cli, .screen = tb_cli_screen(cli), .verb = TB_VERB_END};
    struct tb_outcome quiet = cli->outcome;
    c.words = words;
    c.count = count > 0 ? count - 1 : 0;
    c.prefix = count > 0 ? tb_str_of(words[count - 1]) : TB_STR("");
    const struct tb_option *waiting = read_words(&c);
    size_t equals = tb_str_find(c.prefix, TB_STR("="), 0);
    const struct tb_option *named =
        equals != SIZE_MAX ? find_option(tb_str_sub(c.prefix, 0, equals)) : NULL;
    if (waiting) {
        offer_value(&c, waiting);
    } else if (named && named->argument) {
        c.prefix = tb_str_sub(c.prefix, equals + 1, c.prefix.len);
        offer_value(&c, named);
    } else if (c.prefix.len > 0 && c.prefix.ptr[0] == '-') {
        offer_options(&c);
    } else if (c.verb == TB_VERB_END) {
        offer_verbs(&c);
    } else {
        offer_operand(&c);
    }
    if (c.opened)
        tb_setup_close(&c.setup);
    cli->outcome = quiet;
}

/* ---- scripts for shells ------------------------------------------------------------------------------ */

/* bash breaks words at COMP_WORDBREAKS, of which a snapshot has '@' and '='; so the line is split at
 * blanks, and what bash takes for already written is taken off the candidates. */
static const char bash[] =
    "# bash completion for tongbao\n"
    "_tongbao() {\n"
    "    local line=${COMP_LINE:0:COMP_POINT} words cur candidate cut=\n"
    "    read -ra words <<<\"$line\"\n"
    "    [[ $line == *[[:space:]] ]] && words+=('')\n"
    "    cur=${words[${#words[@]} - 1]}\n"
    "    [[ $cur == *[@=:]* ]] && cut=${cur%\"${cur##*[@=:]}\"}\n"
    "    [[ $cur == --*=* ]] && cut=${cut#\"${cur%%=*}=\"}\n"
    "    COMPREPLY=()\n"
    "    while IFS=$'\\t' read -r candidate _; do\n"
    "        case $candidate in\n"
    "        :files) compopt -o filenames; mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f "
    "-- \"${cur##*=}\") ;;\n"
    "        :folders) compopt -o filenames; mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen "
    "-d -- \"${cur##*=}\") ;;\n"
    "        *) COMPREPLY+=(\"${candidate#\"$cut\"}\") ;;\n"
    "        esac\n"
    "    done < <(\"${words[0]}\" help complete -- \"${words[@]:1}\" 2>/dev/null)\n"
    "}\n"
    "complete -F _tongbao tongbao\n";

static const char zsh[] =
    "#compdef tongbao\n"
    "# zsh completion for tongbao\n"
    "_tongbao() {\n"
    "    local line value meaning\n"
    "    local -a values shown\n"
    "    while IFS=$'\\t' read -r value meaning; do\n"
    "        case $value in\n"
    "        :files) _files ;;\n"
    "        :folders) _files -/ ;;\n"
    "        *) values+=(\"$value\"); shown+=(\"$value${meaning:+  -- $meaning}\") ;;\n"
    "        esac\n"
    "    done < <(\"${words[1]}\" help complete -- \"${(@)words[2,CURRENT]}\" 2>/dev/null)\n"
    "    [[ $PREFIX == --*=* ]] && compset -P '*='\n"
    "    (( ${#values} )) && compadd -l -d shown -- \"${values[@]}\"\n"
    "}\n"
    "if [[ $funcstack[1] == _tongbao ]]; then _tongbao \"$@\"; else compdef _tongbao tongbao; fi\n";

static const char fish[] =
    "# fish completion for tongbao\n"
    "function __tongbao\n"
    "    set -l words (commandline -opc) (commandline -ct)\n"
    "    for line in ($words[1] help complete -- $words[2..-1] 2>/dev/null)\n"
    "        switch $line\n"
    "            case ':files' ':folders'\n"
    "                __fish_complete_path (commandline -ct)\n"
    "            case '*'\n"
    "                echo $line\n"
    "        end\n"
    "    end\n"
    "end\n"
    "complete -c tongbao -f -a '(__tongbao)'\n";

bool tb_put_completions(struct tb_screen *screen, struct tb_str shell)
{
    const struct {
        const char *name, *script;
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (tb_str_eq(shell, tb_str_of(shells[i].name))) {
            tb_buf_text(screen->out, shells[i].script);
            return true;
        }
    return false;
}
