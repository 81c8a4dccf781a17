package io.auditsphere.schemas;

/**
 * Whom a result or a finding is about.
 *
 * @param type user or address
 * @param id for a user the user key {@code provider|user_id}; for an address its text form, an IPv6 network as {@code 2001:db8:1:2::/64}, and
 *     {@code provider|*} for all addresses of a provider together
 */
public record Subject(SubjectType type, String id) {

    /** The subject of a user's events. */
    public static Subject user(String userKey) {
        return new Subject(SubjectType.USER, userKey);
    }

    /** A source address or network, or {@code provider|*} for all sources of a provider. */
    public static Subject address(String address) {
        return new Subject(SubjectType.ADDRESS, address);
    }
}
