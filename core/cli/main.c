/* main.c - the program: reads its surroundings once, runs one verb, ends with its status. */
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/verbs.h"

enum { WIDTH_LEAST = 40, WIDTH_MOST = 1000, WIDTH_PIPE = 80, OUTPUT_MAX = 1 << 30 };

/* The language that the locale asks for; false: it asks for none. */
static bool locale_lang(enum tb_lang *lang)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *value = "";
    for (size_t i = 0; i < sizeof names / sizeof *names && !*value; i++) {
        const char *set = getenv(names[i]);
        value = set ? set : "";
    }
    if (!*value || *value == 'C' || strcmp(value, "POSIX") == 0)
        return false;
    *lang = strncmp(value, "zh", 2) == 0 ? TB_LANG_ZH : TB_LANG_EN;
    return true;
}

/* Columns of the terminal; COLUMNS wins, so that a pipe can be given a width too. */
static size_t find_width(void)
{
    const char *set = getenv("COLUMNS");
    unsigned long columns = set ? strtoul(set, NULL, 10) : 0;
    struct winsize size = {0};
    if (columns == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    if (columns == 0)
        return WIDTH_PIPE;
    if (columns < WIDTH_LEAST)
        return WIDTH_LEAST;
    return columns > WIDTH_MOST ? WIDTH_MOST : columns;
}

/* Whether a descriptor gets colours: --color, else NO_COLOR, else whether it is a terminal. */
static bool find_color(const struct tb_options *options, int fd)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    if (options->color != TB_COLOR_AUTO)
        return options->color == TB_COLOR_ALWAYS;
    return !(none && *none) && isatty(fd) && !(term && strcmp(term, "dumb") == 0);
}

/* A closed standard descriptor would be taken by the first file opened, which would then be written
 * to. Reading from the stand-in finds its end, writing to it fails. */
static void fill_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
            _exit(TB_EXIT_OUTPUT);
}

/* What whoever started us ignores or blocks is inherited. With SIGCHLD ignored the kernel buries our
 * processes itself, and nobody learns how they ended. */
static void set_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
}

int main(int argc, char **argv)
{
    struct tb_error error = {0};
    struct tb_cli cli = {.lang = TB_LANG_EN};
    fill_descriptors();
    set_signals();

    enum tb_status status = tb_options_parse(argc, argv, &cli.options, &error);
    cli.lang_is_settled = locale_lang(&cli.lang);
    if (cli.options.has_lang) {
        cli.lang = cli.options.lang;
        cli.lang_is_settled = true;
    }
    cli.color = find_color(&cli.options, STDOUT_FILENO);
    cli.width = find_width();
    cli.outcome =
        (struct tb_outcome){.lang = cli.lang, .color = find_color(&cli.options, STDERR_FILENO)};
    cli.progress = !cli.options.quiet && isatty(STDERR_FILENO);
    cli.output = tb_output_make(STDOUT_FILENO, OUTPUT_MAX, &cli.outcome);
    if (status == TB_OK)
        tb_verb_table[cli.options.verb].run(&cli);
    else
        tb_outcome_add(&cli.outcome, TB_EXIT_USAGE, &error);
    tb_output_close(&cli.output);
    return (int)tb_outcome_close(&cli.outcome);
}
