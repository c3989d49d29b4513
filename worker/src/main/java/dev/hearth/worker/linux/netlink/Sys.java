package dev.hearth.worker.linux.netlink;

import java.util.Map;

/** The few numbers of the kernel's interface that sockets need. */
final class Sys {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    static final int OPENAT = ARM ? 56 : 257;
    static final int UNSHARE = ARM ? 97 : 272;
    static final int SETNS = ARM ? 268 : 308;
    static final int CLOSE = ARM ? 57 : 3;
    static final int SOCKET = ARM ? 198 : 41;
    static final int SENDTO = ARM ? 206 : 44;
    static final int RECVFROM = ARM ? 207 : 45;
    static final int SETSOCKOPT = ARM ? 208 : 54;

    static final int AF_NETLINK = 16;
    static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    static final int MSG_DONTWAIT = 0x40;
    static final int SOL_NETLINK = 270;
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;

    static final int EAGAIN = 11;

    private static final Map<Integer, String> WORDS =
            Map.ofEntries(
                    Map.entry(1, "not permitted (needs CAP_NET_ADMIN)"),
                    Map.entry(2, "no such entry"),
                    Map.entry(3, "no such route or process"),
                    Map.entry(12, "out of memory"),
                    Map.entry(13, "permission denied"),
                    Map.entry(16, "busy"),
                    Map.entry(17, "exists already"),
                    Map.entry(19, "no such device"),
                    Map.entry(22, "invalid"),
                    Map.entry(24, "too many open files"),
                    Map.entry(93, "protocol not supported by this kernel"),
                    Map.entry(95, "not supported by this kernel"),
                    Map.entry(97, "address family not supported by this kernel"),
                    Map.entry(101, "network unreachable"),
                    Map.entry(105, "no buffer space"));

    private Sys() {}

    static String words(int errno) {
        return WORDS.getOrDefault(errno, "error " + errno);
    }
}
