package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An operation that no catalogue names gets a category from its name, and the record says which events those are. */
class UnknownOperationsTest {

    @Test
    void anOperationOfTheCatalogueIsKnown() {
        assertThat(Decoding.record(event("FileAccessed", "")).unknownOperations())
                .isEmpty();
    }

    @Test
    void anOperationThatNoCatalogueNamesIsUnknown() {
        assertThat(Decoding.record(event("FrobnicateDeleted", "")).unknownOperations())
                .containsExactly(0);
    }

    @Test
    void aCategoryThatTheRecordGivesIsNoGuess() {
        assertThat(Decoding.record(event("FrobnicateDeleted", ",\"operation_category\":\"deletion\""))
                        .unknownOperations())
                .isEmpty();
    }

    @Test
    void positionsAreThoseOfTheAcceptedEvents() {
        String rejected = "{\"provider\":\"microsoft\",\"operation\":\"FrobnicateA\"}";
        DecodedRecord record = Decoding.record("[" + event("FileAccessed", "") + "," + rejected + ","
                + event("FrobnicateB", "") + "," + event("FileModified", "") + "," + event("FrobnicateC", "") + "]");
        assertThat(record.rejections()).hasSize(1);
        assertThat(record.unknownOperations()).containsExactly(1, 3);
        assertThat(record.events().get(1).operation()).isEqualTo("FrobnicateB");
    }

    private static String event(String operation, String more) {
        return "{\"event_id\":\"1\",\"provider\":\"microsoft\",\"creation_time\":\"2026-11-20T09:00:00Z\","
                + "\"operation\":\"" + operation + "\",\"user_id\":\"ana@contoso.example\"" + more + "}";
    }
}
