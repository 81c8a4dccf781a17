package io.auditsphere.app.generate;

import java.util.List;

/**
 * Somebody whose work the audit log shows, with the habits that stay his for as long as he is employed.
 *
 * @param number unique over everybody who is ever employed
 * @param name as in his addresses: {@code first.last}
 * @param role what he does; null for a guest
 * @param home where he lives
 * @param hasOffice whether there is an office where he lives
 * @param startHour when his day begins, hours of the local day; 22 and more for a night worker
 * @param workHours how long it is
 * @param level how much he does: a factor on the role's events a day, spread log-normally over people
 * @param officeShare the share of working days in the office
 * @param weekendRate the chance of work on a day off
 * @param partTime whether Fridays are off
 * @param vpn whether work from home usually goes through the organisation's VPN
 * @param employed first and last day (inclusive), as days since the epoch
 * @param accounts at one to four providers
 * @param contacts outsiders whom he shares with again and again
 */
record Person(
        long number,
        String name,
        Role role,
        Place home,
        boolean hasOffice,
        double startHour,
        double workHours,
        double level,
        double officeShare,
        double weekendRate,
        boolean partTime,
        boolean vpn,
        Employment employed,
        List<Account> accounts,
        List<String> contacts) {

    /** First and last day of somebody's employment, as days since the epoch, both inclusive. */
    record Employment(long firstDay, long lastDay) {
        static final Employment FOR_EVER = new Employment(Long.MIN_VALUE, Long.MAX_VALUE);

        boolean covers(long day) {
            return day >= firstDay && day <= lastDay;
        }

        /** Whether the day is one of the first so many. */
        boolean startedWithin(long day, int days) {
            return firstDay != Long.MIN_VALUE && day >= firstDay && day - firstDay < days;
        }

        /** Whether the day is one of the last so many. */
        boolean endsWithin(long day, int days) {
            return lastDay != Long.MAX_VALUE && day <= lastDay && lastDay - day < days;
        }
    }

    boolean isGuest() {
        return role == null;
    }

    boolean worksAtNight() {
        return startHour >= 20.0;
    }

    /** The account at the provider, or null if he has none. */
    Account at(String provider) {
        for (Account account : accounts) {
            if (account.provider().equals(provider)) {
                return account;
            }
        }
        return null;
    }
}
