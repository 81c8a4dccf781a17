package io.auditsphere.app.cli;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.MappingCheck;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "mappings",
        description = "Tries files that describe sources of your own (ingest.mappings).",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MappingsCommand.Check.class})
final class MappingsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one: check");
    }

    @Command(
            name = "check",
            description = {
                "Checks a mapping file and, with --sample, prints the events that a sample becomes, one a line.",
                "Ends with 1 if the file cannot be used, or if a record of the sample is rejected or holds no event."
            })
    static final class Check implements Callable<Integer> {

        private static final int SHOWN = 20;

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Parameters(paramLabel = "FILE", description = "The mapping file.")
        private Path file;

        @Option(
                names = "--sample",
                paramLabel = "FILE",
                description = "Records of the source as they come: one JSON value, or one a line.")
        private Path sample;

        @Override
        public Integer call() throws IOException {
            MappingCheck check = new MappingCheck(file, new ComponentSettings(settings.load()).ingest());
            PrintWriter err = spec.commandLine().getErr();
            err.println(file + ": " + check.summary());
            if (!check.unmappedFields().isEmpty()) {
                err.println("not mapped: " + String.join(", ", check.unmappedFields()));
            }
            if (!check.isProviderConfigured()) {
                err.println("to use it, add " + check.provider() + " to providers and the file to ingest.mappings");
            }
            return sample == null ? ExitCodes.DONE : decode(check, err);
        }

        private int decode(MappingCheck check, PrintWriter err) throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            List<AuditEvent> events = new ArrayList<>();
            int records = 0;
            int rejected = 0;
            for (byte[] record : MappingCheck.records(Files.readAllBytes(sample))) {
                records++;
                DecodedRecord decoded = check.decode(record, System.currentTimeMillis());
                for (AuditEvent event : decoded.events()) {
                    out.println(new String(AuditEventJson.toBytes(event), StandardCharsets.UTF_8));
                    events.add(event);
                }
                for (Rejection rejection : decoded.rejections()) {
                    rejected++;
                    err.println("record " + records + ": " + described(rejection));
                }
            }
            out.flush();
            report(check, records, events, rejected, err);
            return events.isEmpty() || rejected > 0 ? ExitCodes.FAILED : ExitCodes.DONE;
        }

        private static String described(Rejection rejection) {
            return rejection.reason().wireName()
                    + (rejection.field() == null ? "" : ", " + rejection.field())
                    + (rejection.value() == null ? "" : " \"" + rejection.value() + "\"")
                    + ": " + rejection.detail();
        }

        private static void report(
                MappingCheck check, int records, List<AuditEvent> events, int rejected, PrintWriter err) {
            long others = events.stream()
                    .filter(event -> !event.provider().equals(check.provider()))
                    .count();
            err.println(records + " records: " + events.size() + " events, " + rejected + " rejected");
            if (others > 0) {
                err.println(others + " of the events are of other providers: another form took them");
            }
            Set<String> unknown = check.unknownOperations(events);
            if (!unknown.isEmpty()) {
                err.println(unknown.size() + " operations that no catalogue names, categorised by their names' words: "
                        + String.join(", ", unknown.stream().limit(SHOWN).toList()));
            }
        }
    }
}
