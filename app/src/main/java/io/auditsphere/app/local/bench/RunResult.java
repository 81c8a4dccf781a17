package io.auditsphere.app.local.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What one process measured of itself while it handled so many records after warming up.
 *
 * @param records records of the measured part
 * @param seconds how long it took by the clock
 * @param cpuSeconds CPU time of the whole process: stream threads, collection of garbage, compilation, RocksDB, network
 * @param streamSeconds CPU time of the stream threads alone
 * @param compilerSeconds CPU time of the JVM's compiler, which has nothing to do once everything is compiled
 * @param gcMillis time in which garbage was collected, by the collector's own account
 * @param others CPU seconds per million records of the other threads, by what they are for, in words
 */
record RunResult(
        long records,
        double seconds,
        double cpuSeconds,
        double streamSeconds,
        double compilerSeconds,
        long gcMillis,
        Judged judged,
        String others) {

    private static final long STALL_NANOS = 120_000_000_000L;

    double cpuPerMillion() {
        return cpuSeconds / records * 1e6;
    }

    double streamPerMillion() {
        return streamSeconds / records * 1e6;
    }

    /** The same without the compiler. */
    double warmCpuPerMillion() {
        return (cpuSeconds - compilerSeconds) / records * 1e6;
    }

    double recordsPerSecond() {
        return records / seconds;
    }

    String encoded() {
        return String.join(
                " ",
                Long.toString(records),
                Double.toString(seconds),
                Double.toString(cpuSeconds),
                Double.toString(streamSeconds),
                Double.toString(compilerSeconds),
                Long.toString(gcMillis),
                judged.encoded(),
                others);
    }

    static RunResult decoded(String text) {
        String[] parts = text.split(" ", 8);
        return new RunResult(
                Long.parseLong(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Long.parseLong(parts[5]),
                Judged.decoded(parts[6]),
                parts[7]);
    }

    /** Waits until {@code warmUp} records have been handled, then measures the next {@code records}. */
    static RunResult measure(LongSupplier processed, Supplier<Judged> judged, long warmUp, long records)
            throws IOException {
        await(processed, warmUp);
        System.out.println("warm=" + processed.getAsLong());
        Judged before = judged.get();
        Moment from = Moment.now(processed.getAsLong());
        await(processed, warmUp + records);
        Moment to = Moment.now(processed.getAsLong());
        return new RunResult(
                to.processed - from.processed,
                (to.nanos - from.nanos) / 1e9,
                (to.cpuNanos - from.cpuNanos) / 1e9,
                (to.streamNanos - from.streamNanos) / 1e9,
                to.threads.compilerSeconds() - from.threads.compilerSeconds(),
                to.gcMillis - from.gcMillis,
                judged.get().since(before),
                to.threads.since(
                        from.threads, (to.streamNanos - from.streamNanos) / 1e9, to.processed - from.processed));
    }

    private static void await(LongSupplier processed, long count) throws IOException {
        long best = -1;
        long since = System.nanoTime();
        long now;
        while ((now = processed.getAsLong()) < count) {
            if (now > best) {
                best = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STALL_NANOS) {
                throw new IOException("no record was handled for two minutes, after " + now + " of " + count);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private record Moment(
            long processed, long nanos, long cpuNanos, long streamNanos, long gcMillis, ThreadTimes threads) {

        static Moment now(long processed) {
            return new Moment(processed, System.nanoTime(), cpu(), streams(), gc(), ThreadTimes.now());
        }

        private static long cpu() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                    ? os.getProcessCpuTime()
                    : 0;
        }

        private static long streams() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long sum = 0;
            for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (thread != null
                        && thread.getThreadName().contains("StreamThread")
                        && !thread.getThreadName().contains("producer")
                        && !thread.getThreadName().contains("heartbeat")) {
                    sum += threads.getThreadCpuTime(thread.getThreadId());
                }
            }
            return sum;
        }

        private static long gc() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                    .sum();
        }
    }
}
