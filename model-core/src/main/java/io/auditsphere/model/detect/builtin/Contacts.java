package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.UserView;
import java.util.Arrays;

/**
 * What {@link ExternalAccessDetector} keeps of a user: the outsiders that he shares with, the links for anybody that he
 * made lately, the sites where he has been if he is an outsider himself, and how much of each is usual for him. Times are
 * minutes since the epoch, event time. Mutable, for one thread.
 */
final class Contacts {

    /** Outsiders remembered, by address; those whom nothing was given to for longest go first. */
    static final int MOST_OUTSIDERS = 24;

    /** Sites remembered of a guest. */
    static final int MOST_SITES = 32;

    /** Links for anybody remembered, of the last hour. */
    static final int MOST_LINKS = 32;

    static final int MAX_BYTES = 48 + MOST_OUTSIDERS * 17 + MOST_SITES * 11 + MOST_LINKS * 6;

    static final int DAY = 1440;
    private static final int HOUR = 60;
    private static final long MINUTE_MS = 60_000;
    private static final int VERSION = 1;
    private static final int MOST_COUNTED = 127;
    /** Set on the count of what was signalled: it never becomes usual. */
    private static final int SIGNALLED = 128;

    /** A habit's number fades by one in so many days: what was usual a year ago is not. */
    private static final int FADES_DAYS = 14;

    private int sinceMinute = Integer.MAX_VALUE;
    private int habitMinute;
    /** The most that was given to one new outsider in a day, and the most links for anybody in an hour. */
    private int usualShares;

    private int usualLinks;

    private int outsiders;
    private int[] outsiderKeys = {};
    private int[] outsiderDomains = {};
    private int[] outsiderFirst = {};
    private int[] outsiderCounts = {};

    private int[] links = {};
    /** The most links in an hour since {@link #burstMinute}, which become usual a day after it. */
    private int burst;

    private int burstMinute;
    private int[] siteKeys = {};
    private int[] siteFirst = {};
    private boolean changed;

    static Contacts read(DetectorInput input) {
        Contacts read = new Contacts();
        CompactReader in = OwnBytes.read(input, VERSION);
        if (in == null) {
            return read;
        }
        read.sinceMinute = (int) in.signed();
        read.habitMinute = (int) in.signed();
        read.usualShares = (int) in.unsigned();
        read.usualLinks = (int) in.unsigned();
        read.outsiders = in.size();
        read.outsiderKeys = new int[read.outsiders];
        read.outsiderDomains = new int[read.outsiders];
        read.outsiderFirst = new int[read.outsiders];
        read.outsiderCounts = new int[read.outsiders];
        for (int i = 0; i < read.outsiders; i++) {
            read.outsiderKeys[i] = (int) in.unsigned();
            read.outsiderDomains[i] = (int) in.unsigned();
            read.outsiderFirst[i] = (int) in.signed();
            read.outsiderCounts[i] = in.oneByte();
        }
        read.burst = in.oneByte();
        read.burstMinute = (int) in.signed();
        read.links = new int[in.size()];
        for (int i = 0; i < read.links.length; i++) {
            read.links[i] = (int) in.signed();
        }
        int sites = in.size();
        read.siteKeys = new int[sites];
        read.siteFirst = new int[sites];
        for (int i = 0; i < sites; i++) {
            read.siteKeys[i] = (int) in.unsigned();
            read.siteFirst[i] = (int) in.signed();
        }
        return read;
    }

    /** For how long a user's contacts are noted, in milliseconds; 0 if they are not. */
    static long notedMs(UserView user) {
        return OwnBytes.noted(user, VERSION, MINUTE_MS) * MINUTE_MS;
    }

    /** Keeps what has changed, if anything has. */
    void write(DetectorInput input) {
        if (!changed) {
            return;
        }
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.signed(sinceMinute);
        out.signed(habitMinute);
        out.unsigned(usualShares);
        out.unsigned(usualLinks);
        out.unsigned(outsiders);
        for (int i = 0; i < outsiders; i++) {
            out.unsigned(outsiderKeys[i] & 0xFFFFFFFFL);
            out.unsigned(outsiderDomains[i] & 0xFFFFFFFFL);
            out.signed(outsiderFirst[i]);
            out.oneByte(outsiderCounts[i]);
        }
        out.oneByte(burst);
        out.signed(burstMinute);
        out.unsigned(links.length);
        for (int link : links) {
            out.signed(link);
        }
        out.unsigned(siteKeys.length);
        for (int i = 0; i < siteKeys.length; i++) {
            out.unsigned(siteKeys[i] & 0xFFFFFFFFL);
            out.signed(siteFirst[i]);
        }
        input.keep(out.toByteArray());
    }

    /** Since when this is kept of the user; the present act begins it. Habits that are out of date fade. */
    int since(int minute) {
        if (sinceMinute == Integer.MAX_VALUE) {
            sinceMinute = minute;
            habitMinute = minute;
            changed = true;
        }
        while (minute - habitMinute > FADES_DAYS * DAY && usualShares + usualLinks > 0) {
            habitMinute += FADES_DAYS * DAY;
            usualShares = Math.max(0, usualShares - 1);
            usualLinks = Math.max(0, usualLinks - 1);
            changed = true;
        }
        return sinceMinute;
    }

