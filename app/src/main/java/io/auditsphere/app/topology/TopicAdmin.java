package io.auditsphere.app.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are missing and checks those that exist. It never alters a topic: what an operator has set
 * stays. Thread-safe; the caller closes the {@link Admin}.
 */
public final class TopicAdmin {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN = Duration.ofMillis(20);

    private final Admin admin;
    private final Topics topics;

    /** For the topics of this installation, over a client of its cluster. */
    public TopicAdmin(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Creates the topics that are missing. Where {@code audit-events} exists, those that must have as many partitions
     * follow it and {@code partitions} is not used.
     *
     * @param partitions partitions of {@code audit-events}, 1 or more
     * @param replication copies of each partition; -1 for the cluster's default
     * @return the names of the topics that were created, in the order of {@link Topic}
     * @throws TopicsNotReadyException if the cluster refuses or does not answer
     */
    public List<String> create(int partitions, short replication) {
        int partitionsOfEvents = partitionsOf(topics.auditEvents()).orElse(partitions);
        List<String> created = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            NewTopic request = new NewTopic(
                    topics.name(topic),
                    Optional.of(topic.partitions(partitionsOfEvents)),
                    replication < 1 ? Optional.empty() : Optional.of(replication));
            request.configs(topic.configuration());
            if (createUnlessThere(request)) {
                created.add(request.name());
            }
        }
        created.forEach(this::awaitVisible);
        return created;
    }

    /**
     * Checks that every topic is there with the right number of partitions.
     *
     * @throws TopicsNotReadyException listing everything that is wrong and what to do about it
     */
    public TopicFacts check() {
        Map<Topic, Integer> counts = new EnumMap<>(Topic.class);
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> found =
                partitionsOf(Stream.of(Topic.values()).map(topics::name).toList());
        for (Topic topic : Topic.values()) {
            Integer count = found.get(topics.name(topic));
            if (count != null) {
                counts.put(topic, count);
            } else {
                wrong.add(
                        "topic " + topics.name(topic) + " does not exist: create it with `auditsphere topics create`");
            }
        }
        Integer expected = counts.get(Topic.AUDIT_EVENTS);
        counts.forEach((topic, count) -> {
            if (topic.partitionedAsEvents() && expected != null && !expected.equals(count)) {
                wrong.add("topic " + topics.name(topic) + " has " + count + " partitions where " + topics.auditEvents()
                        + " has " + expected + ": add partitions to the one that has fewer, or recreate it");
            }
        });
        if (!wrong.isEmpty()) {
            throw new TopicsNotReadyException("The topics are not ready: " + String.join("; ", wrong) + ".");
        }
        Map<Topic, Integer> limits =
                maxMessageBytes(List.of(Topic.ANOMALIES, Topic.FINDINGS, Topic.RESPONSE_ACTIONS, Topic.DEAD_LETTERS));
        int deadLetters = limits.remove(Topic.DEAD_LETTERS);
        return new TopicFacts(counts.get(Topic.AUDIT_EVENTS), Collections.min(limits.values()), deadLetters);
    }

    /**
     * Partitions of any topic; empty if it does not exist.
     *
     * @throws TopicsNotReadyException if the cluster refuses or does not answer
     */
    public OptionalInt partitionsOf(String topic) {
        Integer count = partitionsOf(List.of(topic)).get(topic);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    /**
     * Partitions of each of these topics that exists, asked for at once: a start waits for the answer.
     *
     * @throws TopicsNotReadyException if the cluster refuses or does not answer
     */
    public Map<String, Integer> partitionsOf(List<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((topic, answer) -> {
            try {
                counts.put(topic, await(answer).partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused("describe topic " + topic, e);
                }
            }
        });
        return counts;
    }

    private Map<Topic, Integer> maxMessageBytes(List<Topic> of) {
        Map<ConfigResource, KafkaFuture<Config>> answers =
                admin.describeConfigs(of.stream().map(this::resource).toList()).values();
        Map<Topic, Integer> limits = new EnumMap<>(Topic.class);
        for (Topic topic : of) {
            try {
                Config config = await(answers.get(resource(topic)));
                limits.put(
                        topic,
                        Integer.parseInt(
                                config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value()));
            } catch (ExecutionException e) {
                throw refused("read the configuration of topic " + topics.name(topic), e);
            }
        }
        return limits;
    }

    private ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topics.name(topic));
    }

    private boolean createUnlessThere(NewTopic request) {
        try {
            await(admin.createTopics(List.of(request)).values().get(request.name()));
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw refused("create topic " + request.name(), e);
        }
    }

    /** A topic is created before every broker knows it; whoever asks at once would be told that there is none. */
    private void awaitVisible(String topic) {
        long deadlineNanos = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (partitionsOf(topic).isEmpty()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new TopicsNotReadyException("Topic " + topic + " was created, but the cluster does not show it"
                        + " after " + VISIBLE_WITHIN + ". Check that all brokers are up, then try again.");
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsNotReadyException("Interrupted while waiting for the cluster's answer about topics.", e);
        }
    }

    private static TopicsNotReadyException refused(String what, ExecutionException e) {
        return new TopicsNotReadyException(
                "The cluster did not " + what + " (" + e.getCause().getMessage()
                        + "). Check kafka.bootstrap.servers, that the brokers are up, and the rights of this client.",
                e.getCause());
    }
}
