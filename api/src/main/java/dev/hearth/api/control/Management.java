package dev.hearth.api.control;

import dev.hearth.api.error.ApiException;

/** The management side of the Lambda API: every operation but Invoke. */
public interface Management {
    /**
     * Carries one operation out and waits until its outcome is durable. Blocks: call it on a
     * virtual thread.
     *
     * @throws ApiException when the request cannot be carried out; then nothing has changed
     */
    ManagementAnswer call(ManagementCall call);
}
