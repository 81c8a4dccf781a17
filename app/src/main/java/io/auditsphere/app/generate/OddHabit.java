package io.auditsphere.app.generate;

import io.auditsphere.schemas.WireName;

/**
 * What is normal though it looks odd: the false-positive traps of every anomaly detector. Marked in the truth file, so
 * that an evaluation can say which of them raised a false alert, and never in an event.
 */
public enum OddHabit implements WireName {
    /** A guest of a partner company at work on what was shared with him. */
    GUEST("guest"),
    /** Something given to a known or a new outsider, or to everybody by a link, as the job wants it. */
    EXTERNAL_SHARE("external_share"),
    /** An administrator's everyday changes of users, groups and licences. */
    ADMIN_ROUTINE("admin_routine"),
    /** A role given to somebody by an administrator whose task it is. */
    ROLE_GRANT("role_grant"),
    /** The same 120 files downloaded within minutes, every week. */
    WEEKLY_EXPORT("weekly_export"),
    /** Somebody whose working day is the night. */
    NIGHT_WORK("night_work"),
    /** Some days in another country, announced by nothing. */
    BUSINESS_TRIP("business_trip"),
    /** Traffic that leaves by the organisation's VPN, in another country than the person. */
    VPN_EGRESS("vpn_egress"),
    /** A commercial VPN that somebody uses at home for himself. */
    PRIVATE_VPN("private_vpn"),
    /** A cafe, a customer's premises, a library: a network used once. */
    VISITED_NETWORK("visited_network"),
    /** A new laptop or phone, its registration and its first synchronisation. */
    NEW_DEVICE("new_device"),
    /** A series of wrong passwords, a reset, a success. */
    FORGOTTEN_PASSWORD("forgotten_password"),
    /** One click that yields some fifteen events with one correlation id. */
    ONE_CLICK("one_click"),
    /** Old files deleted, or a folder moved, in one go. */
    TIDYING("tidying"),
    /** The first two weeks of somebody who was hired. */
    NEW_HIRE("new_hire"),
    /** The last two weeks of somebody who leaves, with copies of his own papers. */
    LEAVER("leaver"),
    /** Work until late because something is due. */
    LATE_EVENING("late_evening"),
    /** Some work on a weekend or a holiday. */
    DAY_OFF_WORK("day_off_work"),
    /** A glance at the phone during weeks of leave, from wherever that is. */
    ON_LEAVE("on_leave"),
    /** A day of several times the usual work. */
    BUSY_DAY("busy_day"),
    /** A service account that did not exist last week, as deployments make them. */
    SERVICE_CHURN("service_churn");

    private final String wireName;

    OddHabit(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
