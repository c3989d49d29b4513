package dev.hearth.state.zookeeper;

import dev.hearth.state.Change;
import dev.hearth.state.ConflictException;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoreException;
import dev.hearth.state.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/** Records as ZooKeeper nodes, readable and writable only with the secret. */
public final class ZooKeeperRecords implements RecordStore {
    private static final int MAX_READS_IN_FLIGHT = 500;
    private static final int READ_ATTEMPTS = 3;

    private final Session session;
    private final List<ACL> access;

    private ZooKeeperRecords(Session session, List<ACL> access) {
        this.session = session;
        this.access = access;
    }

    /**
     * Waits until the store answers.
     *
     * @param connectString {@code host:port}, several separated by commas
     * @throws StoreException when it cannot be reached
     */
    public static ZooKeeperRecords connect(String connectString, ZooKeeperSecret secret) {
        Session session = new Session(connectString, secret);
        try {
            var _ = session.connected();
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return new ZooKeeperRecords(session, secret.holdersOnly());
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        return reading(
                path,
                client -> {
                    Stat stat = new Stat();
                    byte[] data = client.getData(path, false, stat);
                    return Optional.of(new StoredRecord(path, data, stat.getVersion()));
                },
                Optional.empty());
    }

    @Override
    public List<String> children(String path) {
        return reading(
                path,
                client -> client.getChildren(path, false).stream().sorted().toList(),
                List.of());
    }

    @Override
    public List<StoredRecord> readChildren(String path) {
        List<String> names = children(path);
        ZooKeeper client = session.connected();
        Semaphore inFlight = new Semaphore(MAX_READS_IN_FLIGHT);
        List<CompletableFuture<Optional<StoredRecord>>> reads = new ArrayList<>(names.size());
        for (String name : names) {
            inFlight.acquireUninterruptibly();
            CompletableFuture<Optional<StoredRecord>> read = new CompletableFuture<>();
            client.getData(
                    path + "/" + name,
                    false,
                    (code, at, context, data, stat) -> {
                        inFlight.release();
                        answer(read, code, at, data, stat);
                    },
                    null);
            reads.add(read);
        }
        try {
            return reads.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
        } catch (CompletionException e) {
            throw new StoreException("The records below " + path + " cannot be read.", e);
        }
    }

    @Override
    public void makeFolder(String path) {
        for (int end = path.indexOf('/', 1); end != -1; end = path.indexOf('/', end + 1)) {
            makeOne(path.substring(0, end));
        }
        makeOne(path);
    }

    @Override
    public void commit(List<Change> changes) {
        List<Op> operations = changes.stream().map(this::operation).toList();
        try {
            session.connected().multi(operations);
        } catch (KeeperException e) {
            throw failure(e, changes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "Interrupted; whether the records were written is unknown.", e);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    ZooKeeper client() {
        return session.connected();
    }

    private interface Reading<T> {
        T from(ZooKeeper client) throws KeeperException, InterruptedException;
    }

    private <T> T reading(String path, Reading<T> reading, T whenMissing) {
        KeeperException lost = null;
        for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
            try {
                return reading.from(session.connected());
            } catch (KeeperException.NoNodeException e) {
                return whenMissing;
            } catch (KeeperException.ConnectionLossException
                    | KeeperException.SessionExpiredException e) {
                lost = e;
            } catch (KeeperException e) {
                throw new StoreException("The record " + path + " cannot be read.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException("Interrupted while reading " + path + ".", e);
            }
        }
        throw new StoreException(
                "The connection to the record store was lost.", Objects.requireNonNull(lost));
    }

    private static void answer(
            CompletableFuture<Optional<StoredRecord>> read,
            int code,
            String path,
            byte[] data,
            Stat stat) {
        switch (Code.get(code)) {
            case OK -> read.complete(Optional.of(new StoredRecord(path, data, stat.getVersion())));
            // Removed since it was listed.
            case NONODE -> read.complete(Optional.empty());
            default ->
                    read.completeExceptionally(
                            new StoreException(
                                    "The record " + path + " cannot be read.",
                                    KeeperException.create(Code.get(code), path)));
        }
    }

    private void makeOne(String path) {
        try {
            session.connected().create(path, new byte[0], access, CreateMode.PERSISTENT);
        } catch (KeeperException.NodeExistsException e) {
            // As asked.
        } catch (KeeperException e) {
            throw new StoreException("The record " + path + " cannot be made.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while making " + path + ".", e);
        }
    }

    private Op operation(Change change) {
        return switch (change) {
            case Change.Create(String path, byte[] data) ->
                    Op.create(path, checked(path, data), access, CreateMode.PERSISTENT);
            case Change.Write(String path, byte[] data, int version) ->
                    Op.setData(path, checked(path, data), version);
            case Change.Delete(String path, int version) -> Op.delete(path, version);
            case Change.Check(String path, int version) -> Op.check(path, version);
        };
    }

    private static byte[] checked(String path, byte[] data) {
        if (data.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "The record %s has %d bytes, more than %d."
                            .formatted(path, data.length, MAX_RECORD_BYTES));
        }
        return data;
    }

    private static RuntimeException failure(KeeperException e, List<Change> changes) {
        return switch (e.code()) {
            case BADVERSION, NODEEXISTS, NONODE, NOTEMPTY ->
                    new ConflictException(changes.get(firstFailed(e)), e);
            default ->
                    new StoreException(
                            "The record store failed; whether the records were written is unknown.",
                            e);
        };
    }

    /**
     * The failed operation has an error of its own; those around it only say that they were undone.
     */
    private static int firstFailed(KeeperException e) {
        List<OpResult> results = e.getResults();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof OpResult.ErrorResult error
                    && error.getErr() == e.code().intValue()) {
                return i;
            }
        }
        throw new IllegalStateException("No part of a failed commit has failed.", e);
    }
}
