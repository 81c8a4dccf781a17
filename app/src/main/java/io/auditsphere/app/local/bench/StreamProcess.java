package io.auditsphere.app.local.bench;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.models.ModelFollower;
import io.auditsphere.app.serve.StreamsRuntime;
import io.auditsphere.app.serve.StreamsSettings;
import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.StreamParts;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.app.topology.TopologySettings;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.scoring.EventScorer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * A stream under measurement as a process: the pipeline as {@code serve} runs it, without HTTP and history, or the
 * pass-through, or what the contract asks for beyond it. Arguments: {@code pipeline}, {@code pipeline-without-detectors},
 * which has those of sources neither, {@code pass-through} or {@code floor}; records to warm up by; records to measure (0:
 * run until standard input ends); then settings as {@code key=value}.
 */
final class StreamProcess {

    static final String PIPELINE = "pipeline";
    static final String WITHOUT_DETECTORS = "pipeline-without-detectors";
    static final String PASS_THROUGH = "pass-through";
    static final String FLOOR = "floor";

    /** What it says when it is asked while it runs on: events handled since it started. */
    static final String HANDLED = "handled";

    private static final Duration START_WITHIN = Duration.ofMinutes(1);

    private StreamProcess() {}

    /** Runs, measures, says {@code ready} and {@code result}, and ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> overrides = Arrays.asList(arguments).subList(3, arguments.length);
        Configuration configuration = ConfigurationLoader.load(Optional.empty(), Map.of(), overrides);
        long warmUp = Long.parseLong(arguments[1]);
        long records = Long.parseLong(arguments[2]);
        if (arguments[0].equals(PIPELINE)) {
            runPipeline(configuration, BuiltInDetectors.asShipped(), SourceDetectors.asShipped(), warmUp, records);
        } else if (arguments[0].equals(WITHOUT_DETECTORS)) {
            runPipeline(configuration, DetectorSet.none(), SourceDetectors.none(), warmUp, records);
        } else if (arguments[0].equals(FLOOR)) {
            runBaseline(configuration, ContractFloor::build, warmUp, records);
        } else {
            runBaseline(configuration, PassThrough::build, warmUp, records);
        }
        System.exit(0);
    }

    private static void runPipeline(
            Configuration configuration, DetectorSet detectors, SourceDetectors sources, long warmUp, long records)
            throws IOException, InterruptedException {
        ComponentSettings settings = new ComponentSettings(configuration);
        StreamCounters counters = new StreamCounters();
        Clock clock = Clock.systemUTC();
        try (ModelFollower models = ModelFollower.open(
                ClientSettings.shared(configuration), settings.topics().models())) {
            StreamParts parts = new StreamParts(
                    new EventDecoder(settings.ingest()),
                    () -> new EventScorer(new FeatureEngine(settings.features()), detectors, settings.scoring(), clock),
                    models,
                    new SourceWatch(() -> sources, settings.scoring().findings()),
                    settings.responses(),
                    counters,
                    clock);
            try (StreamsRuntime runtime = StreamsRuntime.start(
                    settings.streams(), settings.topology(), parts, () -> models.start(START_WITHIN))) {
                if (!runtime.awaitReady(START_WITHIN)) {
                    throw new IOException("the stream did not start within " + START_WITHIN.toSeconds() + " s");
                }
                measure(
                        () -> counters.learnt() + counters.results() + counters.deadLetterTotal(),
                        () -> Judged.of(counters),
                        warmUp,
                        records);
                System.err.printf(
                        "  results %d, anomalies %d, alerts %d, findings %d, dead letters %s%n",
                        counters.results(),
                        counters.anomalies(),
                        counters.alerts(),
                        counters.findings(),
                        counters.deadLetters());
            }
        }
    }

    /** What the pipeline is compared with. */
    @FunctionalInterface
    private interface Baseline {
        Topology build(Topics topics, LongAdder processed, Properties streams);
    }

    private static void runBaseline(Configuration configuration, Baseline baseline, long warmUp, long records)
            throws IOException {
        ComponentSettings components = new ComponentSettings(configuration);
        StreamsSettings settings = components.streams();
        TopologySettings topology = components.topology();
        Properties properties = settings.properties(topology, new StreamCounters());
        LongAdder processed = new LongAdder();
        try (KafkaStreams streams =
                new KafkaStreams(baseline.build(topology.topics(), processed, properties), properties)) {
            streams.start();
            measure(processed::sum, () -> Judged.NOTHING, warmUp, records);
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private static void measure(LongSupplier processed, Supplier<Judged> judged, long warmUp, long records)
            throws IOException {
        System.out.println("ready=" + ProcessHandle.current().pid());
        if (records > 0) {
            System.out.println("result="
                    + RunResult.measure(processed, judged, warmUp, records).encoded());
            return;
        }
        while (System.in.read() >= 0) {
            System.out.println(HANDLED + "=" + processed.getAsLong());
        }
    }
}
