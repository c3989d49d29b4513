/*
 * Process 1 of a sandbox. It starts one program, reaps whatever is orphaned to it, reports how the program
 * ended, and ends with it; the kernel then kills all that is left in the process namespace.
 *
 * It also ends when the server does: both hold one end of a socket pair, and the kernel closes the server's.
 *
 * No libc: a few hundred bytes that start in microseconds, with nothing in them to attack. The program runs
 * under the same user, so init keeps out of its reach by other means: signals without a handler do not reach
 * process 1, and a process that is not dumpable cannot be opened through /proc.
 *
 *   init FILES THAW JOINS PROGRAM ARGUMENT...
 *     FILES  RLIMIT_NOFILE of the program
 *     THAW   what to write to descriptor 4 so that the program's processes run, and can be killed
 *     JOINS  how many descriptors, from 5 on, are cgroup files: the program writes itself to each
 *   descriptor 3 is the socket pair: see the messages below.
 */

#if defined(__x86_64__)
enum {
    NR_write = 1, NR_close = 3, NR_poll = 7, NR_rt_sigprocmask = 14, NR_clone = 56, NR_execve = 59,
    NR_exit_group = 231, NR_wait4 = 61, NR_kill = 62, NR_prctl = 157, NR_setsid = 112, NR_read = 0,
    NR_recvfrom = 45, NR_sendto = 44, NR_signalfd4 = 289, NR_prlimit64 = 302, NR_ppoll = 271,
    NR_close_range = 436
};

