/*
 * calls.h - the system calls that a plugin may make: all others fail with EPERM.
 *
 * Listed is what the C library needs to load a library, to manage memory and threads, and to tell the time; and what
 * the host itself needs to talk over descriptors that are open. Not listed, so refused: starting programs and
 * processes, sockets, opening and changing files, tracing, limits, namespaces, kernel keys, io_uring, bpf, ioctl and
 * whatever comes yet.
 *
 * The lines stand in the order of what they are for. A call that an architecture lacks is left out there.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CALLS_H
#define CALLS_H

#include <fcntl.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdint.h>
#include <sys/syscall.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif
#ifndef SYS_rseq
#if defined(__x86_64__)
#define SYS_rseq 334
#elif defined(__aarch64__)
#define SYS_rseq 293
#endif
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif

/* What must hold of a call's arguments, of which the kernel looks at the lower 32 bits, unless said otherwise. */
enum condition {
    /* Nothing. */
    ALWAYS,
    /* Argument `argument` has no bits but those of `value`. */
    ONLY_BITS,
    /* ... equals `value`. */
    EQUALS,
    /* ... is the process's own id. */
    OWN_PROCESS,
    /* ... has all bits of `value`, and others only of THREAD_FLAGS. */
    THREAD,
    /* Argument 0 is 0, the process itself, and argument 2 NULL in all 64 bits, no new limit. */
    OWN_LIMIT,
    /* Nothing, but the call is refused with ENOSYS: the C library then uses an older one. */
    NOT_THERE,
};

struct call {
    uint32_t number;
    enum condition condition;
    uint32_t argument;
    uint32_t value;
};

/* What a C library passes to clone for a thread. Namespaces are not among it. (0x400000 is CLONE_DETACHED: musl,
 * ignored.) */
#define THREAD_FLAGS                                                                                                 \
    (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_SETTLS |               \
     CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | 0x400000)

