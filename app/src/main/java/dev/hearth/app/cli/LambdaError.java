package dev.hearth.app.cli;

/** An error that the Lambda API answered with. */
final class LambdaError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    LambdaError(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    boolean isNotFound() {
        return type.equals("ResourceNotFoundException");
    }

    int status() {
        return status;
    }

    /** AWS's name of it, such as {@code ResourceNotFoundException}. */
    String type() {
        return type;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