static long call6(long n, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

__asm__(".globl _start\n_start:\n xor %ebp,%ebp\n mov %rsp,%rdi\n and $-16,%rsp\n call run\n");
#elif defined(__aarch64__)
enum {
    NR_write = 64, NR_close = 57, NR_rt_sigprocmask = 135, NR_clone = 220, NR_execve = 221,
    NR_exit_group = 94, NR_wait4 = 260, NR_kill = 129, NR_prctl = 167, NR_setsid = 157, NR_read = 63,
    NR_recvfrom = 207, NR_sendto = 206, NR_signalfd4 = 74, NR_prlimit64 = 261, NR_ppoll = 73,
    NR_close_range = 436
};

static long call6(long n, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = n;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}

__asm__(".globl _start\n_start:\n mov x29,#0\n mov x30,#0\n mov x0,sp\n bl run\n");
#else
#error "no system calls for this architecture"
#endif

#define call3(n, a, b, c) call6(n, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define call4(n, a, b, c, d) call6(n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)

enum { CONTROL = 3, FREEZER = 4, FIRST_JOIN = 5 };

/* Init to server: two ints, what and a number. Server to init: one byte, TERMINATE. */
enum { STARTED = 1, JOIN_FAILED = 2, EXEC_FAILED = 3, ENDED = 4, LIMIT_FAILED = 5 };
enum { TERMINATE = 'T' };

enum {
    SIGCHLD_ = 17, SIGTERM_ = 15, SIG_SETMASK_ = 2, WNOHANG_ = 1, WALL = 0x40000000, CLONE_VFORK_ = 0x4000,
    PR_SET_DUMPABLE_ = 4, RLIMIT_CORE_ = 4, RLIMIT_NOFILE_ = 7, MSG_DONTWAIT_ = 0x40, MSG_NOSIGNAL_ = 0x4000,
    POLLIN_ = 1, POLLHUP_ = 16, EINTR_ = 4, CLOSE_RANGE_CLOEXEC_ = 4, SFD_CLOEXEC_ = 02000000, SFD_NONBLOCK_ = 04000
};

typedef unsigned long mask;
struct limit { unsigned long soft, hard; };
struct ready { int fd; short wanted, seen; };

static unsigned long number(const char *text) {
    unsigned long value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + (unsigned long)(*text++ - '0');
    return value;
}

static unsigned long length(const char *text) {
    unsigned long n = 0;
    while (text[n]) n++;
    return n;
}

static void tell(int what, long value) {
    int message[2] = {what, (int)value};
    call6(NR_sendto, CONTROL, (long)message, sizeof message, MSG_DONTWAIT_ | MSG_NOSIGNAL_, 0, 0);
}

static void leave(int code) {
    for (;;) call3(NR_exit_group, code, 0, 0);
}

static void fail(int what, long error) {
    tell(what, -error);
    leave(127);
}

static void limit(int which, unsigned long value) {
    struct limit both = {value, value};
    long result = call4(NR_prlimit64, 0, which, &both, 0);
    if (result < 0) fail(LIMIT_FAILED, result);
}

static void become_program(int joins, char **argv, char **environment) {
    mask none = 0;
    for (int i = 0; i < joins; i++) {
        long result = call3(NR_write, FIRST_JOIN + i, "0", 1);
        if (result < 0) fail(JOIN_FAILED, result);
    }
    call3(NR_setsid, 0, 0, 0);
    call4(NR_rt_sigprocmask, SIG_SETMASK_, &none, 0, sizeof none);
    fail(EXEC_FAILED, call3(NR_execve, argv[0], argv, environment));
}

/* Frozen processes of the first cgroup version cannot even be killed. */
static void end_all(const char *thaw, int code) {
    call3(NR_write, FREEZER, thaw, length(thaw));
    leave(code);
}

static void reap(int program, const char *thaw) {
    int status;
    long pid;
    while ((pid = call4(NR_wait4, -1, &status, WNOHANG_ | WALL, 0)) > 0) {
        if (pid == program) {
            tell(ENDED, status);
            end_all(thaw, 0);
        }
    }
}

static void obey(int program, const char *thaw) {
    char order = 0;
    long got = call6(NR_recvfrom, CONTROL, (long)&order, 1, MSG_DONTWAIT_, 0, 0);
    if (got == 0) end_all(thaw, 0);
    if (got == 1 && order == TERMINATE) call3(NR_kill, program, SIGTERM_, 0);
}

__attribute__((used)) void run(long *stack) {
    long argc = stack[0];
    char **argv = (char **)(stack + 1);
    char **environment = argv + argc + 1;
    if (argc < 5) leave(126);
    const char *thaw = argv[2];
    int joins = (int)number(argv[3]);

    call3(NR_close_range, FIRST_JOIN + joins, ~0U, 0);
    call3(NR_close_range, CONTROL, ~0U, CLOSE_RANGE_CLOEXEC_);
    call6(NR_prctl, PR_SET_DUMPABLE_, 0, 0, 0, 0, 0);
    limit(RLIMIT_NOFILE_, number(argv[1]));
    limit(RLIMIT_CORE_, 0);
    mask all = ~0UL;
    call4(NR_rt_sigprocmask, SIG_SETMASK_, &all, 0, sizeof all);
    mask children = 1UL << (SIGCHLD_ - 1);
    int signals = (int)call4(NR_signalfd4, -1, &children, sizeof children, SFD_CLOEXEC_ | SFD_NONBLOCK_);

    /* With CLONE_VFORK the child's own report of a failure comes before STARTED. */
    long program = call6(NR_clone, CLONE_VFORK_ | SIGCHLD_, 0, 0, 0, 0, 0);
    if (program == 0) become_program(joins, argv + 4, environment);
    if (program < 0) fail(EXEC_FAILED, program);
    call3(NR_close_range, FIRST_JOIN, FIRST_JOIN + joins - 1, 0);
    tell(STARTED, 0);

    struct ready ready[2] = {{CONTROL, POLLIN_, 0}, {signals, POLLIN_, 0}};
    for (;;) {
        char waiting[128];
        call6(NR_ppoll, (long)ready, 2, 0, 0, 0, 0);
        if (ready[1].seen) {
            call3(NR_read, signals, waiting, sizeof waiting);
            reap((int)program, thaw);
        }
        if (ready[0].seen) obey((int)program, thaw);
    }
}
