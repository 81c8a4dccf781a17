package io.auditsphere.app.local.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time of this process by what its threads are for, those of the JVM and of RocksDB included, which Java's own
 * interface does not show: as Linux accounts for it, to a hundredth of a second. Empty elsewhere. Immutable.
 */
record ThreadTimes(Map<String, Double> seconds) {

    /** Ticks of the kernel's clock in a second, as user space sees it on every platform that Linux runs on. */
    private static final double TICKS = 100;

    /** Fields behind the name in parentheses: state is the first, user time the twelfth, system time the next. */
    private static final int USER_TIME = 11;

    private static final String COMPILER = "compiler";

    private static final Path TASKS = Path.of("/proc/self/task");

    /** As it is now. */
    static ThreadTimes now() {
        Map<String, Double> seconds = new TreeMap<>();
        if (Files.isDirectory(TASKS)) {
            try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
                for (Path task : tasks) {
                    add(task, seconds);
                }
            } catch (IOException e) {
                return new ThreadTimes(Map.of());
            }
        }
        return new ThreadTimes(seconds);
    }

    private static void add(Path task, Map<String, Double> seconds) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            int end = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, end);
            String[] fields = stat.substring(end + 2).split(" ", -1);
            double used = (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS;
            seconds.merge(purpose(name), used, Double::sum);
        } catch (IOException threadHasEnded) {
            // Its time is gone; there are few such.
        }
    }

    /** Linux knows the first fifteen characters of a name. */
    private static String purpose(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("compiler")) {
            return COMPILER;
        }
        if (lower.startsWith("gc ") || lower.startsWith("g1 ") || lower.startsWith("vm thread")) {
            return "collector";
        }
        if (lower.startsWith("kafka-producer")) {
            return "producers";
        }
        return lower.startsWith("rocksdb") ? "rocksdb" : "others";
    }

    /** CPU seconds that the JVM's compiler has taken; 0 where the system does not tell. */
    double compilerSeconds() {
        return seconds.getOrDefault(COMPILER, 0.0);
    }

    /** CPU seconds since an earlier moment, per million records, without the stream threads' own. */
    String since(ThreadTimes earlier, double streamSeconds, long records) {
        List<String> words = new ArrayList<>();
        seconds.forEach((purpose, used) -> {
            double more = used - earlier.seconds.getOrDefault(purpose, 0.0);
            double counted = purpose.equals("others") ? Math.max(0, more - streamSeconds) : more;
            words.add(String.format(Locale.ROOT, "%s %.2f", purpose, counted / records * 1e6));
        });
        return String.join(", ", words);
    }
}
