package io.auditsphere.app.cli;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ScoringKeys;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.app.scoring.StateEstimate;
import io.auditsphere.app.topology.AuditTopology;
import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.StreamParts;
import io.auditsphere.app.topology.TopologySettings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.scoring.EventScorer;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "topology",
        description = "Prints what the stream is made of: topics, operators and stores, by their names.")
final class TopologyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--estimate",
            paramLabel = "USERS",
            description =
                    "Print instead how many bytes of state a user takes, and so many users in total: those who have an"
                            + " event within state.ttl.")
    private Long estimate;

    @Override
    public Integer call() {
        Configuration configuration = settings.load();
        ComponentSettings components = new ComponentSettings(configuration);
        String text =
                estimate == null ? topology(components).describe().toString() : estimated(components, configuration);
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private String estimated(ComponentSettings components, Configuration configuration) {
        if (estimate < 1) {
            throw new ParameterException(spec.commandLine(), "--estimate is 1 or more users, not " + estimate);
        }
        return StateEstimate.measure(components.score())
                .describe(estimate, configuration.get(ScoringKeys.DEDUP_RETENTION));
    }

    /** The topology of these settings, to be described and not to be run. */
    static Topology topology(ComponentSettings components) {
        TopologySettings topology = components.topology();
        StreamCounters counters = new StreamCounters();
        StreamParts parts = new StreamParts(
                new EventDecoder(components.ingest()),
                () -> new EventScorer(
                        new FeatureEngine(components.features()),
                        BuiltInDetectors.asShipped(),
                        components.scoring(),
                        Clock.systemUTC()),
                provider -> null,
                new SourceWatch(SourceDetectors::asShipped, components.scoring().findings()),
                ResponsePolicy.none(),
                counters,
                Clock.systemUTC());
        return AuditTopology.build(topology, parts, components.streams().properties(topology, counters));
    }
}
