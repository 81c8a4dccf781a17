package io.auditsphere.app.cli;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.service.AuditService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        description = {
            "Runs the stream: reads audit-events, writes anomalies, findings and dead letters, archives history,"
                    + " follows models, and answers probes and metrics over HTTP.",
            "Ends with 0 when it is asked to (SIGTERM, Ctrl-C), after a last commit; with 1 if the stream fails for good."
        },
        footer = {"", "HTTP (http.bind, http.port): /health/live /health/ready /health/started /metrics"})
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final Duration LOOK = Duration.ofDays(1);

    @Mixin
    private SettingsOptions settings;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = settings.load();
        try (AuditService service =
                AuditService.start(configuration, new ComponentSettings(configuration).ingest(), Clock.systemUTC())) {
            EndOnSignal.of(service);
            while (!service.stream().awaitEnd(LOOK)) {
                LOG.debug("The stream goes on");
            }
            return service.stream().failure().isPresent() ? ExitCodes.FAILED : ExitCodes.DONE;
        }
    }
}
