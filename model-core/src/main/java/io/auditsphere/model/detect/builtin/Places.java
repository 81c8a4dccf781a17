package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.UserView;
import java.util.Arrays;

/**
 * What {@link LocationDetector} keeps of a user: where each of his client programs was last, and the devices that he signed
 * in with. Mutable, for one thread.
 */
final class Places {

    /** Client programs and devices remembered: the least recent goes first. */
    static final int MOST_PLACES = 4;

    static final int MOST_DEVICES = 8;

    /** What the encoded form takes at most. */
    static final int MAX_BYTES = 28 + MOST_PLACES * 28 + MOST_DEVICES * 10;

    private static final int VERSION = 2;
    private static final long MINUTE_MS = 60_000;
    /** A place is written again when it is this much older than the present act: the speed is understated by as little. */
    private static final long STALE_MS = 30 * MINUTE_MS;

    private static final long NEVER = Long.MIN_VALUE;
    private static final double HUNDREDTHS = 100;
    private static final double EARTH_KM = 6371;

    /**
     * Where a client program was.
     *
     * @param device key of the client program
     * @param timeMs when, event time
     * @param latitude degrees north, in hundredths
     * @param longitude degrees east, in hundredths
     * @param network key of the network by its addresses
     * @param system key of the autonomous system, 0 if unknown
     * @param newNetwork whether the network was new to the user then
     */
    record Place(int device, long timeMs, int latitude, int longitude, int network, int system, boolean newNetwork) {

        static Place of(
                int device, long timeMs, double latitude, double longitude, int network, int system, boolean young) {
            return new Place(
                    device,
                    timeMs,
                    (int) Math.round(latitude * HUNDREDTHS),
                    (int) Math.round(longitude * HUNDREDTHS),
                    network,
                    system,
                    young);
        }

        /** Great-circle distance, haversine, in km. */
        double kilometresTo(Place other) {
            double from = Math.toRadians(latitude / HUNDREDTHS);
            double to = Math.toRadians(other.latitude / HUNDREDTHS);
            double along = Math.toRadians((other.longitude - longitude) / HUNDREDTHS);
            double up = Math.sin((to - from) / 2);
            double across = Math.sin(along / 2);
            double chord = up * up + Math.cos(from) * Math.cos(to) * across * across;
            return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
        }
    }

    private long sinceMs = Long.MAX_VALUE;
    private Place[] places = {};
    private int[] devices = {};
    private int[] programs = {};
    /** Bits of the kinds of strange networks that he came through, and when he first came through the latest of them. */
    private int kinds;

    private long strangeMs = NEVER;
    private boolean changed;

    /** Whether it has been noted since when the user's places are. */
    static boolean areNoted(DetectorInput input) {
        return input.firstByte() == VERSION;
    }

    static Places read(DetectorInput input) {
        Places read = new Places();
        CompactReader in = OwnBytes.read(input, VERSION);
        if (in == null) {
            return read;
        }
        read.sinceMs = in.signed();
        read.kinds = in.oneByte();
        read.strangeMs = read.kinds == 0 ? NEVER : in.signed();
        read.places = new Place[in.size()];
        for (int i = 0; i < read.places.length; i++) {
            read.places[i] = new Place(
                    readKey(in),
                    in.signed() * MINUTE_MS,
                    (int) in.signed(),
                    (int) in.signed(),
                    readKey(in),
                    readKey(in),
                    in.oneByte() != 0);
        }
        read.devices = new int[in.size()];
        read.programs = new int[read.devices.length];
        for (int i = 0; i < read.devices.length; i++) {
            read.devices[i] = readKey(in);
            read.programs[i] = readKey(in);
        }
        return read;
    }

    /** For how long a user's places are noted, in milliseconds; 0 if they are not. */
    static long notedMs(UserView user) {
        return OwnBytes.noted(user, VERSION, 1);
    }

    private static int readKey(CompactReader in) {
        return (int) in.unsigned();
    }

