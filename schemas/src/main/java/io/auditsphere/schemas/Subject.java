package io.auditsphere.schemas;

/**
 * Whom a result or a finding is about.
 *
 * @param type user or address
 * @param id for a user the user key {@code provider|user_id}; for an address its text form
 */
public record Subject(SubjectType type, String id) {

    /** The subject of a user's events. */
    public static Subject user(String userKey) {
        return new Subject(SubjectType.USER, userKey);
    }
}
