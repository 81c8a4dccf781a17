package io.auditsphere.app.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.streams.TopologyDescription;

/**
 * Makes the stream forget: its state on this machine, the changelogs and repartition topics in the cluster, and how far
 * it has read. First {@link #plan} says what there is to forget, then {@link #run} does it. Never while the stream runs
 * anywhere. Thread-safe; the caller closes the {@link Admin}.
 */
public final class StreamReset {

    /** What Kafka Streams has in an application's folder; anything else in it was put there by somebody. */
    private static final Pattern OF_STREAMS =
            Pattern.compile("\\d+_\\d+|global|\\.lock|kafka-streams-process-metadata|.*\\.checkpoint");

    private final Admin admin;
    private final String applicationId;
    private final Path stateFolder;
    private final String input;
    private final Set<String> internalTopics;

    /**
     * @param topology tells which internal topics there may be: a prefix alone would take those of another application
     *     whose id begins with this one's
     * @param input the topic of events
     */
    public StreamReset(Admin admin, StreamsSettings settings, TopologyDescription topology, String input) {
        this.admin = admin;
        this.applicationId = settings.applicationId();
        this.stateFolder = settings.stateFolder().resolve(applicationId);
        this.input = input;
        this.internalTopics = internalTopics(applicationId, topology);
    }

    /**
     * What would be done.
     *
     * @param topics internal topics that exist and would be deleted
     * @param stateFolder the folder of this machine that would be deleted; empty if there is none
     * @param from how far each partition of the input has been read; without those that never were
     * @param to where reading would begin
     */
    public record Plan(
            List<String> topics, Optional<Path> stateFolder, Map<Integer, Long> from, Map<Integer, Long> to) {}

    /**
     * Looks at what there is.
     *
     * @param start where reading is to begin; a time after the last record is the end
     * @throws StartRefusedException if the stream runs somewhere, or the folder holds what Kafka Streams did not put
     *     there
     * @throws KafkaException if the cluster refuses or does not answer
     */
    public Plan plan(OffsetSpec start) {
        refuseWhileRunning();
        Set<String> existing = new TreeSet<>(await(admin.listTopics().names(), "list topics"));
        existing.retainAll(internalTopics);
        Map<Integer, Long> from = new TreeMap<>();
        committed().forEach((partition, offset) -> {
            if (partition.topic().equals(input) && offset != null) {
                from.put(partition.partition(), offset.offset());
            }
        });
        return new Plan(List.copyOf(existing), folder(), from, offsets(start));
    }

    /** Does it. What was done already when something fails is not done again by the next call. */
    public void run(Plan plan) {
        refuseWhileRunning();
        if (!plan.topics().isEmpty()) {
            await(admin.deleteTopics(plan.topics()).all(), "delete topics");
        }
        deleteGroup();
        Map<TopicPartition, OffsetAndMetadata> to = new HashMap<>();
        plan.to()
                .forEach((partition, offset) ->
                        to.put(new TopicPartition(input, partition), new OffsetAndMetadata(offset)));
        await(admin.alterConsumerGroupOffsets(applicationId, to).all(), "set where reading begins");
        plan.stateFolder().ifPresent(StreamReset::delete);
    }

    private void refuseWhileRunning() {
        Optional<ConsumerGroupDescription> group = group();
        if (group.isPresent() && !group.get().members().isEmpty()) {
            throw new StartRefusedException("Application " + applicationId + " has "
                    + group.get().members().size() + " running members (state "
                    + group.get().groupState()
                    + "): end every `serve` of it first. One that was killed, or is a static member, counts until its"
                    + " session times out.");
        }
    }

    private Optional<ConsumerGroupDescription> group() {
        try {
            ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(applicationId))
                    .describedGroups()
                    .get(applicationId)
                    .get();
            return found.groupState() == GroupState.DEAD ? Optional.empty() : Optional.of(found);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw refused("describe group " + applicationId, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return group().isEmpty()
                ? Map.of()
                : await(
                        admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata(),
                        "read the offsets of group " + applicationId);
    }

    private void deleteGroup() {
        if (group().isPresent()) {
            await(admin.deleteConsumerGroups(List.of(applicationId)).all(), "delete group " + applicationId);
        }
    }

    private Map<Integer, Long> offsets(OffsetSpec start) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicPartitionInfo partition : await(
                        admin.describeTopics(List.of(input)).topicNameValues().get(input), "describe topic " + input)
                .partitions()) {
            wanted.put(new TopicPartition(input, partition.partition()), start);
            ends.put(new TopicPartition(input, partition.partition()), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(wanted).all(), "list offsets");
        Map<TopicPartition, ListOffsetsResultInfo> last =
                await(admin.listOffsets(ends).all(), "list offsets");
        Map<Integer, Long> to = new TreeMap<>();
        found.forEach((partition, offset) -> to.put(
                partition.partition(),
                offset.offset() >= 0 ? offset.offset() : last.get(partition).offset()));
        return to;
    }

    private Optional<Path> folder() {
        if (!Files.isDirectory(stateFolder)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(stateFolder)) {
            entries.filter(entry -> !OF_STREAMS
                            .matcher(String.valueOf(entry.getFileName()))
                            .matches())
                    .findAny()
                    .ifPresent(entry -> {
                        throw new StartRefusedException("Folder " + stateFolder + " holds " + entry.getFileName()
                                + ", which is no state of the stream: move it elsewhere, or set state.folder to the"
                                + " right folder.");
                    });
            return Optional.of(stateFolder);
        } catch (IOException e) {
            throw new StartRefusedException("Folder " + stateFolder + " cannot be read: " + e.getMessage());
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new StartRefusedException("Folder " + folder + " could not be deleted whole (" + e.getMessage()
                    + "); delete the rest by hand before the stream starts.");
        }
    }

    private static Set<String> internalTopics(String applicationId, TopologyDescription topology) {
        Set<String> names = new TreeSet<>();
        for (TopologyDescription.Subtopology part : topology.subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Processor processor) {
                    processor.stores().forEach(store -> names.add(applicationId + "-" + store + "-changelog"));
                }
                if (node instanceof TopologyDescription.Sink sink
                        && sink.topic() != null
                        && sink.topic().endsWith("-repartition")) {
                    names.add(applicationId + "-" + sink.topic());
                }
            }
        }
        return names;
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw refused(what, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KafkaException refused(String what, ExecutionException e) {
        return new KafkaException(
                "The cluster did not " + what + " (" + e.getCause().getMessage() + ").", e.getCause());
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("Interrupted while waiting for the cluster.", e);
    }
}
