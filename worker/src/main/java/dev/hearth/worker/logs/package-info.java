/**
 * What functions print and what the platform says about their invokes: lines in AWS's words, kept
 * on disk in bounded, rotated files per function, written by one background thread. Callers never
 * wait for a disk.
 */
@NullMarked
package dev.hearth.worker.logs;

import org.jspecify.annotations.NullMarked;
