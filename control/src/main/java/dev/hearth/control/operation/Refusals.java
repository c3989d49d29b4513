package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;

/** Refusals that several operations share, in AWS's words. */
public final class Refusals {
    private Refusals() {}

    public static ApiException notFound(String arn) {
        return new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Function not found: " + arn);
    }

    /** As the operations on asynchronous invocation say it. */
    static ApiException noSuchFunction() {
        return new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "The function doesn't exist.");
    }

    static ApiException noSuchResource() {
        return new ApiException(
                ErrorCode.RESOURCE_NOT_FOUND, "The resource you requested does not exist.");
    }

    public static ApiException pending() {
        return new ApiException(
                ErrorCode.RESOURCE_CONFLICT,
                "The operation cannot be performed at this time. The function is currently in the following state: Pending");
    }

    static ApiException updateInProgress(FunctionId id) {
        return new ApiException(
                ErrorCode.RESOURCE_CONFLICT,
                "The operation cannot be performed at this time. An update is in progress for resource: "
                        + id.arn());
    }

    static ApiException revisionMismatch() {
        return new ApiException(
                ErrorCode.PRECONDITION_FAILED,
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
    }

    static ApiException invalid(String words) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, words);
    }

    static ApiException notBuilt(String what) {
        return new ApiException(
                ErrorCode.NOT_IMPLEMENTED, what + " is not built yet in this version of Hearth.");
    }
}
