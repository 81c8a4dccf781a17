package io.auditsphere.app.responses;

import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.ResponseActionJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts actions to an address of the operator's, as the JSON that {@code response-actions} holds. Dry runs are not
 * posted.
 *
 * <p>{@value #SIGNATURE} is {@code sha256=} and the HMAC-SHA256 (RFC 2104), in hexadecimal digits, of the value of
 * {@value #TIMESTAMP}, a dot and the body: a receiver that has the secret knows who wrote it and when. The key
 * {@value #IDEMPOTENCY_KEY} is the action's id, the same at every try. Thread-safe.
 */
public final class WebhookExecutor implements ResponseExecutor {

    /** The header with the signature. */
    public static final String SIGNATURE = "X-AuditSphere-Signature";

    /** The header with the time of sending, in seconds since the epoch, which is signed too. */
    public static final String TIMESTAMP = "X-AuditSphere-Timestamp";

    /** The header with the action's id. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final URI url;
    private final SecretKeySpec secret;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    /**
     * @param url where to post, http or https
     * @param secret the key of the signature, not empty
     * @param timeout for connecting and for the whole answer
     */
    public WebhookExecutor(URI url, String secret, Duration timeout, Clock clock) {
        this.url = url;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.timeout = timeout;
        this.clock = clock;
        // Redirects are not followed: the signature is meant for the address that was configured.
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void execute(ResponseAction action) throws ResponseFailedException, InterruptedException {
        if (action.dryRun()) {
            return;
        }
        byte[] body = ResponseActionJson.toBytes(action);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header(IDEMPOTENCY_KEY, action.actionId())
                .header(TIMESTAMP, timestamp)
                .header(SIGNATURE, signature(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        int status;
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new ResponseFailedException("the webhook was not reached: " + e, true);
        }
        if (status / 100 != 2) {
            boolean later = status / 100 == 5 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
            throw new ResponseFailedException("the webhook answered with status " + status, later);
        }
    }

    /** {@code sha256=} and the HMAC of {@code timestamp.body}. */
    String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ", this one has not", e);
        }
    }
}
