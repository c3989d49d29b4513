package dev.hearth.worker.linux.netlink;

/**
 * A block of IPv4 addresses.
 *
 * @param address its first, as a number, the leftmost byte highest
 * @param length leading bits that its addresses share
 */
public record Prefix(int address, int length) {
    public Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("a prefix has 0 to 32 bits, not " + length);
        }
        address &= mask(length);
    }

    /** Reads {@code 10.0.0.0/8}; an address alone is a block of one. */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int length = slash < 0 ? 32 : Integer.parseInt(text.substring(slash + 1));
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address: " + address);
        }
        int value = 0;
        for (String part : parts) {
            int octet = Integer.parseInt(part);
            if (octet < 0 || octet > 255) {
                throw new IllegalArgumentException("not an IPv4 address: " + address);
            }
            value = value << 8 | octet;
        }
        return new Prefix(value, length);
    }

    public static Prefix host(int address) {
        return new Prefix(address, 32);
    }

    public boolean overlaps(Prefix other) {
        int shared = mask(Math.min(length, other.length));
        return (address & shared) == (other.address & shared);
    }

    public int mask() {
        return mask(length);
    }

    /** The address at a distance from the first. */
    public int at(int offset) {
        return address + offset;
    }

    public static String format(int address) {
        return (address >>> 24)
                + "."
                + (address >>> 16 & 255)
                + "."
                + (address >>> 8 & 255)
                + "."
                + (address & 255);
    }

    @Override
    public String toString() {
        return format(address) + "/" + length;
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }
}
