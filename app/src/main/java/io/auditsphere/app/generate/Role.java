package io.auditsphere.app.generate;

/** What somebody is employed for, as far as an audit log shows it. */
enum Role {
    ENGINEER("engineering", 0.28, 9.75, 17, 0.010, 0.004, 0.06, 0.08),
    SALES("sales", 0.15, 9.0, 22, 0.055, 0.020, 0.35, 0.07),
    SUPPORT("support", 0.14, 8.5, 26, 0.012, 0.004, 0.03, 0.20),
    FINANCE("finance", 0.10, 8.75, 24, 0.020, 0.002, 0.05, 0.06),
    OPERATIONS("operations", 0.10, 8.25, 20, 0.015, 0.004, 0.10, 0.10),
    MARKETING("marketing", 0.08, 9.5, 18, 0.040, 0.050, 0.15, 0.05),
    PEOPLE("people", 0.05, 9.0, 20, 0.020, 0.003, 0.06, 0.03),
    LEGAL("legal", 0.04, 9.25, 19, 0.070, 0.002, 0.10, 0.05),
    EXECUTIVE("leadership", 0.03, 8.0, 14, 0.030, 0.003, 0.45, 0.25),
    IT_ADMIN("it", 0.03, 8.75, 20, 0.008, 0.003, 0.04, 0.15);

    private final String department;
    private final double staffShare;
    private final double startHour;
    private final double eventsADay;
    private final double externalShareRate;
    private final double publicLinkRate;
    private final double travelRate;
    private final double weekendRate;

    Role(
            String department,
            double staffShare,
            double startHour,
            double eventsADay,
            double externalShareRate,
            double publicLinkRate,
            double travelRate,
            double weekendRate) {
        this.department = department;
        this.staffShare = staffShare;
        this.startHour = startHour;
        this.eventsADay = eventsADay;
        this.externalShareRate = externalShareRate;
        this.publicLinkRate = publicLinkRate;
        this.travelRate = travelRate;
        this.weekendRate = weekendRate;
    }

    /** The department whose sites the role works on. */
    String department() {
        return department;
    }

    /** The share of the staff that has it; all of them add up to 1. */
    double staffShare() {
        return staffShare;
    }

    /** When its day usually begins, in hours of the local day; people differ by most of an hour. */
    double startHour() {
        return startHour;
    }

    /** The median number of events a working day and account; people differ by a factor of two and more. */
    double eventsADay() {
        return eventsADay;
    }

    /** The share of acts that give something to an outsider. */
    double externalShareRate() {
        return externalShareRate;
    }

    /** The share of acts that make a link for anybody. */
    double publicLinkRate() {
        return publicLinkRate;
    }

    /** The chance of a business trip in any thirty days. */
    double travelRate() {
        return travelRate;
    }

    /** The chance of work on a day off. */
    double weekendRate() {
        return weekendRate;
    }

    static Role draw(double share) {
        double left = share;
        for (Role role : values()) {
            left -= role.staffShare;
            if (left < 0) {
                return role;
            }
        }
        return ENGINEER;
    }
}