    /** The most things that a new outsider got in his first day, as long as that is over and was not signalled. */
    int usualShares(int minute) {
        int most = usualShares;
        for (int i = 0; i < outsiders; i++) {
            if (outsiderCounts[i] > most && outsiderCounts[i] < SIGNALLED && minute - outsiderFirst[i] >= DAY) {
                most = outsiderCounts[i];
            }
        }
        return most;
    }

    /** The most links for anybody in an hour, the last day's and those that were signalled left out. */
    int usualLinks(int minute) {
        boolean over = burst < SIGNALLED && minute - burstMinute >= DAY;
        return over ? Math.max(usualLinks, burst) : usualLinks;
    }

    /** Whether anybody of this domain was given something on an earlier day. */
    boolean knowsDomain(int domain, int minute) {
        for (int i = 0; i < outsiders; i++) {
            if (outsiderDomains[i] == domain && minute - outsiderFirst[i] >= DAY) {
                return true;
            }
        }
        return false;
    }

    /**
     * Notes that something was given to an outsider.
     *
     * @return how many things he was given within a day of the first, this one included; 0 if he is known for longer
     */
    int give(int outsider, int domain, int minute) {
        int at = outsiders - 1;
        while (at >= 0 && outsiderKeys[at] != outsider) {
            at--;
        }
        if (at < 0) {
            makeRoom();
            at = outsiders++;
            outsiderKeys[at] = outsider;
            outsiderDomains[at] = domain;
            outsiderFirst[at] = minute;
            outsiderCounts[at] = 0;
        } else if (minute - outsiderFirst[at] >= DAY) {
            return 0;
        }
        int flag = outsiderCounts[at] & SIGNALLED;
        int count = Math.min(MOST_COUNTED, (outsiderCounts[at] & MOST_COUNTED) + 1);
        changed |= (count | flag) != outsiderCounts[at];
        outsiderCounts[at] = count | flag;
        return count;
    }

    /** That what this outsider got was signalled, and is never to be usual. */
    void signalGiven(int outsider) {
        for (int i = 0; i < outsiders; i++) {
            if (outsiderKeys[i] == outsider) {
                outsiderCounts[i] |= SIGNALLED;
                changed = true;
            }
        }
    }

    /** That the links of this hour were signalled, and are never to be usual. */
    void signalPublished() {
        burst |= SIGNALLED;
        changed = true;
    }

    /** The oldest makes room: it is first, because later ones are put behind it. */
    private void makeRoom() {
        if (outsiders == MOST_OUTSIDERS) {
            if (outsiderCounts[0] < SIGNALLED) {
                usualShares = Math.max(usualShares, outsiderCounts[0]);
            }
            outsiders--;
            System.arraycopy(outsiderKeys, 1, outsiderKeys, 0, outsiders);
            System.arraycopy(outsiderDomains, 1, outsiderDomains, 0, outsiders);
            System.arraycopy(outsiderFirst, 1, outsiderFirst, 0, outsiders);
            System.arraycopy(outsiderCounts, 1, outsiderCounts, 0, outsiders);
        }
        outsiderKeys = Arrays.copyOf(outsiderKeys, outsiders + 1);
        outsiderDomains = Arrays.copyOf(outsiderDomains, outsiders + 1);
        outsiderFirst = Arrays.copyOf(outsiderFirst, outsiders + 1);
        outsiderCounts = Arrays.copyOf(outsiderCounts, outsiders + 1);
        changed = true;
    }

    /** Notes a link for anybody; returns how many there were in the hour around it, this one included. */
    int publish(int minute) {
        int newest = minute;
        for (int link : links) {
            newest = Math.max(newest, link);
        }
        int[] kept = new int[links.length + 1];
        int count = 0;
        int near = 1;
        for (int link : links) {
            if (newest - link < HOUR) {
                kept[count++] = link;
                near += link <= minute && minute - link < HOUR ? 1 : 0;
            }
        }
        if (newest - minute < HOUR) {
            kept[count++] = minute;
        }
        links = Arrays.copyOfRange(kept, Math.max(0, count - MOST_LINKS), count);
        if (minute - burstMinute >= DAY) {
            usualLinks = usualLinks(minute);
            burst = 0;
            burstMinute = minute;
        }
        burst = (burst & SIGNALLED) | Math.max(burst & MOST_COUNTED, near);
        changed = true;
        return near;
    }

    /** Whether an outsider has not been on a site before the last day. */
    boolean isNewSite(int site, int minute) {
        for (int i = 0; i < siteKeys.length; i++) {
            if (siteKeys[i] == site && minute - siteFirst[i] >= DAY) {
                return false;
            }
        }
        return true;
    }

    /** Notes that an outsider is on a site; returns how many sites he first saw in the 24 hours up to now. */
    int visit(int site, int minute) {
        boolean known = false;
        int young = 0;
        for (int i = 0; i < siteKeys.length; i++) {
            known |= siteKeys[i] == site;
            young += siteFirst[i] <= minute && minute - siteFirst[i] < DAY ? 1 : 0;
        }
        if (known) {
            return young;
        }
        int from = siteKeys.length == MOST_SITES ? 1 : 0;
        siteKeys = Arrays.copyOf(Arrays.copyOfRange(siteKeys, from, siteKeys.length), siteKeys.length - from + 1);
        siteFirst = Arrays.copyOf(Arrays.copyOfRange(siteFirst, from, siteFirst.length), siteKeys.length);
        siteKeys[siteKeys.length - 1] = site;
        siteFirst[siteFirst.length - 1] = minute;
        changed = true;
        return young + 1;
    }
}
