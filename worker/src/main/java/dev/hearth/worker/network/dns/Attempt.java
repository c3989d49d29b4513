package dev.hearth.worker.network.dns;

import java.nio.channels.DatagramChannel;

/**
 * A question passed on to one name server and not answered yet. Its socket is its own and
 * connected, so its port is random and no other machine is heard; its id is not its asker's choice.
 *
 * @param number how many times the question was passed on before
 * @param deadline by the clock's nanoseconds
 */
record Attempt(Question question, int number, short id, long deadline, DatagramChannel channel) {}
