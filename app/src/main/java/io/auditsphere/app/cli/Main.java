package io.auditsphere.app.cli;

import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program's entry. */
@Command(
        name = "auditsphere",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Finds, in real time, what is wrong in audit logs.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    /** In the order in which help lists them. */
    private static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            Map.entry("serve", ServeCommand.class),
            Map.entry("train", TrainCommand.class),
            Map.entry("local", LocalCommand.class),
            Map.entry("score", ScoreCommand.class),
            Map.entry("generate", GenerateCommand.class),
            Map.entry("evaluate", EvaluateCommand.class),
            Map.entry("ingest", IngestCommand.class),
            Map.entry("backfill", BackfillCommand.class),
            Map.entry("topology", TopologyCommand.class),
            Map.entry("models", ModelsCommand.class),
            Map.entry("topics", TopicsCommand.class),
            Map.entry("detectors", DetectorsCommand.class),
            Map.entry("suppressions", SuppressionsCommand.class),
            Map.entry("respond", RespondCommand.class),
            Map.entry("dlq", DlqCommand.class),
            Map.entry("mappings", MappingsCommand.class),
            Map.entry("reset", ResetCommand.class),
            Map.entry("config", ConfigCommand.class),
            Map.entry("bench", BenchCommand.class));

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // What is logged, and when, reads the same on every machine; before the first logger is made.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        new LogLevels(arguments, System.getenv(), System.getProperty("auditsphere.home")).apply();
        int code = commandLineFor(arguments).execute(arguments);
        System.out.flush();
        EndOnSignal.commandEnded();
        // Not every library's threads are daemons; a command that has ended is to end the process.
        System.exit(code);
    }

    /** The commands, ready to run; each call gives new ones. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /** The same for these arguments: a command that is named is made alone, since all take a start a fifth of a second. */
    static CommandLine commandLineFor(String... arguments) {
        List<Map.Entry<String, Class<?>>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0 && command.getKey().equals(arguments[0]))
                .toList();
        return commandLine(named.isEmpty() ? COMMANDS : named);
    }

    private static CommandLine commandLine(List<Map.Entry<String, Class<?>>> these) {
        CommandLine commands = new CommandLine(new Main());
        these.forEach(command -> commands.addSubcommand(command.getKey(), new CommandLine(command.getValue())));
        commands.setExecutionExceptionHandler(new Failures());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setUsageHelpAutoWidth(true);
        commands.getSubcommands().values().forEach(Main::complete);
        return commands;
    }

    /** What all commands have in common, so that none is left out. */
    private static void complete(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        command.getCommandSpec().usageMessage().exitCodeList(ExitCodes.help());
        command.getSubcommands().values().forEach(Main::complete);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command");
    }

    /** The version of the jar that runs. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"AuditSphere Streams " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
