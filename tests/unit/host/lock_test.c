/* lock_test.c - what a locked process can no longer do. Each attempt runs in a child of its own; the
 * system call filter is the one of production, so a build for sanitizers skips those. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/lock.h"

enum { CPU_S = 5, MEMORY = 64 << 20 };

static int pipe_ends[2];

/* Runs `attempt` in a locked child and returns its wait status; exit status 0: it was possible. */
static int try(bool (*attempt)(void), bool filtered)
{
    pid_t broker = getpid(), child = fork();
    if (child == 0) {
        if (tb_lock_process(pipe_ends[1], broker, tb_lock_support(), CPU_S, MEMORY, NULL) != TB_OK)
            _exit(9);
        if (filtered && tb_lock_calls(pipe_ends[1], NULL) != TB_OK)
            _exit(8);
        _exit(attempt() ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

/* ---- what ordinary means forbid ---- */

static bool open_file(void)
{
    return open("/dev/null", O_RDONLY) >= 0;
}

static bool make_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool use_old_descriptors(void)
{
    int open_ones = 0;
    for (int fd = 0; fd < 1024; fd++)
        open_ones += fcntl(fd, F_GETFD) >= 0;
#ifdef TB_RELAXED_SECCOMP
    return open_ones > 4; /* the pipe, and the three that sanitizers write to */
#else
    return open_ones > 1;
#endif
}

static bool read_environment(void)
{
    return getenv("PATH") || getenv("HOME");
}

static bool dump_core(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_max != 0 ||
           prctl(PR_GET_DUMPABLE) != 0;
}

static bool gain_privileges(void)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1;
}

static bool raise_a_limit(void)
{
    struct rlimit limit = {16, 16};
    return geteuid() != 0 && setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

static bool stay_in_the_group(void)
{
    return getpgrp() != getpid();
}

static void the_process_gives_up_what_it_does_not_need(void **state)
{
    (void)state;
    static bool (*const attempts[])(void) = {
        open_file, make_socket,     use_old_descriptors, read_environment,
        dump_core, gain_privileges, raise_a_limit,       stay_in_the_group};
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        int status = try(attempts[i], false);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
            fail_msg("attempt %zu: status %#x", i, (unsigned)status);
    }
}

/* ---- what the filter forbids ---- */

static bool run_program(void)
{
    char name[] = "/bin/true", *const args[] = {name, NULL};
    return execv(name, args) == 0;
}

static bool fork_again(void)
{
    return fork() >= 0;
}

static bool map_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
           MAP_FAILED;
}

static bool make_code(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool write_elsewhere(void)
{
    return write(pipe_ends[1] + 1, "x", 1) >= 0;
}

static bool read_anything(void)
{
    char byte;
    return read(pipe_ends[1], &byte, 1) >= 0;
}

static bool kill_the_parent(void)
{
    return kill(getppid(), 0) == 0;
}

static bool signal_the_parent(void)
{
    return syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
}

static bool trace_the_parent(void)
{
    return syscall(SYS_ptrace, 16, getppid(), 0, 0) == 0;
}

static bool filter_again(void)
{
    return prctl(PR_SET_SECCOMP, 0, NULL) == 0;
}

static bool wait_for_ever(void)
{
    return pause() == 0;
}

static void the_filter_ends_the_process(void **state)
{
    (void)state;
    static bool (*const attempts[])(void) = {
        open_file,        make_socket,     run_program,   fork_again,      map_code,
        make_code,        write_elsewhere, read_anything, kill_the_parent, signal_the_parent,
        trace_the_parent, filter_again,    wait_for_ever};
#ifdef TB_RELAXED_SECCOMP
    skip();
#endif
    if (!tb_lock_support().seccomp)
        skip();
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        int status = try(attempts[i], true);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS)
            fail_msg("attempt %zu: status %#x", i, (unsigned)status);
    }
}

/* ---- what must go on ---- */

static bool allocate(void)
{
    for (size_t size = 16; size <= MEMORY / 4; size *= 2) {
        char *block = malloc(size);
        if (!block)
            return false;
        memset(block, 1, size);
        block = realloc(block, size * 2);
        free(block);
    }
    return true;
}

static bool too_much_memory(void)
{
    void *volatile block = malloc((size_t)MEMORY * 2); /* not to be optimised away */
    return block == NULL;
}

static bool write_to_the_pipe(void)
{
    return write(pipe_ends[1], "x", 1) == 1;
}

static int by_byte(const void *a, const void *b)
{
    return *(const unsigned char *)a - *(const unsigned char *)b;
}

static bool sort(void)
{
    static unsigned char bytes[100000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 31);
    qsort(bytes, sizeof bytes, 1, by_byte);
    return bytes[0] == 0;
}

static bool tell_the_time(void)
{
    struct timespec now;
    struct tm local;
    time_t noon = 1633060800; /* 2021-10-01 04:00 UTC */
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 &&
           clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0 && localtime_r(&noon, &local) &&
           local.tm_hour == 12 && mktime(&local) == noon;
}

static void what_a_worker_needs_is_allowed(void **state)
{
    (void)state;
    static bool (*const attempts[])(void) = {allocate, write_to_the_pipe, sort, tell_the_time};
    bool filtered = tb_lock_support().seccomp;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        if (try(attempts[i], filtered) != 0)
            fail_msg("attempt %zu", i);
#ifndef TB_RELAXED_SECCOMP
    assert_int_equal(try(too_much_memory, filtered), 0);
#else
    (void)too_much_memory;
#endif
}

static bool abort_itself(void)
{
    abort();
}

static bool spin(void)
{
    for (volatile int i = 1; i;)
        ;
    return true;
}

static void a_crash_is_still_a_crash(void **state)
{
    (void)state;
    int status = try(abort_itself, tb_lock_support().seccomp);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

/* A worker does not outlive its broker. */
static void a_worker_dies_with_its_broker(void **state)
{
    (void)state;
    int alive[2];
    char byte;
    assert_int_equal(pipe(alive), 0);
    pid_t broker = fork();
    if (broker == 0) {
        pid_t self = getpid();
        if (fork() == 0) {
            if (tb_lock_process(alive[1], self, tb_lock_support(), CPU_S, MEMORY, NULL) == TB_OK &&
                write(alive[1], "x", 1) == 1)
                spin();
            _exit(1);
        }
        (void)!read(alive[0], &byte, 1); /* the worker is ready */
        _exit(0);
    }
    close(alive[1]);
    assert_int_equal(waitpid(broker, NULL, 0), broker);
    assert_int_equal(read(alive[0], &byte, 1), 0); /* its end is closed: it is gone */
    close(alive[0]);
}

static void the_name_says_what_holds(void **state)
{
    (void)state;
    assert_string_equal(tb_lock_name((struct tb_lock_support){true, true}), "seccomp+landlock");
    assert_string_equal(tb_lock_name((struct tb_lock_support){true, false}), "seccomp");
    assert_string_equal(tb_lock_name((struct tb_lock_support){false, true}), "none");
}

static int open_pipe(void **state)
{
    (void)state;
    return pipe(pipe_ends);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_process_gives_up_what_it_does_not_need),
        cmocka_unit_test(the_filter_ends_the_process),
        cmocka_unit_test(what_a_worker_needs_is_allowed),
        cmocka_unit_test(a_crash_is_still_a_crash),
        cmocka_unit_test(a_worker_dies_with_its_broker),
        cmocka_unit_test(the_name_says_what_holds),
    };
    return cmocka_run_group_tests(tests, open_pipe, NULL);
}
