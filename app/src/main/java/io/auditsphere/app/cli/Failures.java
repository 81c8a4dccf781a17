package io.auditsphere.app.cli;

import io.auditsphere.app.config.ConfigurationException;
import io.auditsphere.app.history.BackfillException;
import io.auditsphere.app.models.ModelRegistryException;
import io.auditsphere.app.models.ModelTopicException;
import io.auditsphere.app.serve.StartRefusedException;
import io.auditsphere.app.storage.SchemaException;
import io.auditsphere.app.topology.TopicsNotReadyException;
import io.auditsphere.app.training.TrainerBusyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong: what was foreseen in one line, what was not with its trace, so that it can be reported. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        Throwable cause = unwrapped(failure);
        if (cause instanceof ConfigurationException) {
            err.println(command.getCommandName() + ": " + cause.getMessage());
            return ExitCodes.USAGE;
        }
        if (isNotReady(cause)) {
            err.println(command.getCommandName() + ": " + cause.getMessage());
            return ExitCodes.NOT_READY;
        }
        if (isForeseen(cause)) {
            err.println(command.getCommandName() + ": " + described(cause));
            return ExitCodes.FAILED;
        }
        err.println(command.getCommandName() + ": failed in a way that was not foreseen; please report it with this:");
        cause.printStackTrace(err);
        return ExitCodes.FAILED;
    }

    private static boolean isNotReady(Throwable cause) {
        return cause instanceof NotReadyException
                || cause instanceof TopicsNotReadyException
                || cause instanceof StartRefusedException
                || cause instanceof TrainerBusyException;
    }

    private static boolean isForeseen(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof SQLException
                || cause instanceof KafkaException
                || cause instanceof ModelRegistryException
                || cause instanceof ModelTopicException
                || cause instanceof BackfillException
                || cause instanceof SchemaException;
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof UncheckedIOException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Whether the message says nothing by itself: those of files are the path alone. */
    private static boolean nameNeeded(Throwable failure) {
        return failure.getMessage() == null || failure instanceof FileSystemException;
    }

    /** The message and those of its causes that add something; file exceptions carry the path alone. */
    private static String described(Throwable failure) {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Throwable one = failure; one != null; one = one.getCause()) {
            String message = one.getMessage() == null ? "" : one.getMessage();
            if (message.isEmpty() || !last.contains(message)) {
                text.append(text.length() == 0 ? "" : ": ");
                text.append(nameNeeded(one) ? one.getClass().getSimpleName() + " " : "");
                text.append(message);
            }
            last = message;
        }
        return text.toString();
    }
}
