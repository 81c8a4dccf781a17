package io.auditsphere.app.report;

import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.app.ingest.RejectionReason;
import io.auditsphere.app.input.InputFiles;
import io.auditsphere.app.input.InputRecord;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a log held, counted while it is read: events by provider and operation, who acted and when, what the catalogue does
 * not know, what could not be read and why. Memory is bounded whatever the log holds: beyond the bounds counts go on and
 * names do not. For one thread.
 */
public final class InputReport {

    /** Distinct operations that are told apart; what a log holds beyond them is counted by provider. */
    static final int MOST_OPERATIONS = 5_000;
    /** Distinct users that are counted; 16 MB of hashes. */
    static final int MOST_USERS = 1_000_000;

    private static final int MOST_FILES = 1_000;

    /** An operation of a provider. */
    record Operation(String provider, String name, OperationCategory category, boolean known, long count) {}

    /** Why records were not accepted, how often, and where first. */
    record DeadLetters(String reason, long count, String where, String detail) {}

    private static final class Count {
        private final OperationCategory category;
        private final boolean known;
        private long events;

        Count(OperationCategory category, boolean known) {
            this.category = category;
            this.known = known;
        }
    }

    private final Map<String, Map<String, Count>> operations = new TreeMap<>();
    private final Map<String, Long> otherOperations = new TreeMap<>();
    private final Map<String, DeadLetters> deadLetters = new TreeMap<>();
    private final LongSet users = new LongSet();
    private final List<InputFiles.Unread> unread = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> domains = new ArrayList<>();
    private int distinctOperations;
    private boolean moreUsers;
    private int files;
    private long records;
    private long events;
    private long unknown;
    private long duplicates;
    private Instant first;
    private Instant last;

    /** Counts what a record held. */
    public void add(InputRecord from, DecodedRecord record) {
        records++;
        int nextUnknown = 0;
        int[] unknownAt = record.unknownOperations();
        for (int i = 0; i < record.events().size(); i++) {
            boolean known = nextUnknown == unknownAt.length || unknownAt[nextUnknown] != i;
            nextUnknown += known ? 0 : 1;
            add(record.events().get(i), known);
        }
        for (Rejection rejection : record.rejections()) {
            reject(from, rejection);
        }
    }

    /** Counts a record that was none, as its {@link InputRecord#problem} says. */
    public void addProblem(InputRecord record) {
        records++;
        reject(record, record.problem());
    }

    /** Counts a record that was longer than a record may be, by the limit in bytes. */
    public void addTooLarge(InputRecord record, int limit) {
        records++;
        String detail = "expected at most " + limit + " bytes";
        reject(record, new Rejection(Rejection.WHOLE_RECORD, RejectionReason.TOO_LARGE, null, null, detail));
    }

    /** Counts an event, among those that {@link #add} counted, whose id had been seen. */
    public void addDuplicate() {
        duplicates++;
    }

    /** Notes how many files were begun, and those that were not read to their end. */
    public void addFiles(int begun, List<InputFiles.Unread> notRead, List<String> notTried) {
        files += begun;
        addBounded(unread, notRead);
        addBounded(leftOut, notTried);
    }

    /** Says whose domains are the organisation's own, in a sentence; the same sentence is kept once. */
    public void addDomains(String sentence) {
        if (!domains.contains(sentence)) {
            domains.add(sentence);
        }
    }

    private void add(AuditEvent event, boolean known) {
        events++;
        unknown += known ? 0 : 1;
        Map<String, Count> ofProvider = operations.get(event.provider());
        if (ofProvider == null) {
            ofProvider = new HashMap<>();
            operations.put(event.provider(), ofProvider);
        }
        Count count = ofProvider.get(event.operation());
        if (count == null && distinctOperations < MOST_OPERATIONS) {
            distinctOperations++;
            count = new Count(event.operationCategory(), known);
            ofProvider.put(event.operation(), count);
        }
        if (count == null) {
            otherOperations.merge(event.provider(), 1L, Long::sum);
        } else {
            count.events++;
        }
        if (users.size() < MOST_USERS) {
            users.add(hash(event.provider(), event.userId()));
        } else {
            moreUsers = true;
        }
        if (first == null || event.creationTime().isBefore(first)) {
            first = event.creationTime();
        }
        if (last == null || event.creationTime().isAfter(last)) {
            last = event.creationTime();
        }
    }

    private void reject(InputRecord from, Rejection rejection) {
        DeadLetters before = deadLetters.get(rejection.reason().wireName());
        String detail = rejection.field() == null ? rejection.detail() : rejection.field() + ": " + rejection.detail();
        deadLetters.put(
                rejection.reason().wireName(),
                before == null
                        ? new DeadLetters(rejection.reason().wireName(), 1, from.where(), detail)
                        : new DeadLetters(before.reason, before.count + 1, before.where, before.detail));
    }

    private static <T> void addBounded(List<T> into, List<T> more) {
        more.stream().limit(MOST_FILES - (long) into.size()).forEach(into::add);
    }

    /** FNV-1a over both, mixed (Stafford's variant 13), as only counts come of it. */
    private static long hash(String provider, String userId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < provider.length(); i++) {
            hash = (hash ^ provider.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ '|') * 0x100000001b3L;
        for (int i = 0; i < userId.length(); i++) {
            hash = (hash ^ userId.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }

    /** The operations, most frequent first. */
    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        operations.forEach((provider, ofProvider) -> ofProvider.forEach(
                (name, count) -> all.add(new Operation(provider, name, count.category, count.known, count.events))));
        all.sort(Comparator.comparingLong(Operation::count)
                .reversed()
                .thenComparing(Operation::provider)
                .thenComparing(Operation::name));
        return all;
    }

    /** Events by provider whose operations are over the bound. */
    Map<String, Long> otherOperations() {
        return otherOperations;
    }

    List<DeadLetters> deadLetters() {
        return List.copyOf(deadLetters.values());
    }

    List<InputFiles.Unread> unread() {
        return unread;
    }

    List<String> leftOut() {
        return leftOut;
    }

    /** The sentences about the organisation's own domains. */
    public List<String> domains() {
        return domains;
    }

    int files() {
        return files;
    }

    /** Whether there are more users than {@link #users} says. */
    boolean hasMoreUsers() {
        return moreUsers;
    }

    /** Distinct users, {@value #MOST_USERS} at most. */
    public int users() {
        return users.size();
    }

    /** Records read: lines, rows, elements of documents. */
    public long records() {
        return records;
    }

    /** Events accepted, duplicates included. */
    public long events() {
        return events;
    }

    /** Of these, those whose operation no catalogue names. */
    public long unknownOperations() {
        return unknown;
    }

    /** Of these, those whose id had been seen. */
    public long duplicates() {
        return duplicates;
    }

    /** Events and records that were not accepted, for all reasons. */
    public long rejected() {
        return deadLetters.values().stream().mapToLong(DeadLetters::count).sum();
    }

    /** Whether a file was not read, or not to its end. */
    public boolean hasUnread() {
        return !unread.isEmpty();
    }

    /** Time of the earliest event, or null if there was none. */
    public Instant first() {
        return first;
    }

    /** Time of the latest event, or null if there was none. */
    public Instant last() {
        return last;
    }
}
