/**
 * Sandboxes made of the kernel's own parts, on Linux as root, with no help from other programs:
 * namespaces, a root of bind mounts, control groups, a user without capabilities, a filter of
 * system calls. Each launch is one platform thread that turns itself into the sandbox, starts
 * process 1 in it and ends.
 */
@NullMarked
package dev.hearth.worker.sandbox.namespace;

import org.jspecify.annotations.NullMarked;
