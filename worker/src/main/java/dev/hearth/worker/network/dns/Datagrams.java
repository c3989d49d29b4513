package dev.hearth.worker.network.dns;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions over UDP. One thread. */
final class Datagrams implements AutoCloseable {
    /** Questions beyond these are dropped, as a busy network drops them: their askers repeat. */
    static final int MOST_QUESTIONS = 512;

    static final int MOST_QUESTIONS_PER_CLIENT = 64;

    /** Three times this is less than the five seconds after which resolvers ask again. */
    static final Duration PATIENCE = Duration.ofMillis(1500);

    static final int ATTEMPTS = 3;

    private static final int LONGEST_MESSAGE = 65_535;
    private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);

    private final Selector selector;
    private final DatagramChannel listener;
    private final Nameservers servers;
    private final Clock clock;
    private final Entropy entropy;
    private final Shares shares = new Shares(MOST_QUESTIONS, MOST_QUESTIONS_PER_CLIENT);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_MESSAGE);

    /** In the order of their deadlines, for all are given the same time. */
    private final Map<DatagramChannel, Attempt> attempts = new LinkedHashMap<>();

    Datagrams(
            Selector selector,
            DatagramChannel listener,
            Nameservers servers,
            Clock clock,
            Entropy entropy) {
        this.selector = selector;
        this.listener = listener;
        this.servers = servers;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** Takes one question in. */
    void asked() {
        try {
            InetSocketAddress client = (InetSocketAddress) listener.receive(buffer.clear());
            if (client == null || !Message.isQuestion(buffer.flip())) {
                return;
            }
            if (shares.take(client.getAddress())) {
                byte[] message = new byte[buffer.remaining()];
                buffer.get(message);
                passOn(new Question(client, message), 0);
            }
        } catch (IOException e) {
            LOG.debug("a question was lost", e);
        }
    }

    /** Asks the first name server that can be asked, or gives up. */
    private void passOn(Question question, int attemptsBefore) {
        List<InetSocketAddress> all = servers.servers();
        for (int number = attemptsBefore; number < ATTEMPTS; number++) {
            InetSocketAddress server = all.get(number % all.size());
            try {
                send(question, number, server);
                return;
            } catch (IOException e) {
                LOG.debug("name server {} cannot be asked", server, e);
            }
        }
        answer(question, Message.failure(question.message()));
    }

    private void send(Question question, int number, InetSocketAddress server) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            short id = ByteBuffer.wrap(entropy.secret(2)).getShort();
            long deadline = clock.nanos() + PATIENCE.toNanos();
            Attempt attempt = new Attempt(question, number, id, deadline, channel);
            channel.configureBlocking(false);
            channel.connect(server);
            channel.write(Message.withId(question.message(), id));
            channel.register(selector, SelectionKey.OP_READ, attempt);
            attempts.put(channel, attempt);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Hears what a name server says. */
    void answered(Attempt attempt) {
        try {
            attempt.channel().read(buffer.clear());
        } catch (IOException refused) {
            over(attempt);
            passOn(attempt.question(), attempt.number() + 1);
            return;
        }
        if (Message.answers(buffer.flip(), attempt.id())) {
            over(attempt);
            answer(attempt.question(), buffer.putShort(0, attempt.question().id()));
        }
    }

    private void answer(Question question, ByteBuffer message) {
        shares.giveBack(question.client().getAddress());
        try {
            listener.send(message, question.client());
        } catch (IOException e) {
            LOG.debug("an answer was lost", e);
        }
    }

    /** Asks another name server what was not answered in time. */
    void expire() {
        Attempt first = first();
        while (first != null && first.deadline() - clock.nanos() <= 0) {
            over(first);
            passOn(first.question(), first.number() + 1);
            first = first();
        }
    }

    private @Nullable Attempt first() {
        return attempts.isEmpty() ? null : attempts.values().iterator().next();
    }

    /** How long nothing will have to be done, unless something is heard; not nothing itself. */
    Duration nextDeadline(Duration atMost) {
        Attempt first = first();
        if (first == null) {
            return atMost;
        }
        long millis = (first.deadline() - clock.nanos()) / 1_000_000;
        return Duration.ofMillis(Math.clamp(millis, 1, atMost.toMillis()));
    }

    private void over(Attempt attempt) {
        attempts.remove(attempt.channel());
        try {
            attempt.channel().close();
        } catch (IOException e) {
            LOG.debug("a socket did not close", e);
        }
    }

    @Override
    public void close() {
        List.copyOf(attempts.values()).forEach(this::over);
    }
}
