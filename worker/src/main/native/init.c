/*
 * Process 1 of a sandbox. It mounts /proc, waits for its order, gives up every privilege, starts one program,
 * reaps whatever is orphaned to it, reports how the program ended, and ends with it; the kernel then kills all
 * that is left in the process namespace.
 *
 * /proc is mounted here because it shows the process namespace of whoever mounts it, and the server's thread
 * that made the namespace is not in it.
 *
 * Init also ends when the server does: both hold one end of a socket pair, and the kernel closes the server's.
 *
 * No libc: some two thousand bytes that start in microseconds, with nothing in them to attack. The program runs
 * as the same user, so init keeps out of its reach by other means: signals without a handler do not reach
 * process 1, and a process that is not dumpable cannot be opened through /proc.
 *
 *   init THAW JOINS FILTER
 *     THAW   what to write to descriptor 4 so that the program's processes run, and can be killed
 *     JOINS  how many descriptors, from 5 on, are cgroup files: the program writes itself to each
 *     FILTER file with the instructions of the seccomp filter
 *   descriptor 3 is the socket pair: see the messages below.
 */

#if defined(__x86_64__)
enum {
    NR_read = 0, NR_write = 1, NR_rt_sigprocmask = 14, NR_sendto = 44, NR_recvfrom = 45, NR_clone = 56,
    NR_execve = 59, NR_wait4 = 61, NR_kill = 62, NR_chdir = 80, NR_setsid = 112, NR_setgroups = 116,
    NR_setresuid = 117, NR_setresgid = 119, NR_capset = 126, NR_prctl = 157, NR_mount = 165, NR_exit_group = 231,
    NR_openat = 257, NR_ppoll = 271, NR_signalfd4 = 289, NR_prlimit64 = 302, NR_seccomp = 317,
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
    NR_mount = 40, NR_chdir = 49, NR_openat = 56, NR_read = 63, NR_write = 64, NR_ppoll = 73, NR_signalfd4 = 74,
    NR_capset = 91, NR_exit_group = 94, NR_kill = 129, NR_rt_sigprocmask = 135, NR_setresuid = 147,
    NR_setresgid = 149, NR_setsid = 157, NR_setgroups = 159, NR_prctl = 167, NR_sendto = 206, NR_recvfrom = 207,
    NR_clone = 220, NR_execve = 221, NR_wait4 = 260, NR_prlimit64 = 261, NR_seccomp = 277, NR_close_range = 436
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

/* Init to server: two ints, what and a number, which is an errno for all that fail. */
enum {
    READY = 1, STARTED = 2, ENDED = 3, PROC_FAILED = 4, ORDER_FAILED = 5, LIMIT_FAILED = 6, DROP_FAILED = 7,
    FILTER_FAILED = 8, JOIN_FAILED = 9, FOLDER_FAILED = 10, START_FAILED = 11
};

/*
 * Server to init: the order, once; then single bytes. The order is four ints (user, open files, how many
 * arguments, how many variables), then strings with their zeros: folder, arguments, variables.
 */
enum { TERMINATE = 'T' };

struct order { int user, files, arguments, variables; char strings[]; };

enum { LARGEST_ORDER = 192 * 1024, MOST_STRINGS = 8192, MOST_INSTRUCTIONS = 4096, INSTRUCTION_BYTES = 8 };

enum {
    SIGTERM_ = 15, SIGCHLD_ = 17, SIG_SETMASK_ = 2, WNOHANG_ = 1, WALL = 0x40000000, CLONE_VFORK_ = 0x4000,
    RLIMIT_CORE_ = 4, RLIMIT_NOFILE_ = 7, MSG_DONTWAIT_ = 0x40, MSG_NOSIGNAL_ = 0x4000, POLLIN_ = 1,
    CLOSE_RANGE_CLOEXEC_ = 4, O_CLOEXEC_ = 02000000, O_NONBLOCK_ = 04000, AT_FDCWD_ = -100, E2BIG_ = 7,
    MS_NOSUID_ = 2, MS_NODEV_ = 4, MS_NOEXEC_ = 8, SECCOMP_SET_MODE_FILTER_ = 1,
    PR_SET_DUMPABLE_ = 4, PR_CAPBSET_READ_ = 23, PR_CAPBSET_DROP_ = 24, PR_SET_SECUREBITS_ = 28,
    PR_SET_NO_NEW_PRIVS_ = 38, PR_CAP_AMBIENT_ = 47, PR_CAP_AMBIENT_CLEAR_ALL_ = 4,
    CAPABILITY_VERSION_3 = 0x20080522, HIGHEST_CAPABILITY = 63,
    /* NOROOT and NO_CAP_AMBIENT_RAISE on; NO_SETUID_FIXUP and KEEP_CAPS off; all four locked. */
    NO_ROOT_MAGIC = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80
};

typedef unsigned long mask;
struct limit { unsigned long soft, hard; };
struct ready { int fd; short wanted, seen; };
struct filter { unsigned short instructions; const void *code; };
struct capabilities { unsigned effective, permitted, inheritable; };

static union { struct order order; char bytes[LARGEST_ORDER]; } received;
static char *strings[MOST_STRINGS];
static char code[MOST_INSTRUCTIONS * INSTRUCTION_BYTES];

static int number(const char *text) {
    int value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + (*text++ - '0');
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

static long must(long result, int what) {
    if (result < 0) {
        tell(what, -result);
        leave(127);
    }
    return result;
}

static void prctl_must(int option, long argument) {
    must(call6(NR_prctl, option, argument, 0, 0, 0, 0), DROP_FAILED);
}

static void mount_proc(void) {
    long flags = MS_NOSUID_ | MS_NODEV_ | MS_NOEXEC_;
    must(call6(NR_mount, (long)"proc", (long)"/proc", (long)"proc", flags, 0, 0), PROC_FAILED);
}

static void await_order(void) {
    long got = call6(NR_recvfrom, CONTROL, (long)&received, sizeof received, 0, 0, 0);
    if (got == 0) leave(0);
    must(got, ORDER_FAILED);
    if (got < (long)sizeof received.order || got == sizeof received) must(-E2BIG_, ORDER_FAILED);
    if (received.order.arguments + received.order.variables + 2 > MOST_STRINGS) must(-E2BIG_, ORDER_FAILED);
}

/* Fills a list of so many strings and its final null; answers where the next string begins. */
static char *list(char *from, int count, char **into) {
    for (int i = 0; i < count; i++) {
        into[i] = from;
        from += length(from) + 1;
    }
    into[count] = 0;
    return from;
}

static void limit(int which, unsigned long value) {
    struct limit both = {value, value};
    must(call4(NR_prlimit64, 0, which, &both, 0), LIMIT_FAILED);
}

/* For good, and whatever is executed later. */
static void drop_privileges(int user) {
    for (int capability = 0; capability <= HIGHEST_CAPABILITY; capability++)
        if (call3(NR_prctl, PR_CAPBSET_READ_, capability, 0) == 1) prctl_must(PR_CAPBSET_DROP_, capability);
    prctl_must(PR_SET_SECUREBITS_, NO_ROOT_MAGIC);
    prctl_must(PR_CAP_AMBIENT_, PR_CAP_AMBIENT_CLEAR_ALL_);
    must(call3(NR_setgroups, 0, 0, 0), DROP_FAILED);
    must(call3(NR_setresgid, user, user, user), DROP_FAILED);
    must(call3(NR_setresuid, user, user, user), DROP_FAILED);
    unsigned header[2] = {CAPABILITY_VERSION_3, 0};
    struct capabilities none[2] = {{0, 0, 0}, {0, 0, 0}};
    must(call3(NR_capset, header, none, 0), DROP_FAILED);
    prctl_must(PR_SET_DUMPABLE_, 0);
    prctl_must(PR_SET_NO_NEW_PRIVS_, 1);
}

static void confine(int file) {
    long bytes = must(call3(NR_read, file, code, sizeof code), FILTER_FAILED);
    struct filter filter = {(unsigned short)(bytes / INSTRUCTION_BYTES), code};
    must(call3(NR_seccomp, SECCOMP_SET_MODE_FILTER_, 0, &filter), FILTER_FAILED);
}

static void become_program(int joins, const char *folder, char **argv, char **environment) {
    mask none = 0;
    for (int i = 0; i < joins; i++) must(call3(NR_write, FIRST_JOIN + i, "0", 1), JOIN_FAILED);
    must(call3(NR_chdir, folder, 0, 0), FOLDER_FAILED);
    call3(NR_setsid, 0, 0, 0);
    call4(NR_rt_sigprocmask, SIG_SETMASK_, &none, 0, sizeof none);
    must(call3(NR_execve, argv[0], argv, environment), START_FAILED);
}

/* Frozen processes of the first cgroup version cannot even be killed. */
static void end_all(const char *thaw) {
    call3(NR_write, FREEZER, thaw, length(thaw));
    leave(0);
}

static void reap(int program, const char *thaw) {
    int status;
    long pid;
    while ((pid = call4(NR_wait4, -1, &status, WNOHANG_ | WALL, 0)) > 0) {
        if (pid == program) {
            tell(ENDED, status);
            end_all(thaw);
        }
    }
}

static void obey(int program, const char *thaw) {
    char byte = 0;
    long got = call6(NR_recvfrom, CONTROL, (long)&byte, 1, MSG_DONTWAIT_, 0, 0);
    if (got == 0) end_all(thaw);
    if (got == 1 && byte == TERMINATE) call3(NR_kill, program, SIGTERM_, 0);
}

static void serve(int program, int signals, const char *thaw) {
    struct ready ready[2] = {{CONTROL, POLLIN_, 0}, {signals, POLLIN_, 0}};
    for (;;) {
        char waiting[128];
        call6(NR_ppoll, (long)ready, 2, 0, 0, 0, 0);
        if (ready[1].seen) {
            call3(NR_read, signals, waiting, sizeof waiting);
            reap(program, thaw);
        }
        if (ready[0].seen) obey(program, thaw);
    }
}

__attribute__((used)) void run(long *stack) {
    if (stack[0] != 4) leave(126);
    char **argv = (char **)(stack + 1);
    const char *thaw = argv[1];
    int joins = number(argv[2]);

    call3(NR_close_range, FIRST_JOIN + joins, ~0U, 0);
    call3(NR_close_range, CONTROL, ~0U, CLOSE_RANGE_CLOEXEC_);
    int filter = (int)must(call4(NR_openat, AT_FDCWD_, argv[3], O_CLOEXEC_, 0), FILTER_FAILED);
    mask all = ~0UL;
    call4(NR_rt_sigprocmask, SIG_SETMASK_, &all, 0, sizeof all);
    mask children = 1UL << (SIGCHLD_ - 1);
    int signals = (int)call4(NR_signalfd4, -1, &children, sizeof children, O_CLOEXEC_ | O_NONBLOCK_);
    mount_proc();
    tell(READY, 0);

    await_order();
    struct order *order = &received.order;
    char *folder = order->strings;
    char **arguments = strings, **variables = strings + order->arguments + 1;
    char *rest = list(folder + length(folder) + 1, order->arguments, arguments);
    list(rest, order->variables, variables);
    limit(RLIMIT_NOFILE_, (unsigned long)order->files);
    limit(RLIMIT_CORE_, 0);
    drop_privileges(order->user);
    confine(filter);

    /* With CLONE_VFORK the child's own report of a failure comes before STARTED. */
    long program = call6(NR_clone, CLONE_VFORK_ | SIGCHLD_, 0, 0, 0, 0, 0);
    if (program == 0) become_program(joins, folder, arguments, variables);
    must(program, START_FAILED);
    call3(NR_close_range, FIRST_JOIN, FIRST_JOIN + joins - 1, 0);
    tell(STARTED, 0);
    serve((int)program, signals, thaw);
}
