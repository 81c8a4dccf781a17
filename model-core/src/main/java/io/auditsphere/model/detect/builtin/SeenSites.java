package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sites where a user has been, by 16 bits of their hash and the hour of his first act there, and how many he usually
 * first sees within a day. Two sites in 65,536 look the same, which makes a new one look known and never the other way
 * round. Times are hours since the epoch, event time. Mutable, for one thread.
 */
final class SeenSites {

    /** Sites remembered; the one that was first seen longest ago makes room. */
    static final int MOST_SITES = 30;

    /** What the encoded form takes at most. */
    static final int MAX_BYTES = 14 + MOST_SITES * 5;

    static final int DAY = 24;

    private static final int VERSION = 1;
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private int sinceHour = UNKNOWN;
    /** The most sites first seen within a day, the last day's left out; and those of the last day, since when. */
    private int usual;

    private int latest;
    private int latestHour;
    private int[] keys = {};
    private int[] firstHours = {};
    private boolean changed;

    static SeenSites read(byte[] bytes) {
        SeenSites read = new SeenSites();
        if (bytes.length == 0 || bytes[0] != VERSION) {
            return read;
        }
        CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
        in.oneByte();
        read.sinceHour = (int) in.signed();
        read.usual = in.oneByte();
        read.latest = in.oneByte();
        read.latestHour = (int) in.signed() + read.sinceHour;
        int sites = in.size();
        read.keys = new int[sites];
        read.firstHours = new int[sites];
        for (int i = 0; i < sites; i++) {
            read.keys[i] = in.oneByte() << 8 | in.oneByte();
            read.firstHours[i] = (int) in.unsigned() + read.sinceHour;
        }
        return read;
    }

    /** Whether a {@link #visit} would change nothing and give 0, by the encoded form alone. */
    static boolean hasLongKnown(CompactReader in, int siteHash, int hour) {
        if (in.oneByte() != VERSION) {
            return false;
        }
        int sinceHour = (int) in.signed();
        in.oneByte();
        in.oneByte();
        in.signed();
        int key = key(siteHash);
        for (int left = in.size(); left > 0; left--) {
            int each = in.oneByte() << 8 | in.oneByte();
            int firstHour = (int) in.unsigned() + sinceHour;
            if (each == key) {
                return !isYoung(firstHour, hour) && sinceHour != UNKNOWN;
            }
        }
        return false;
    }

    private static int key(int siteHash) {
        return (siteHash ^ siteHash >>> 16) & 0xFFFF;
    }

    private static boolean isYoung(int firstHour, int hour) {
        return firstHour <= hour && hour - firstHour < DAY;
    }

    boolean changed() {
        return changed;
    }

    byte[] encode() {
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.signed(sinceHour);
        out.oneByte(usual);
        out.oneByte(latest);
        out.signed((long) latestHour - sinceHour);
        out.unsigned(keys.length);
        for (int i = 0; i < keys.length; i++) {
            out.oneByte(keys[i] >>> 8);
            out.oneByte(keys[i]);
            // Three bytes at most: two million hours.
            out.unsigned(Math.max(0, Math.min(1 << 20, firstHours[i] - sinceHour)));
        }
        return out.toByteArray();
    }

    /** Since when sites are noted; the present act begins it. */
    int since(int hour) {
        if (sinceHour == UNKNOWN) {
            sinceHour = hour;
            latestHour = hour;
            changed = true;
        }
        return sinceHour;
    }

    /** The most sites that the user first saw within a day, the present one left out. */
    int usual(int hour) {
        return hour - latestHour >= DAY ? Math.max(usual, latest) : usual;
    }

    /**
     * Notes that the user is on a site.
     *
     * @return how many sites he first saw in the 24 hours up to now, this one included; 0 if he has known it for longer
     */
    int visit(int siteHash, int hour) {
        since(hour);
        int key = key(siteHash);
        int young = 0;
        for (int i = 0; i < keys.length; i++) {
            boolean isYoung = isYoung(firstHours[i], hour);
            if (keys[i] == key && !isYoung) {
                return 0;
            }
            young += isYoung ? 1 : 0;
        }
        if (indexOf(key) < 0) {
            add(key, hour);
            young++;
            count(young, hour);
        }
        return young;
    }

    private int indexOf(int key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    private void add(int key, int hour) {
        int from = keys.length == MOST_SITES ? 1 : 0;
        int size = keys.length - from + 1;
        int[] newKeys = Arrays.copyOf(Arrays.copyOfRange(keys, from, keys.length), size);
        int[] newHours = Arrays.copyOf(Arrays.copyOfRange(firstHours, from, firstHours.length), size);
        newKeys[size - 1] = key;
        newHours[size - 1] = hour;
        keys = newKeys;
        firstHours = newHours;
        changed = true;
    }

    /** What the first day of note sees is a beginning and no habit. */
    private void count(int young, int hour) {
        if (hour - latestHour >= DAY) {
            usual = usual(hour);
            latest = 0;
            latestHour = hour;
        }
        if (hour - sinceHour >= DAY) {
            latest = Math.max(latest, young);
        }
    }
}
