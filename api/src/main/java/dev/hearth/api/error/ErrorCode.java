package dev.hearth.api.error;

/**
 * The errors a caller can meet, named as AWS's API model names them. {@code messageKey} is the JSON
 * member that carries the words: the model spells it {@code message} in some shapes and {@code
 * Message} in others, and programs that read raw JSON depend on it.
 */
public enum ErrorCode {
    CODE_STORAGE_EXCEEDED("CodeStorageExceededException", 400, "message"),
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400, "message"),
    INVALID_REQUEST_CONTENT("InvalidRequestContentException", 400, "message"),
    /** A chain of requests has come back to one function too often. */
    RECURSIVE_INVOCATION("RecursiveInvocationException", 400, "Message"),
    RESOURCE_IN_USE("ResourceInUseException", 400, "Message"),
    /**
     * What AWS's front door answers, before the service, to JSON it cannot read or a member of a
     * wrong type.
     */
    SERIALIZATION("SerializationException", 400, "Message"),
    VALIDATION("ValidationException", 400, "message"),
    ACCESS_DENIED("AccessDeniedException", 403, "Message"),
    EXPIRED_TOKEN("ExpiredTokenException", 403, "message"),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 403, "message"),
    INVALID_SIGNATURE("InvalidSignatureException", 403, "message"),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403, "message"),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403, "message"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404, "Message"),
    UNKNOWN_OPERATION("UnknownOperationException", 404, "Message"),
    RESOURCE_CONFLICT("ResourceConflictException", 409, "message"),
    PRECONDITION_FAILED("PreconditionFailedException", 412, "message"),
    /** A request larger than its operation takes. AWS's model has another name for invokes. */
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413, "Message"),
    UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaTypeException", 415, "message"),
    TOO_MANY_REQUESTS("TooManyRequestsException", 429, "message"),
    SERVICE("ServiceException", 500, "Message"),
    /** Hearth's own: an operation of the API that is not built yet. */
    NOT_IMPLEMENTED("NotImplementedException", 501, "Message"),
    INVALID_RUNTIME("InvalidRuntimeException", 502, "Message"),
    INVALID_ZIP_FILE("InvalidZipFileException", 502, "Message"),
    RESOURCE_NOT_READY("ResourceNotReadyException", 502, "message"),
    /** Hearth's own: no room for the request now (disk nearly full, server stopping). */
    SERVICE_UNAVAILABLE("ServiceUnavailableException", 503, "Message");

    private final String wireName;
    private final int status;
    private final String messageKey;

    ErrorCode(String wireName, int status, String messageKey) {
        this.wireName = wireName;
        this.status = status;
        this.messageKey = messageKey;
    }

    public String wireName() {
        return wireName;
    }

    public int status() {
        return status;
    }

    public String messageKey() {
        return messageKey;
    }

    public Blame blame() {
        return status < 500 ? Blame.CALLER : Blame.PLATFORM;
    }
}
