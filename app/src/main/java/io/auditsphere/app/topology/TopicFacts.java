package io.auditsphere.app.topology;

/**
 * What the cluster says about the topics, found before the stream starts.
 *
 * @param partitions partitions of {@code audit-events} and of the topics that follow it
 * @param maxResultBytes the smallest {@code max.message.bytes} of the topics that results are written to, in bytes
 * @param maxDeadLetterBytes {@code max.message.bytes} of the dead letters' topic, in bytes
 */
public record TopicFacts(int partitions, int maxResultBytes, int maxDeadLetterBytes) {}
