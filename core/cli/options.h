/*
 * options.h - the command line. One table says which options there are, what they take, which verbs
 * know them and what they do; the parser, the help pages and whatever else needs them read it.
 */
#ifndef TB_CLI_OPTIONS_H
#define TB_CLI_OPTIONS_H

#include "cli/screen.h"
#include "model/report.h"

enum tb_verb {
    TB_VERB_CHECK,
    TB_VERB_SHOW,
    TB_VERB_DIFF,
    TB_VERB_EXTRACT,
    TB_VERB_EXPLAIN,
    TB_VERB_HISTORY,
    TB_VERB_EXPORT,
    TB_VERB_RUN,
    TB_VERB_REPL,
    TB_VERB_FETCH,
    TB_VERB_PLUGINS,
    TB_VERB_TEST,
    TB_VERB_NEW,
    TB_VERB_SUGGEST,
    TB_VERB_DOCTOR,
    TB_VERB_HELP,
    TB_VERB_END
};

enum { TB_SETS_MAX = 64, TB_ONLY_MAX = 64 };

/* In the order of the choices of --format. */
enum tb_format { TB_FORMAT_TEXT, TB_FORMAT_JSON, TB_FORMAT_NDJSON, TB_FORMAT_TSV, TB_FORMAT_JUNIT };

enum tb_color_choice { TB_COLOR_AUTO, TB_COLOR_ALWAYS, TB_COLOR_NEVER };

/* What a command line asks for. Texts are borrowed from the arguments. */
struct tb_options {
    enum tb_verb verb;
    char **operands; /* in the caller's argument list, put in order */
    size_t operand_count;
    size_t passed;                 /* of them, those behind "--": the arguments of a script */
    const char *sets[TB_SETS_MAX]; /* of --set, "NAME=VALUE" */
    size_t set_count;
    const char *only[TB_ONLY_MAX]; /* of --only: names of checks */
    size_t only_count;
    const char *plan;       /* --plan; NULL: not said */
    const char *item;       /* --item; NULL: not said */
    const char *to, *with;  /* --to, --with; NULL: not said */
    const char *search;     /* --search; NULL: not said */
    unsigned shard, shards; /* --shard K/N, K from 1; shards 0: not said */
    const char *list;       /* --list; NULL: not said */
    const char *code;       /* -e; NULL: not said */
    const char *previous;   /* --previous; NULL: not said */
    const char *directory;  /* -C; NULL: look for a workspace */
    enum tb_format format;
    bool has_lang;
    enum tb_lang lang;
    enum tb_color_choice color;
    bool exit_code;
    bool quiet, verbose, all, why, merge, summary, bare, strict, watch, deep, in_process, unlocked,
        version, dry_run, yes, accept, reject, print_timer, people, no_people;
    unsigned jobs;     /* 0: as many as there are processors */
    struct tb_day now; /* year 0: not said */
    int year;          /* 0: not said */
    struct tb_period period;
    bool is_plan;       /* --period 2021plan; --period plan leaves the period unknown */
    const char *series; /* --series, --url, --output; NULL: not said */
    const char *url, *output;
    const char *record, *offline; /* --record, --offline; NULL: not said */
    enum { TB_BASELINE_NONE, TB_BASELINE_WRITE, TB_BASELINE_STRICT, TB_BASELINE_IMPORT } baseline;
    const char *reason; /* --reason; NULL: not said */
    bool has_fail_on;
    enum tb_severity fail_on;
};

enum tb_option_id {
    TB_OPTION_DIRECTORY,
    TB_OPTION_SET,
    TB_OPTION_FORMAT,
    TB_OPTION_LANG,
    TB_OPTION_COLOR,
    TB_OPTION_QUIET,
    TB_OPTION_VERBOSE,
    TB_OPTION_ALL,
    TB_OPTION_SUMMARY,
    TB_OPTION_FAIL_ON,
    TB_OPTION_EXIT_CODE,
    TB_OPTION_ONLY,
    TB_OPTION_BARE,
    TB_OPTION_CODE,
    TB_OPTION_SEARCH,
    TB_OPTION_SHARD,
    TB_OPTION_LIST,
    TB_OPTION_ITEM,
    TB_OPTION_TO,
    TB_OPTION_WITH,
    TB_OPTION_PEOPLE,
    TB_OPTION_NO_PEOPLE,
    TB_OPTION_PREVIOUS,
    TB_OPTION_BASELINE,
    TB_OPTION_REASON,
    TB_OPTION_MERGE,
    TB_OPTION_PLAN,
    TB_OPTION_STRICT,
    TB_OPTION_WATCH,
    TB_OPTION_WHY,
    TB_OPTION_SERIES,
    TB_OPTION_URL,
    TB_OPTION_OUTPUT,
    TB_OPTION_DRY_RUN,
    TB_OPTION_YES,
    TB_OPTION_ACCEPT,
    TB_OPTION_REJECT,
    TB_OPTION_PRINT_TIMER,
    TB_OPTION_RECORD,
    TB_OPTION_OFFLINE,
    TB_OPTION_DEEP,
    TB_OPTION_JOBS,
    TB_OPTION_NOW,
    TB_OPTION_YEAR,
    TB_OPTION_PERIOD,
    TB_OPTION_IN_PROCESS,
    TB_OPTION_UNLOCKED,
    TB_OPTION_HELP,
    TB_OPTION_VERSION,
    TB_OPTION_END
};

struct tb_option {
    enum tb_option_id id;
    char letter;          /* 0: none */
    const char *name;     /* without the dashes */
    const char *argument; /* "DIR", or the choices "zh|en"; NULL: takes none */
    unsigned verbs;       /* bits 1 << enum tb_verb */
    const char *zh, *en;  /* what it does */
};

/* TB_OPTION_END entries, in the order of the help pages. */
extern const struct tb_option tb_option_table[TB_OPTION_END];

/* Reads argv[1…]. Options and operands may be mixed; "--" ends the options. Reorders `argv`.
 * TB_EUSAGE: the message says what was expected and, for a slip, what was probably meant; even then
 * `lang` is set if it came before. */
enum tb_status tb_options_parse(int argc, char **argv, struct tb_options *out,
                                struct tb_error *error) TB_NODISCARD;

#endif
