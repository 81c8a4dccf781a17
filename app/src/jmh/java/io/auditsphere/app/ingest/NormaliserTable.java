package io.auditsphere.app.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link NormaliserBenchmark} provider by provider, parse and normaliser in turn, several rounds of a fresh JVM each,
 * and ends with a table of median CPU times and their ratio. Arguments: the number of rounds (3), and a text that the
 * providers' names begin with (all).
 */
public final class NormaliserTable {

    private static final List<String> PROVIDERS =
            List.of("microsoft", "google", "box", "dropbox", "aws", "azure", "oci");

    private NormaliserTable() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        String wanted = arguments.length > 1 ? arguments[1] : "";
        StringBuilder table = new StringBuilder("| provider | parse, CPU ns | normalise, CPU ns | ratio |\n|---|--:|--:|--:|\n");
        for (String provider : PROVIDERS) {
            if (!provider.startsWith(wanted)) {
                continue;
            }
            List<Double> parse = new ArrayList<>();
            List<Double> normalise = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                parse.add(cpuNanos("parse", provider));
                normalise.add(cpuNanos("normalise", provider));
            }
            double baseline = median(parse);
            double cost = median(normalise);
            table.append(String.format(
                    Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f |%n", provider, baseline, cost, cost / baseline));
            Files.writeString(Path.of("target", "normalisers.md"), table.toString());
        }
        System.out.print(table);
    }

    private static double cpuNanos(String benchmark, String provider) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(NormaliserBenchmark.class.getName() + "\\." + benchmark + "$")
                .param("provider", provider)
                .forks(1)
                // What compiles while it is measured counts as the process's: a short warm-up shows the compiler.
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(4))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(CpuTimeProfiler.class)
                .jvmArgsAppend("-Xmx1g", "-XX:+UseSerialGC")
                .verbosity(VerboseMode.SILENT);
        return new Runner(options.build())
                .run().iterator().next().getSecondaryResults().get(CpuTimeProfiler.RESULT).getScore();
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
