package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationException;
import io.auditsphere.app.config.ScoringKeys;
import io.auditsphere.app.config.ServiceKeys;
import io.auditsphere.app.responses.LogExecutor;
import io.auditsphere.app.responses.ResponseConsumer;
import io.auditsphere.app.responses.ResponseExecutor;
import io.auditsphere.app.responses.WebhookExecutor;
import io.auditsphere.app.topology.Topics;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "respond",
        description = {
            "Carries out what response-actions asks for: every action is logged, and posted to responses.webhook.url if"
                    + " that is set, signed and tried again.",
            "What cannot be carried out goes to response-actions-dlq. Others may read response-actions as well."
        })
final class RespondCommand implements Callable<Integer> {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    @Mixin
    private SettingsOptions settings;

    @Override
    public Integer call() {
        Configuration configuration = settings.load();
        Topics topics = new Topics(configuration.get(ServiceKeys.TOPICS_PREFIX));
        List<ResponseExecutor> executors = new ArrayList<>(List.of(new LogExecutor()));
        webhook(configuration).ifPresent(executors::add);
        ResponseConsumer consumer = ResponseConsumer.open(
                ClientSettings.shared(configuration),
                executors,
                new ResponseConsumer.Settings(
                        topics.responseActions(),
                        topics.responseDeadLetters(),
                        configuration.get(ServiceKeys.APPLICATION_ID) + "-responses",
                        configuration.get(ScoringKeys.RESPONSES_WEBHOOK_ATTEMPTS),
                        FIRST_PAUSE));
        EndOnSignal.of(consumer);
        consumer.run();
        return ExitCodes.DONE;
    }

    private static Optional<ResponseExecutor> webhook(Configuration configuration) {
        Optional<String> url = configuration.get(ScoringKeys.RESPONSES_WEBHOOK_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String secret = configuration
                .get(ScoringKeys.RESPONSES_WEBHOOK_SECRET)
                .orElseThrow(() -> new ConfigurationException(
                        "responses.webhook.url is set and responses.webhook.secret is not: without a signature anybody"
                                + " could send the receiver actions; set the secret that the receiver checks"));
        return Optional.of(new WebhookExecutor(
                addressOf(url.get()),
                secret,
                configuration.get(ScoringKeys.RESPONSES_WEBHOOK_TIMEOUT),
                Clock.systemUTC()));
    }

    /** The address, which may hold a password and is repeated by no message. */
    private static URI addressOf(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Its message repeats the address.
        }
        throw new ConfigurationException(
                "responses.webhook.url names no host that can be posted to; give an address such"
                        + " as https://soar.example.com/hooks/auditsphere, special characters percent-encoded");
    }
}
