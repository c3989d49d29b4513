/**
 * What a sandbox is connected to: network namespaces made ahead of need, each with its Runtime API
 * listening inside.
 */
@NullMarked
package dev.hearth.worker.network;

import org.jspecify.annotations.NullMarked;