    /** Keeps what has changed, if anything has. */
    void write(DetectorInput input) {
        if (!changed) {
            return;
        }
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.signed(sinceMs);
        out.oneByte(kinds);
        if (kinds != 0) {
            out.signed(strangeMs);
        }
        out.unsigned(places.length);
        for (Place place : places) {
            writeKey(out, place.device());
            out.signed(Math.floorDiv(place.timeMs(), MINUTE_MS));
            out.signed(place.latitude());
            out.signed(place.longitude());
            writeKey(out, place.network());
            writeKey(out, place.system());
            out.oneByte(place.newNetwork() ? 1 : 0);
        }
        out.unsigned(devices.length);
        for (int i = 0; i < devices.length; i++) {
            writeKey(out, devices[i]);
            writeKey(out, programs[i]);
        }
        input.keep(out.toByteArray());
    }

    private static void writeKey(CompactWriter out, int key) {
        out.unsigned(key & 0xFFFFFFFFL);
    }

    /** Since when the user's devices are noted, event time; the present act begins it. */
    long since(long timeMs) {
        if (sinceMs == Long.MAX_VALUE) {
            sinceMs = timeMs;
            changed = true;
        }
        return sinceMs;
    }

    /** Notes that the user comes through a network of a strange kind, a bit of 1..128; whether it is his first of it. */
    boolean isFirstOfKind(int kind, long timeMs) {
        if ((kinds & kind) != 0) {
            return false;
        }
        kinds |= kind;
        strangeMs = timeMs;
        changed = true;
        return true;
    }

    /** Whether the user first came through a network of a strange kind within the hour before. */
    boolean cameStrangelyWithinTheHour(long timeMs) {
        return strangeMs != NEVER && timeMs >= strangeMs && timeMs - strangeMs <= 60 * MINUTE_MS;
    }

    /** Where this client program was last; null if that is not known. */
    Place of(int device) {
        for (Place place : places) {
            if (place.device() == device) {
                return place;
            }
        }
        return null;
    }

    /** Notes where a client program is now, if that is not older than what is known. */
    void move(Place now) {
        Place before = of(now.device());
        if (before != null) {
            boolean same = before.network() == now.network() && before.newNetwork() == now.newNetwork();
            if (now.timeMs() < before.timeMs() || (same && now.timeMs() - before.timeMs() < STALE_MS)) {
                return;
            }
        }
        places = newestFirst(now);
        changed = true;
    }

    private Place[] newestFirst(Place now) {
        Place[] all = new Place[Math.min(MOST_PLACES, places.length + 1)];
        all[0] = now;
        int count = 1;
        for (Place place : places) {
            if (place.device() != now.device() && count < all.length) {
                all[count++] = place;
            }
        }
        return count == all.length ? all : Arrays.copyOf(all, count);
    }

    boolean knowsDevice(int device) {
        for (int known : devices) {
            if (known == device) {
                return true;
            }
        }
        return false;
    }

    /** Whether a device with this client program is known: then another one with the same program is not his usual. */
    boolean knowsDeviceWith(int program) {
        for (int known : programs) {
            if (known == program) {
                return true;
            }
        }
        return false;
    }

    /** Notes a device that the user signed in with, and its client program. */
    void rememberDevice(int device, int program) {
        // The order matters only where one has to go, so a known one is not moved to the front at each sign-in.
        if (knowsDevice(device)) {
            return;
        }
        int most = Math.min(MOST_DEVICES, devices.length + 1);
        int[] newDevices = new int[most];
        int[] newPrograms = new int[most];
        newDevices[0] = device;
        newPrograms[0] = program;
        int count = 1;
        for (int i = 0; i < devices.length && count < most; i++) {
            if (devices[i] != device) {
                newDevices[count] = devices[i];
                newPrograms[count++] = programs[i];
            }
        }
        devices = Arrays.copyOf(newDevices, count);
        programs = Arrays.copyOf(newPrograms, count);
        changed = true;
    }
}