/* Several lines for a call: one of them must hold. */
static const struct call allowed_calls[] = {
    /* Descriptors that are open: the socket, and files that the loader has opened. */
    {SYS_read, ALWAYS, 0, 0},
    {SYS_write, ALWAYS, 0, 0},
    {SYS_readv, ALWAYS, 0, 0},
    {SYS_writev, ALWAYS, 0, 0},
    {SYS_pread64, ALWAYS, 0, 0}, /* the loader, for headers that lie far in a file */
    {SYS_lseek, ALWAYS, 0, 0},
    {SYS_close, ALWAYS, 0, 0},
    {SYS_fstat, ALWAYS, 0, 0},
    {SYS_fcntl, EQUALS, 1, F_GETFL}, /* fdopen */
    {SYS_fcntl, EQUALS, 1, F_GETFD},
    {SYS_fcntl, EQUALS, 1, F_SETFD},
#ifdef SYS_poll
    {SYS_poll, ALWAYS, 0, 0}, /* the watchdog */
#endif
    {SYS_ppoll, ALWAYS, 0, 0}, /* the same, on aarch64 */

    /* Memory. Generated code and libraries need PROT_EXEC. */
    {SYS_mmap, ALWAYS, 0, 0},
    {SYS_munmap, ALWAYS, 0, 0},
    {SYS_mprotect, ALWAYS, 0, 0},
    {SYS_mremap, ALWAYS, 0, 0}, /* realloc */
    {SYS_madvise, ALWAYS, 0, 0}, /* free, and the stacks of threads that ended */
    {SYS_brk, ALWAYS, 0, 0},
    {SYS_membarrier, ALWAYS, 0, 0}, /* code generators, and lock-free runtimes */

    /* Threads. */
    {SYS_clone, THREAD, 0, CLONE_VM | CLONE_SIGHAND | CLONE_THREAD},
    {SYS_clone3, NOT_THERE, 0, 0}, /* its flags lie in memory, which a filter cannot look at */
    {SYS_set_robust_list, ALWAYS, 0, 0},
    {SYS_rseq, ALWAYS, 0, 0},
    {SYS_set_tid_address, ALWAYS, 0, 0},
    {SYS_futex, ALWAYS, 0, 0},
    {SYS_sched_yield, ALWAYS, 0, 0},
    {SYS_sched_getaffinity, ALWAYS, 0, 0}, /* how many processors there are */
    {SYS_sched_getparam, ALWAYS, 0, 0}, /* pthread_getattr_np */
    {SYS_sched_getscheduler, ALWAYS, 0, 0},
    {SYS_getcpu, ALWAYS, 0, 0},
    {SYS_gettid, ALWAYS, 0, 0},
    {SYS_exit, ALWAYS, 0, 0},
    {SYS_exit_group, ALWAYS, 0, 0},

    /* Signals, to itself: abort, raise, pthread_kill. Handlers are the plugin's affair. */
    {SYS_tgkill, OWN_PROCESS, 0, 0},
    {SYS_kill, OWN_PROCESS, 0, 0},
    {SYS_rt_sigaction, ALWAYS, 0, 0},
    {SYS_rt_sigprocmask, ALWAYS, 0, 0},
    {SYS_rt_sigreturn, ALWAYS, 0, 0},
    {SYS_sigaltstack, ALWAYS, 0, 0},
    {SYS_restart_syscall, ALWAYS, 0, 0}, /* the kernel itself, after a stop in the middle of a wait */

    /* Time. Mostly answered without a call. */
    {SYS_clock_gettime, ALWAYS, 0, 0},
    {SYS_clock_getres, ALWAYS, 0, 0},
    {SYS_clock_nanosleep, ALWAYS, 0, 0},
    {SYS_nanosleep, ALWAYS, 0, 0},
    {SYS_gettimeofday, ALWAYS, 0, 0},
#ifdef SYS_time
    {SYS_time, ALWAYS, 0, 0},
#endif
    {SYS_times, ALWAYS, 0, 0}, /* clock() of old */

    /* Facts about the process and the system. */
    {SYS_getpid, ALWAYS, 0, 0},
    {SYS_getppid, ALWAYS, 0, 0},
    {SYS_getuid, ALWAYS, 0, 0},
    {SYS_geteuid, ALWAYS, 0, 0},
    {SYS_getgid, ALWAYS, 0, 0},
    {SYS_getegid, ALWAYS, 0, 0},
    {SYS_getrusage, ALWAYS, 0, 0},
    {SYS_prlimit64, OWN_LIMIT, 0, 0}, /* asking for a limit: the size of stacks */
    {SYS_uname, ALWAYS, 0, 0},
    {SYS_sysinfo, ALWAYS, 0, 0}, /* qsort asks how much memory there is */
    {SYS_getrandom, ALWAYS, 0, 0}, /* hash tables, malloc */
    {SYS_prctl, EQUALS, 0, PR_SET_NAME}, /* names of threads and of memory */
    {SYS_prctl, EQUALS, 0, PR_GET_NAME},
    {SYS_prctl, EQUALS, 0, PR_SET_VMA},

    /* Only while the library is loaded: reading files, and the filter that takes these away. O_WRONLY, O_RDWR,
     * O_CREAT, O_TRUNC, O_TMPFILE, O_PATH and O_DIRECTORY are not among the bits. A library's constructors run then.
     * Only Landlock keeps them to the system's libraries, and keeps to them one that would meddle with the second
     * filter. */
    {SYS_openat, ONLY_BITS, 2, O_RDONLY | O_CLOEXEC},
    {SYS_newfstatat, ALWAYS, 0, 0},
    {SYS_seccomp, EQUALS, 0, SECCOMP_SET_MODE_FILTER},
};

/* Refused when the library is loaded. */
static const uint32_t loading_calls[] = {SYS_openat, SYS_newfstatat, SYS_seccomp};

#endif /* CALLS_H */
