/*
 * pair.c - compares two programs fairly on a machine that others use too: runs A B A B …, one
 * uncounted run of each first, and takes the ratio pair by pair, so that a slow spell hits both.
 *
 *     pair RUNS COMMAND_A ARGS… -- COMMAND_B ARGS…
 *
 * Prints one line: the median, least and greatest ratio A/B and the median milliseconds of A and of
 * B, separated by tabs. Measured is the CPU, user and system, of the program and all the processes it
 * waited for, as the kernel counts it. What the programs print is thrown away. Exit status 1 when one
 * cannot be run or is ended by a signal.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_RUNS = 101 };

static double milliseconds(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* The CPU of one run in milliseconds; negative when it failed. */
static double run(char **command)
{
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_RDWR);
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execvp(command[0], command);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) == 127)
        return -1;
    return milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return values[count / 2];
}

int main(int argc, char **argv)
{
    long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    char **a = argv + 2, **b = NULL;
    for (int i = 3; i + 1 < argc && !b; i++) {
        if (strcmp(argv[i], "--") == 0) {
            argv[i] = NULL;
            b = argv + i + 1;
        }
    }
    if (runs < 1 || runs > MAX_RUNS || !b) {
        fprintf(stderr, "usage: pair RUNS(1-%d) COMMAND_A ARGS… -- COMMAND_B ARGS…\n", MAX_RUNS);
        return 1;
    }
    double cpu_a[MAX_RUNS], cpu_b[MAX_RUNS], ratio[MAX_RUNS];
    for (int i = -1; i < runs; i++) { /* -1: uncounted */
        int at = i < 0 ? 0 : i;
        cpu_a[at] = run(a);
        cpu_b[at] = run(b);
        if (cpu_a[at] < 0 || cpu_b[at] < 0) {
            fprintf(stderr, "pair: %s: cannot be run\n", cpu_a[at] < 0 ? a[0] : b[0]);
            return 1;
        }
        ratio[at] = cpu_b[at] > 0 ? cpu_a[at] / cpu_b[at] : 0;
    }
    int count = (int)runs;
    double middle = median(ratio, count); /* sorts: the ends are least and greatest */
    printf("%.3f\t%.3f\t%.3f\t%.2f\t%.2f\n", middle, ratio[0], ratio[count - 1],
           median(cpu_a, count), median(cpu_b, count));
    return 0;
}
