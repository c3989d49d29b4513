package dev.hearth.worker.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.hearth.worker.linux.Errno;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.Libc;
import dev.hearth.worker.linux.Syscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A netlink socket, of the network namespace its maker was in. Any thread may use it; one exchange
 * runs at a time. The kernel handles a request while it is being sent, so every answer is there
 * when {@code sendto} returns and nothing here waits for anything but the kernel's own locks.
 */
public final class NetlinkSocket implements AutoCloseable {
    public static final int ROUTE = 0;
    public static final int NETFILTER = 12;

    private static final long SOCKET = Syscalls.number("socket");
    private static final long SENDTO = Syscalls.number("sendto");
    private static final long RECVFROM = Syscalls.number("recvfrom");
    private static final long SETSOCKOPT = Syscalls.number("setsockopt");

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;

    private static final int DATAGRAM_BYTES = 32 * 1024;

    private final Fd descriptor;
    private int sequence = 1;
    private boolean closed;

    private NetlinkSocket(Fd descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens one in the calling thread's network namespace. */
    public static NetlinkSocket open(int protocol) throws IOException {
        int type = SOCK_RAW | Fd.CLOSE_ON_EXEC;
        long fd = Libc.syscall(SOCKET, AF_NETLINK, type, protocol, 0, 0, 0);
        if (fd < 0) {
            throw refused("open a netlink socket", (int) -fd, "");
        }
        NetlinkSocket socket = new NetlinkSocket(Fd.owning(fd));
        socket.option(NETLINK_CAP_ACK);
        socket.option(NETLINK_EXT_ACK);
        return socket;
    }

    /**
     * Sends requests in one go and checks that each that wanted an answer got a good one.
     *
     * @throws NetlinkException for the first that was refused; the others may have been carried out
     */
    public synchronized void execute(List<Request> requests) throws IOException {
        int first = send(requests);
        boolean[] answered = new boolean[requests.size()];
        for (Reply reply : receiveAll()) {
            int index = reply.sequence() - first;
            if (reply.type() != Reply.ERROR || index < 0 || index >= answered.length) {
                continue;
            }
            if (reply.errno() != 0) {
                throw refused(
                        requests.get(index).what(), reply.errno(), reply.errorText().orElse(""));
            }
            answered[index] = true;
        }
        for (int i = 0; i < answered.length; i++) {
            if (requests.get(i).wantsAnswer() && !answered[i]) {
                throw new IOException("the kernel did not answer: " + requests.get(i).what());
            }
        }
    }

    public void execute(Request request) throws IOException {
        execute(List.of(request));
    }

    /** Asks for a list, or for one thing, and returns what came. */
    public synchronized List<Reply> query(Request request) throws IOException {
        int own = send(List.of(request));
        List<Reply> found = new ArrayList<>();
        for (Reply reply : receiveAll()) {
            if (reply.sequence() != own) {
                continue;
            }
            if (reply.type() == Reply.ERROR && reply.errno() != 0) {
                throw refused(request.what(), reply.errno(), reply.errorText().orElse(""));
            }
            if (reply.type() != Reply.ERROR && reply.type() != Reply.DONE) {
                found.add(reply);
            }
        }
        return found;
    }

    private int send(List<Request> requests) throws IOException {
        if (closed) {
            throw new IOException("cannot " + requests.getFirst().what() + ": socket is closed");
        }
        int first = sequence;
        sequence += requests.size();
        byte[] bytes = Request.encode(requests, first);
        // Safe: the kernel copies the datagram before the call returns.
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(JAVA_BYTE, bytes).address();
            long sent = Libc.syscall(SENDTO, descriptor.number(), address, bytes.length, 0, 0, 0);
            if (sent < 0) {
                throw refused(requests.getFirst().what(), (int) -sent, "");
            }
        }
        return first;
    }

    /** Everything that waits; a list too long for one datagram goes on with the next receive. */
    private List<Reply> receiveAll() throws IOException {
        List<Reply> replies = new ArrayList<>();
        // Safe: the buffer outlives each call, and its size is what the kernel is told.
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(DATAGRAM_BYTES, 8);
            while (true) {
                long length =
                        Libc.syscall(
                                RECVFROM,
                                descriptor.number(),
                                buffer.address(),
                                DATAGRAM_BYTES,
                                MSG_DONTWAIT,
                                0,
                                0);
                if (length == -Errno.EAGAIN.number()) {
                    return replies;
                }
                if (length < 0) {
                    throw refused("read the kernel's answer", (int) -length, "");
                }
                replies.addAll(Reply.decode(buffer.asSlice(0, length).asByteBuffer()));
            }
        }
    }

    private void option(int option) {
        // Safe: four bytes, as the kernel is told. Kernels without the option answer more tersely.
        try (Arena arena = Arena.ofConfined()) {
            long one = arena.allocateFrom(JAVA_INT, 1).address();
            Libc.syscall(SETSOCKOPT, descriptor.number(), SOL_NETLINK, option, one, 4, 0);
        }
    }

    private static NetlinkException refused(String what, int errno, String text) {
        String reason = Errno.describe(errno);
        return new NetlinkException(what, errno, text.isEmpty() ? reason : reason + ": " + text);
    }

    @Override
    public synchronized void close() {
        closed = true;
        descriptor.close();
    }
}
