/**
 * Who a request is from: AWS Signature Version 4, verified. Knows no policy: what a caller may do
 * is decided elsewhere.
 */
@NullMarked
package dev.hearth.aws.auth;

import org.jspecify.annotations.NullMarked;
