package dev.hearth.worker.linux;

import dev.hearth.worker.linux.BpfAssembler.Label;
import dev.hearth.worker.linux.BpfAssembler.Test;
import dev.hearth.worker.linux.Syscalls.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The seccomp filter of a sandbox: the verdicts of {@code syscalls.txt}, found by binary search,
 * and the checks of arguments that some calls need. Calls of another architecture (a 32-bit program
 * on x86_64, or {@code int 0x80}) and those newer than the table are ENOSYS.
 */
final class SandboxFilter {
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int THIS_ARCHITECTURE = Syscalls.AARCH64 ? 0xc00000b7 : 0xc000003e;

    private static final int LET_THROUGH = 0x7fff0000;
    private static final int FAIL_WITH = 0x00050000;
    private static final int ADDRESS_FAMILY_NOT_SUPPORTED = 97;

    /** Every CLONE_NEW flag that clone(2) takes. */
    private static final int NEW_NAMESPACES =
            Namespaces.MOUNTS
                    | Namespaces.CGROUPS
                    | Namespaces.HOST_NAME
                    | Namespaces.IPC
                    | Namespaces.USERS
                    | Namespaces.PROCESSES
                    | Namespaces.NETWORK;

    /** AF_UNIX, AF_INET, AF_INET6. */
    private static final List<Integer> FAMILIES = List.of(1, 2, 10);

    private static final int NETLINK = 16;

    /** TIOCSTI, TIOCLINUX, TIOCSETD: they put words into another's mouth, or load modules. */
    private static final List<Integer> TERMINAL_TRICKS = List.of(0x5412, 0x541c, 0x5423);

    /** Linux, its 32-bit and UNAME26 variants, and asking: all that the container profile lets. */
    private static final List<Integer> PERSONALITIES = List.of(0, 8, 0x20000, 0x20008, -1);

    /** Calls from this number on, up to the next range, get one answer. */
    private record Range(long from, Label answer) {}

    private final BpfAssembler program = new BpfAssembler();
    private final Map<Verdict, Label> answers = new EnumMap<>(Verdict.class);
    private final Map<String, Label> checks = new HashMap<>();

    private SandboxFilter() {
        for (Verdict verdict : Verdict.values()) {
            answers.put(verdict, new Label());
        }
        for (String call : List.of("clone", "socket", "socketpair", "ioctl", "personality")) {
            checks.put(call, new Label());
        }
    }

    static byte[] build() {
        return new SandboxFilter().assemble();
    }

    private byte[] assemble() {
        Label known = new Label();
        program.load(ARCHITECTURE)
                .jump(Test.EQUAL, THIS_ARCHITECTURE, known, answer(Verdict.NOSYS))
                .mark(known)
                .load(NUMBER);
        search(ranges());
        checkClone();
        checkSocket("socket");
        checkSocket("socketpair");
        checkIoctl();
        checkPersonality();
        program.mark(answer(Verdict.ALLOW)).answer(LET_THROUGH);
        program.mark(answer(Verdict.DENY)).answer(FAIL_WITH | Errno.EPERM.number());
        program.mark(answer(Verdict.NOSYS)).answer(FAIL_WITH | Errno.ENOSYS.number());
        return program.assemble();
    }

    private Label answer(Verdict verdict) {
        Label label = answers.get(verdict);
        if (label == null || verdict == Verdict.CHECKED) {
            throw new IllegalStateException("no one answer for " + verdict);
        }
        return label;
    }

    private Label check(String call) {
        Label label = checks.get(call);
        if (label == null) {
            throw new IllegalStateException("syscalls.txt: no check for " + call);
        }
        return label;
    }

    private List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        long next = 0;
        List<Syscalls.Row> rows = new ArrayList<>(Syscalls.all());
        rows.sort(Comparator.comparingInt(Syscalls.Row::number));
        for (Syscalls.Row row : rows) {
            if (row.number() > next) {
                add(ranges, next, answer(Verdict.NOSYS));
            }
            add(
                    ranges,
                    row.number(),
                    row.verdict() == Verdict.CHECKED ? check(row.name()) : answer(row.verdict()));
            next = row.number() + 1L;
        }
        add(ranges, next, answer(Verdict.NOSYS));
        return ranges;
    }

    private static void add(List<Range> ranges, long from, Label answer) {
        if (ranges.isEmpty() || ranges.getLast().answer() != answer) {
            ranges.add(new Range(from, answer));
        }
    }

    private void search(List<Range> ranges) {
        int middle = ranges.size() / 2;
        List<Range> low = ranges.subList(0, middle);
        List<Range> high = ranges.subList(middle, ranges.size());
        Label toLow = low.size() == 1 ? low.getFirst().answer() : new Label();
        Label toHigh = high.size() == 1 ? high.getFirst().answer() : new Label();
        program.jump(Test.AT_LEAST, (int) high.getFirst().from(), toHigh, toLow);
        if (low.size() > 1) {
            program.mark(toLow);
            search(low);
        }
        if (high.size() > 1) {
            program.mark(toHigh);
            search(high);
        }
    }

    private void checkClone() {
        program.mark(check("clone"))
                .load(argument(0))
                .jump(Test.ANY_BIT_OF, NEW_NAMESPACES, answer(Verdict.DENY), answer(Verdict.ALLOW));
    }

    /** Netlink is for NETLINK_ROUTE alone, which getaddrinfo(3) and getifaddrs(3) ask. */
    private void checkSocket(String call) {
        Label refuse = new Label();
        Label netlink = new Label();
        program.mark(check(call)).load(argument(0));
        for (int family : FAMILIES) {
            program.jumpIf(Test.EQUAL, family, answer(Verdict.ALLOW));
        }
        program.jump(Test.EQUAL, NETLINK, netlink, refuse);
        program.mark(netlink).load(argument(2));
        program.jump(Test.EQUAL, 0, answer(Verdict.ALLOW), refuse);
        program.mark(refuse).answer(FAIL_WITH | ADDRESS_FAMILY_NOT_SUPPORTED);
    }

    private void checkIoctl() {
        program.mark(check("ioctl")).load(argument(1));
        for (int request : TERMINAL_TRICKS) {
            program.jumpIf(Test.EQUAL, request, answer(Verdict.DENY));
        }
        program.go(answer(Verdict.ALLOW));
    }

    private void checkPersonality() {
        program.mark(check("personality")).load(argument(0));
        for (int personality : PERSONALITIES) {
            program.jumpIf(Test.EQUAL, personality, answer(Verdict.ALLOW));
        }
        program.go(answer(Verdict.DENY));
    }

    /** The low half of an argument in {@code struct seccomp_data}, both machines little-endian. */
    private static int argument(int index) {
        return 16 + 8 * index;
    }
}
