package io.auditsphere.app.cli;

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
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            TrainCommand.class,
            LocalCommand.class,
            ScoreCommand.class,
            GenerateCommand.class,
            EvaluateCommand.class,
            IngestCommand.class,
            BackfillCommand.class,
            TopologyCommand.class,
            ModelsCommand.class,
            TopicsCommand.class,
            DetectorsCommand.class,
            SuppressionsCommand.class,
            RespondCommand.class,
            DlqCommand.class,
            MappingsCommand.class,
            ResetCommand.class,
            ConfigCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // What is logged, and when, reads the same on every machine; before the first logger is made.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        new LogLevels(arguments, System.getenv(), System.getProperty("auditsphere.home")).apply();
        int code = commandLine().execute(arguments);
        System.out.flush();
        EndOnSignal.commandEnded();
        // Not every library's threads are daemons; a command that has ended is to end the process.
        System.exit(code);
    }

    /** The commands, ready to run; each call gives new ones. */
    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main());
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
