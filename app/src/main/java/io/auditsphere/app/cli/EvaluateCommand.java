package io.auditsphere.app.cli;

import io.auditsphere.app.evaluate.EvaluateReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = {
            "Holds results against the truth that `generate` wrote beside its events: which attacks raised an alert of"
                    + " the right type, how many false findings open a day, how much of normal life is flagged.",
            "Prints Markdown tables. --truth, --results and --findings may be repeated together, once a run."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--truth", paramLabel = "FILE", required = true, description = "The truth of a run.")
    private final List<Path> truths = new ArrayList<>();

    @Option(
            names = "--results",
            paramLabel = "FILE",
            required = true,
            description = "Its results, as `score` writes them or as they stand on the anomalies topic.")
    private final List<Path> results = new ArrayList<>();

    @Option(
            names = "--findings",
            paramLabel = "FILE",
            description =
                    "Its findings, as `score --findings` writes them or as they stand on the findings topic: those"
                            + " about source addresses, password spraying for one, are in no result.")
    private final List<Path> findings = new ArrayList<>();

    @Option(
            names = "--detailed",
            description =
                    "Also tables by variant and by stealth of the attacks, and of false alerts by type and habit.")
    private boolean detailed;

    @Override
    public Integer call() throws IOException {
        settings.load();
        if (truths.size() != results.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "give as many --results as --truth; found " + results.size() + " and " + truths.size());
        }
        if (!findings.isEmpty() && findings.size() != results.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "give as many --findings as --results, or none; found " + findings.size() + " and "
                            + results.size());
        }
        List<EvaluateReport.Run> runs = new ArrayList<>();
        for (int i = 0; i < truths.size(); i++) {
            String label = String.valueOf(results.get(i).getFileName());
            Path found = findings.isEmpty() ? null : findings.get(i);
            runs.add(new EvaluateReport.Run(label, truths.get(i), results.get(i), found));
        }
        PrintWriter out = spec.commandLine().getOut();
        EvaluateReport.run(runs, detailed, out);
        out.flush();
        return ExitCodes.DONE;
    }
}
