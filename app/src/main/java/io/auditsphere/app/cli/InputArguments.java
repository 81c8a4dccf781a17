package io.auditsphere.app.cli;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.app.report.InputReport;
import io.auditsphere.app.report.InputReportJson;
import io.auditsphere.app.report.InputReportText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What commands that read logs have in common: which files, and the report at the end. */
final class InputArguments {

    /** What a log may be, for the help of every command that reads one. */
    static final String ACCEPTED =
            "A log is a file, a folder, a pattern such as 'logs/*.json.gz', or - for standard input: one record a line"
                    + " (NDJSON), a JSON document, or a CSV export with a JSON column such as AuditData; packed or not, in"
                    + " any accepted shape.";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the report on what was read to this file, as JSON.")
    private Path report;

    /** The files that these names stand for, or null if there are none. */
    static InputSelection selectionOrNull(List<String> names) throws IOException {
        return names == null || names.isEmpty() ? null : InputSelection.of(names);
    }

    /** Prints the report, and writes it where it was asked for. */
    void tell(InputReport told, Console console) throws IOException {
        console.lines(InputReportText.of(told));
        if (report != null) {
            InputReportJson.write(told, report);
        }
    }
}
