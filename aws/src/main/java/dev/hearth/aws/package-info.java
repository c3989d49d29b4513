/**
 * The AWS wire: reads and writes any operation of an AWS service from the SDK's own model classes;
 * signatures; ARNs.
 */
@NullMarked
package dev.hearth.aws;

import org.jspecify.annotations.NullMarked;
