/* lock.c - what a worker gives up by ordinary means; the system call filter is in lock_calls.c. */
#include "host/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum tb_status tb_lock_fail(struct tb_error *error, const char *what)
{
    return tb_fail(error, TB_EIO, "插件进程无法锁定自身：%s：%s",
                   "a plugin's process cannot lock itself: %s: %s", what, strerror(errno));
}

/* Whoever sends the broker's group Ctrl-C means the broker; a worker goes when the broker goes. */
static bool leave_group(pid_t broker)
{
    if (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return false;
    if (getppid() != broker)
        _exit(1); /* it went before we could ask to be told */
    return true;
}

static bool reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL); /* fails for SIGKILL and SIGSTOP, which are as they should be */
    return sigprocmask(SIG_SETMASK, &none, NULL) == 0;
}

static bool close_from_to(unsigned from, unsigned to)
{
    if (from > to)
        return true;
#ifdef SYS_close_range
    if (syscall(SYS_close_range, from, to, 0u) == 0)
        return true;
#endif
    struct rlimit limit; /* Linux before 5.9 */
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return false;
    if (to >= limit.rlim_cur)
        to = (unsigned)limit.rlim_cur - 1;
    for (unsigned fd = from; fd <= to; fd++)
        close((int)fd);
    return true;
}

static bool close_all_but(int fd)
{
#ifdef TB_RELAXED_SECCOMP
    unsigned first = STDERR_FILENO + 1; /* where a sanitizer says what it found */
#else
    unsigned first = 0;
#endif
    if ((unsigned)fd > first && !close_from_to(first, (unsigned)fd - 1))
        return false;
    return close_from_to((unsigned)fd + 1, ~0u);
}

static bool clear_environment(void)
{
    if (clearenv() != 0 || setenv("TZ", "CST-8", 1) != 0)
        return false;
    tzset();
    return true;
}

#ifndef TB_RELAXED_SECCOMP
/* Bytes of address space mapped now; 0: unknown. */
static size_t mapped(void)
{
    char text[64];
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t len = read(fd, text, sizeof text - 1);
    close(fd);
    if (len <= 0)
        return 0;
    text[len] = '\0';
    return (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}
#endif

static bool set_limit(int resource, size_t value)
{
    struct rlimit limit = {value, value};
    return setrlimit(resource, &limit) == 0;
}

static bool set_limits(size_t cpu_s, size_t memory)
{
    bool ok = set_limit(RLIMIT_CPU, cpu_s) && set_limit(RLIMIT_CORE, 0) &&
              set_limit(RLIMIT_FSIZE, 0) && set_limit(RLIMIT_NPROC, 0) &&
              set_limit(RLIMIT_STACK, (size_t)8 << 20);
#ifndef TB_RELAXED_SECCOMP /* a sanitizer maps terabytes */
    size_t now = mapped();
    if (now)
        ok = ok && set_limit(RLIMIT_AS, now + memory);
#else
    (void)memory;
#endif
    return ok;
}

static bool has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

/* Every kind of access that the first version of Landlock knows is handled, and none is granted. */
static bool forbid_files(void)
{
    struct landlock_ruleset_attr all = {.handled_access_fs =
                                            (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    long rules = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0)
        return false;
    bool ok = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close((int)rules);
    return ok;
}

struct tb_lock_support tb_lock_support(void)
{
    return (struct tb_lock_support){.seccomp = tb_lock_has_filter(), .landlock = has_landlock()};
}

const char *tb_lock_name(struct tb_lock_support support)
{
    if (!support.seccomp)
        return "none";
    return support.landlock ? "seccomp+landlock" : "seccomp";
}

enum tb_status tb_lock_process(int fd, pid_t broker, struct tb_lock_support support, size_t cpu_s,
                               size_t memory, struct tb_error *error)
{
    if (!leave_group(broker))
        return tb_lock_fail(error, "process group");
    if (!reset_signals())
        return tb_lock_fail(error, "signals");
    if (!clear_environment())
        return tb_lock_fail(error, "environment");
    if (!close_all_but(fd))
        return tb_lock_fail(error, "descriptors");
    if (!set_limits(cpu_s, memory))
        return tb_lock_fail(error, "limits");
    if (prctl(PR_SET_DUMPABLE, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return tb_lock_fail(error, "privileges");
    if (support.landlock && !forbid_files())
        return tb_lock_fail(error, "landlock");
    if (!set_limit(RLIMIT_NOFILE, 0))
        return tb_lock_fail(error, "limits");
    return TB_OK;
}
