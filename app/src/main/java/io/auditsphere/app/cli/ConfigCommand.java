package io.auditsphere.app.cli;

import io.auditsphere.app.config.ConfigurationText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        description = {
            "Prints every setting in force and where it comes from, secrets masked.",
            "Ends with 2 if a setting cannot be used, so that it also checks a file before a start."
        })
final class ConfigCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = {"--describe", "--template"},
            description =
                    "Print every key with what it is for, what is allowed and its default, as a file to begin with.")
    private boolean describe;

    @Override
    public Integer call() {
        String text = describe ? ConfigurationText.template() : ConfigurationText.inForce(settings.load());
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
