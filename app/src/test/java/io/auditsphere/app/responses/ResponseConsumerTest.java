package io.auditsphere.app.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.testing.TestTopics;
import io.auditsphere.app.testing.Until;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.ResponseActionJson;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Actions from the topic to a receiver that answers as receivers do. */
@DisplayName("Carrying out actions")
class ResponseConsumerTest {

    private static final String SECRET = "0123456789abcdef-secret";
    private static final int ATTEMPTS = 3;

    /** What the receiver was sent. */
    private record Post(String signature, String timestamp, String key, byte[] body) {}

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    /** Answers of the receiver in turn; 200 when there are no more. */
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    private HttpServer receiver;
    private WebhookExecutor webhook;
    private ResponseConsumer consumer;
    private KafkaProducer<byte[], byte[]> producer;
    private String topic;
    private String deadLetters;
    private Thread running;

    @BeforeEach
    void open() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            posts.add(new Post(
                    exchange.getRequestHeaders().getFirst(WebhookExecutor.SIGNATURE),
                    exchange.getRequestHeaders().getFirst(WebhookExecutor.TIMESTAMP),
                    exchange.getRequestHeaders().getFirst(WebhookExecutor.IDEMPOTENCY_KEY),
                    exchange.getRequestBody().readAllBytes()));
            Integer answer = answers.poll();
            exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
            exchange.close();
        });
        receiver.start();
        topic = TestTopics.create("response-actions", 1, Map.of());
        deadLetters = TestTopics.create("response-actions-dlq", 1, Map.of());
        producer = new KafkaProducer<>(clients(), new ByteArraySerializer(), new ByteArraySerializer());
        webhook = new WebhookExecutor(
                URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"),
                SECRET,
                Duration.ofSeconds(30),
                Clock.systemUTC());
        consumer = ResponseConsumer.open(
                clients(),
                List.of(new LogExecutor(), webhook),
                new ResponseConsumer.Settings(
                        topic, deadLetters, TestServers.uniqueName("responses"), ATTEMPTS, Duration.ofMillis(10)));
        running = new Thread(consumer, "responses");
        running.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        consumer.close();
        running.join();
        producer.close();
        receiver.stop(0);
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }

    private static ResponseAction action(String id, boolean dryRun) {
        return new ResponseAction(
                id,
                "finding-" + id,
                Subject.user("box|ana@example.com"),
                "lock_account",
                "box|ana@example.com",
                "400 files within ten minutes\u001b[31m",
                List.of("e1"),
                Severity.HIGH,
                dryRun,
                Instant.EPOCH,
                null,
                "unlock_account");
    }

    private void write(byte[] value) {
        producer.send(new ProducerRecord<>(topic, "box|ana@example.com".getBytes(UTF_8), value));
        producer.flush();
    }

    private ConsumerRecord<String, String> deadLetter() {
        Until.holds("an action is dead-lettered", () -> consumer.deadLettered() == 1);
        try (KafkaConsumer<String, String> reader =
                new KafkaConsumer<>(clients(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(deadLetters, 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, String>> letters = new ArrayList<>();
            Until.holds("the dead letter can be read", () -> {
                reader.poll(Duration.ofMillis(100)).forEach(letters::add);
                return !letters.isEmpty();
            });
            return letters.get(0);
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    @DisplayName("an action is posted as it was written, signed, under its id; a dry run is not posted")
    void posted() {
        write(ResponseActionJson.toBytes(action("dry", true)));
        byte[] written = ResponseActionJson.toBytes(action("a1", false));
        write(written);
        Until.holds("both are executed by both executors", () -> consumer.executed() == 4);

        assertThat(posts).hasSize(1);
        Post post = posts.get(0);
        assertThat(post.body()).isEqualTo(written);
        assertThat(post.key()).isEqualTo("a1");
        assertThat(post.signature())
                .startsWith("sha256=")
                .isEqualTo(webhook.signature(post.timestamp(), post.body()))
                .isNotEqualTo(webhook.signature("0", post.body()));
    }

    @Test
    @DisplayName("the signature is the one that RFC 4231's method gives")
    void signature() {
        WebhookExecutor other =
                new WebhookExecutor(URI.create("http://127.0.0.1/"), "key", Duration.ofSeconds(1), Clock.systemUTC());

        // python3 -c "import hmac,hashlib; print(hmac.new(b'key', b'1700000000.{}', hashlib.sha256).hexdigest())"
        assertThat(other.signature("1700000000", "{}".getBytes(UTF_8)))
                .isEqualTo("sha256=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
    }

    @Test
    @DisplayName("a receiver that fails is asked again, with the same id")
    void again() {
        answers.addAll(List.of(503, 429));
        write(ResponseActionJson.toBytes(action("a1", false)));
        Until.holds("the third try succeeds", () -> consumer.executed() == 2);

        assertThat(posts).extracting(Post::key).containsExactly("a1", "a1", "a1");
        assertThat(consumer.deadLettered()).isZero();
    }

    @Test
    @DisplayName("what is refused is dead-lettered at once with the reason, and the next action goes on")
    void refused() {
        answers.add(400);
        write(ResponseActionJson.toBytes(action("a1", false)));
        write(ResponseActionJson.toBytes(action("a2", false)));

        ConsumerRecord<String, String> letter = deadLetter();
        assertThat(letter.value()).contains("\"action_id\":\"a1\"");
        assertThat(header(letter, ResponseConsumer.EXECUTOR)).isEqualTo("webhook");
        assertThat(header(letter, ResponseConsumer.REASON)).isEqualTo("the webhook answered with status 400");
        Until.holds("the next one is posted", () -> posts.size() == 2);
        assertThat(posts.get(1).key()).isEqualTo("a2");
    }

    @Test
    @DisplayName("an action that no request can carry is dead-lettered too, and the next action goes on")
    void unforeseen() {
        write(ResponseActionJson.toBytes(action("a1\r\nX-Other: header", false)));
        write(ResponseActionJson.toBytes(action("a2", false)));

        ConsumerRecord<String, String> letter = deadLetter();
        assertThat(header(letter, ResponseConsumer.EXECUTOR)).isEqualTo("webhook");
        assertThat(header(letter, ResponseConsumer.REASON)).contains("IllegalArgumentException");
        Until.holds("the next one is posted", () -> posts.size() == 1);
        assertThat(posts.get(0).key()).isEqualTo("a2");
    }

    @Test
    @DisplayName("what fails at every try is dead-lettered after the last one")
    void givenUp() {
        answers.addAll(List.of(500, 500, 500));
        write(ResponseActionJson.toBytes(action("a1", false)));

        assertThat(header(deadLetter(), ResponseConsumer.REASON)).contains("status 500");
        assertThat(posts).hasSize(ATTEMPTS);
    }

    @Test
    @DisplayName("what is no action is dead-lettered and stops nothing")
    void noAction() {
        write("{\"half".getBytes(UTF_8));

        assertThat(header(deadLetter(), ResponseConsumer.REASON)).startsWith("it is no response action");
    }
}
