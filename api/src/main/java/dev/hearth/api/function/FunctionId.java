package dev.hearth.api.function;

/** A function's identity: names are unique per account and Region. */
public record FunctionId(String account, String region, String name) {
    public String arn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }

    public String arn(String qualifier) {
        return arn() + ":" + qualifier;
    }

    @Override
    public String toString() {
        return arn();
    }
}
