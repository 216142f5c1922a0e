/*
 * lock_calls.c - the system call filter: one table, each line with its reason, made into a program
 * for seccomp. What is not in it ends the process. x86-64 and AArch64.
 */
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host/lock.h"

#if defined(__x86_64__)
#define TB_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define TB_AUDIT_ARCH AUDIT_ARCH_AARCH64
#endif

/* What must hold of one argument. */
enum rule { ANY, THE_PIPE, THIS_PROCESS, NOT_EXECUTABLE };

static const struct {
    uint32_t number;
    enum rule rule;
    uint32_t arg; /* which argument the rule speaks of, from 0 */
    const char *reason;
} calls[] = {
    /* clang-format off */
    {SYS_write,           THE_PIPE,       0, "records go to the broker"},
    {SYS_brk,             ANY,            0, "malloc"},
    {SYS_mmap,            NOT_EXECUTABLE, 2, "malloc; no descriptor is open that it could map"},
    {SYS_munmap,          ANY,            0, "malloc"},
    {SYS_mremap,          ANY,            0, "realloc of large blocks"},
    {SYS_madvise,         ANY,            0, "malloc and the arena: give back, ask for huge pages"},
    {SYS_mprotect,        NOT_EXECUTABLE, 2, "malloc grows its heap"},
    {SYS_sysinfo,         ANY,            0, "qsort of the C library asks once how much memory there is"},
    {SYS_clock_gettime,   ANY,            0, "when a plugin began; a real call where the vDSO has no clock"},
    {SYS_timer_settime,   ANY,            0, "the deadline starts and stops"},
    {SYS_rt_sigreturn,    ANY,            0, "back from the deadline's handler"},
    {SYS_restart_syscall, ANY,            0, "a call goes on after the worker was stopped"},
    {SYS_rt_sigprocmask,  ANY,            0, "abort()"},
    {SYS_getpid,          ANY,            0, "abort()"},
    {SYS_gettid,          ANY,            0, "abort()"},
    {SYS_tgkill,          THIS_PROCESS,   0, "abort() signals the process itself"},
    {SYS_exit,            ANY,            0, "the end"},
    {SYS_exit_group,      ANY,            0, "the end"},
    /* clang-format on */
};
enum { CALLS = sizeof calls / sizeof *calls, PER_CALL = 5 };

#ifdef TB_RELAXED_SECCOMP
#define REFUSE SECCOMP_RET_ALLOW /* sanitizers make calls of their own */
#else
#define REFUSE SECCOMP_RET_KILL_PROCESS
#endif

struct program {
    struct sock_filter at[8 + CALLS * PER_CALL];
    unsigned short count;
};

static void add(struct program *program, struct sock_filter line)
{
    program->at[program->count++] = line;
}

static struct sock_filter load(size_t offset)
{
    return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset);
}

static struct sock_filter give(uint32_t action)
{
    return (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action);
}

/* Compares what was loaded; if it fails, skips `lines`. */
static struct sock_filter equal_or_skip(uint32_t value, uint8_t lines)
{
    return (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, lines);
}

/* Descriptors, process numbers and protections are ints: the kernel looks at the low half alone. */
static size_t low_half(uint32_t arg)
{
    return offsetof(struct seccomp_data, args) + 8 * (size_t)arg; /* both machines: little-endian */
}

static void add_call(struct program *program, size_t index, int fd)
{
    enum rule rule = calls[index].rule;
    if (rule == ANY) {
        add(program, equal_or_skip(calls[index].number, 1));
        add(program, give(SECCOMP_RET_ALLOW));
        return;
    }
    add(program, equal_or_skip(calls[index].number, 4));
    add(program, load(low_half(calls[index].arg)));
    if (rule == NOT_EXECUTABLE) {
        add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0));
    } else {
        uint32_t value = rule == THE_PIPE ? (uint32_t)fd : (uint32_t)getpid();
        add(program, equal_or_skip(value, 1));
    }
    add(program, give(SECCOMP_RET_ALLOW));
    add(program, give(REFUSE));
}

#ifdef TB_AUDIT_ARCH
static bool filter_calls(int fd)
{
    struct program program = {.count = 0};
    add(&program, load(offsetof(struct seccomp_data, arch)));
    add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TB_AUDIT_ARCH, 1, 0));
    add(&program, give(SECCOMP_RET_KILL_PROCESS)); /* another machine's numbers mean other calls */
    add(&program, load(offsetof(struct seccomp_data, nr)));
    for (size_t i = 0; i < CALLS; i++)
        add_call(&program, i, fd);
    add(&program, give(REFUSE));
    struct sock_fprog filter = {program.count, program.at};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}
#endif

bool tb_lock_has_filter(void)
{
#ifdef TB_AUDIT_ARCH
    uint32_t action = SECCOMP_RET_KILL_PROCESS;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
#else
    return false;
#endif
}

enum tb_status tb_lock_calls(int fd, struct tb_error *error)
{
#ifdef TB_AUDIT_ARCH
    if (filter_calls(fd))
        return TB_OK;
#else
    (void)fd;
#endif
    return tb_lock_fail(error, "seccomp");
}
