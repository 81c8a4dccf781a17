package io.auditsphere.app.cli;

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
            DlqCommand.class,
            MappingsCommand.class,
            ConfigCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        quietForPeople(arguments);
        int code = commandLine().execute(arguments);
        System.out.flush();
        EndOnSignal.commandEnded();
        // Not every library's threads are daemons; a command that has ended is to end the process.
        System.exit(code);
    }

    /** The local mode talks to a person: its log says what is wrong, and no more. Before the first logger is made. */
    private static void quietForPeople(String[] arguments) {
        String level = "org.slf4j.simpleLogger.log.io.auditsphere";
        if (arguments.length > 0 && arguments[0].equals("local") && System.getProperty(level) == null) {
            System.setProperty(level, "warn");
        }
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
