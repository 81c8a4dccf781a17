package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.deadletters.Coordinates;
import io.auditsphere.app.deadletters.DeadLetter;
import io.auditsphere.app.deadletters.DeadLetterReader;
import io.auditsphere.app.deadletters.DeadLetterSummary;
import io.auditsphere.app.deadletters.DeadLetterText;
import io.auditsphere.app.deadletters.LetterFile;
import io.auditsphere.app.deadletters.Replay;
import io.auditsphere.app.deadletters.Selection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dlq",
        description = "Lists, shows and sends back the dead letters: records that could not be read.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DlqCommand.ListLetters.class, DlqCommand.Show.class, DlqCommand.SendBack.class})
final class DlqCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one: list, show or replay");
    }

    private static DeadLetterReader reader(Configuration configuration) {
        return DeadLetterReader.open(
                ClientSettings.consumer(configuration),
                new ComponentSettings(configuration).topics().deadLetters());
    }

    @Command(
            name = "list",
            description = "Counts the dead letters by reason, provider and field, and lists the newest.")
    static final class ListLetters implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Mixin
        private SelectionOptions selected;

        @Option(
                names = "--newest",
                paramLabel = "N",
                defaultValue = "10",
                description = "How many to list (default: ${DEFAULT-VALUE}).")
        private int newest;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "Also write those that match to this new file, one JSON object a line, to be mended and"
                        + " sent with `dlq replay --from`. It holds what the events hold: keep it as safe.")
        private Path output;

        @Override
        public Integer call() throws IOException {
            if (newest < 0) {
                throw new ParameterException(spec.commandLine(), "--newest is 0 or more, not " + newest);
            }
            PrintWriter out = spec.commandLine().getOut();
            DeadLetterSummary summary = new DeadLetterSummary(newest);
            try (DeadLetterReader reader = reader(settings.load());
                    LetterFile file = output == null ? null : LetterFile.create(output)) {
                reader.read(selected.selection(spec), letter -> {
                    summary.add(letter);
                    if (file != null) {
                        file.write(letter);
                    }
                });
            }
            DeadLetterText.print(summary, out);
            if (output != null) {
                out.println("wrote " + summary.letters() + " to " + output);
            }
            out.flush();
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "show",
            description = "Shows one dead letter: where it came from, why it was rejected, its headers and its record.")
    static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Parameters(paramLabel = "PARTITION:OFFSET", description = "Which, as `dlq list` prints them.")
        private String at;

        @Option(
                names = "--raw",
                paramLabel = "FILE",
                description = "Write the record's bytes as they came to this new file instead.")
        private Path raw;

        @Override
        public Integer call() throws IOException {
            Set<Coordinates> wanted = Set.of(SelectionOptions.coordinates(spec, at));
            AtomicReference<DeadLetter> found = new AtomicReference<>();
            try (DeadLetterReader reader = reader(settings.load())) {
                reader.read(Selection.of(wanted), found::set);
            }
            PrintWriter out = spec.commandLine().getOut();
            DeadLetter letter = found.get();
            if (letter == null) {
                throw new NotReadyException("there is no dead letter at " + at
                        + "; `auditsphere dlq list` prints those that there are (they are kept for 30 days)");
            }
            if (raw == null) {
                DeadLetterText.print(letter, out);
            } else {
                Files.write(
                        raw,
                        letter.value() == null ? new byte[0] : letter.value(),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
                out.println("wrote " + letter.size() + " bytes to " + raw);
            }
            out.flush();
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "replay",
            description = {
                "Sends dead letters back to audit-events with their own key, value and headers.",
                "Without --yes it only says what it would send. Safe to repeat: events that went through are known as"
                        + " duplicates. Ends with 4 if some were refused."
            })
    static final class SendBack implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Mixin
        private SelectionOptions selected;

        @Option(
                names = "--from",
                paramLabel = "FILE",
                description =
                        "Send the records of this file, mended, in place of those they were: one JSON object a line"
                                + " with partition, offset and record, as `dlq list --output` writes them.")
        private Path from;

        @Option(
                names = "--most",
                paramLabel = "N",
                defaultValue = "3",
                description = "Refuse what was sent back so often and rejected again (default: ${DEFAULT-VALUE}).")
        private int most;

        @Option(names = "--yes", description = "Send them.")
        private boolean yes;

        @Override
        public Integer call() throws IOException {
            Configuration configuration = settings.load();
            String topic = new ComponentSettings(configuration).topics().auditEvents();
            Map<Coordinates, byte[]> mended = from == null ? null : LetterFile.read(from);
            Selection selection = selected.selection(spec);
            Set<Coordinates> met = new HashSet<>();
            try (DeadLetterReader reader = reader(configuration);
                    Replay replay = yes
                            ? Replay.open(ClientSettings.producer(configuration), topic, most)
                            : Replay.dry(topic, most)) {
                if (mended == null) {
                    reader.read(selection, replay::send);
                } else if (!mended.isEmpty()) {
                    reader.read(Selection.of(mended.keySet()), letter -> {
                        met.add(letter.at());
                        if (selection.contains(letter)) {
                            replay.send(letter, mended.get(letter.at()));
                        }
                    });
                }
                replay.flush();
                long missing = mended == null ? 0 : mended.size() - met.size();
                return print(replay, topic, missing, spec.commandLine().getOut());
            }
        }

        private int print(Replay replay, String topic, long missing, PrintWriter out) {
            replay.byReason().forEach((reason, count) -> out.println(count + " rejected for " + reason));
            replay.refusals().forEach(out::println);
            out.println((yes ? "sent " : "would send ") + replay.sent() + " to " + topic + ", refused "
                    + replay.refused() + (missing == 0 ? "" : ", not found " + missing)
                    + (yes ? "" : "; nothing is sent without --yes"));
            out.flush();
            return replay.refused() + missing == 0 ? ExitCodes.DONE : ExitCodes.PARTLY;
        }
    }
}
