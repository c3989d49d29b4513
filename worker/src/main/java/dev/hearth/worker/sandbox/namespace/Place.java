package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.network.NetworkSlot;

/** What of a sandbox can be made before its function is known. */
record Place(String name, NetworkSlot network, Cgroup cgroup, Launch launch) {}
