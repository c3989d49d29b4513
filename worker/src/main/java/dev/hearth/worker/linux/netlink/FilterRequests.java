package dev.hearth.worker.linux.netlink;

import java.util.ArrayList;
import java.util.List;

/** Packet filters: nf_tables' messages, in batches that the kernel takes whole or not at all. */
public final class FilterRequests {
    /** The kernel removes the table when the socket that made it closes. From Linux 5.12 on. */
    public static final int OWNED = 2;

    public static final int PLAIN = 0;

    private static final int BATCH_BEGIN = 16;
    private static final int BATCH_END = 17;
    private static final int SUBSYSTEM = 10;
    private static final int NEW_TABLE = SUBSYSTEM << 8;
    private static final int DELETE_TABLE = SUBSYSTEM << 8 | 2;
    static final int NEW_CHAIN = SUBSYSTEM << 8 | 3;
    private static final int GET_CHAIN = SUBSYSTEM << 8 | 4;
    private static final int NEW_RULE = SUBSYSTEM << 8 | 6;

    private static final int UNSPECIFIED = 0;
    private static final int IPV4 = 2;

    private static final int CREATE = Request.ACK | Request.CREATE;

    private FilterRequests() {}

    /**
     * Makes a table with its chains and rules.
     *
     * @param flags {@link #OWNED} or {@link #PLAIN}
     */
    public static List<Request> create(String table, int flags, List<Chain> chains) {
        List<Request> requests = new ArrayList<>();
        requests.add(
                new Request(
                        "add table " + table,
                        NEW_TABLE,
                        CREATE | Request.EXCLUSIVE,
                        header(IPV4, 0)
                                .attribute(1, table)
                                .attributeU32BigEndian(2, flags)
                                .toBytes()));
        for (Chain chain : chains) {
            requests.add(newChain(table, chain));
            chain.rules().forEach(rule -> requests.add(newRule(table, chain.name(), rule)));
        }
        return batch(requests);
    }

    public static List<Request> delete(String table) {
        byte[] payload = header(IPV4, 0).attribute(1, table).toBytes();
        return batch(
                List.of(new Request("delete table " + table, DELETE_TABLE, Request.ACK, payload)));
    }

    /** Every chain of every table, of every protocol. */
    static Request listChains() {
        byte[] payload = header(UNSPECIFIED, 0).toBytes();
        return new Request("list packet filters", GET_CHAIN, Request.DUMP, payload);
    }

    private static Request newChain(String table, Chain chain) {
        byte[] payload =
                header(IPV4, 0)
                        .attribute(1, table)
                        .attribute(3, chain.name())
                        .nest(
                                4,
                                hook ->
                                        hook.attributeU32BigEndian(1, chain.hook().number)
                                                .attributeU32BigEndian(2, chain.hook().priority))
                        .attributeU32BigEndian(
                                5, chain.otherwise() == Chain.Otherwise.ACCEPT ? 1 : 0)
                        .attribute(7, chain.hook().type)
                        .toBytes();
        return new Request("add chain " + chain.name(), NEW_CHAIN, CREATE, payload);
    }

    private static Request newRule(String table, String chain, Rule rule) {
        byte[] payload =
                header(IPV4, 0)
                        .attribute(1, table)
                        .attribute(2, chain)
                        .nest(4, rule::write)
                        .toBytes();
        return new Request(
                "add a rule to chain " + chain, NEW_RULE, CREATE | Request.APPEND, payload);
    }

    private static List<Request> batch(List<Request> requests) {
        List<Request> batch = new ArrayList<>();
        byte[] mark = header(UNSPECIFIED, SUBSYSTEM).toBytes();
        batch.add(new Request("begin a batch of packet filters", BATCH_BEGIN, 0, mark));
        batch.addAll(requests);
        batch.add(new Request("end a batch of packet filters", BATCH_END, 0, mark));
        return batch;
    }

    private static Payload header(int family, int resource) {
        return new Payload().u8(family).u8(0).u16BigEndian(resource);
    }
}
