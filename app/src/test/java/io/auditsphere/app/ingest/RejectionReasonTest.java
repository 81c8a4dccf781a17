package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditsphere.schemas.DeadLetterHeaders;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reasons of rejection")
class RejectionReasonTest {

    @Test
    @DisplayName("are all published in the schema of the dead letters' headers")
    void published() throws IOException {
        try (InputStream schema = DeadLetterHeaders.class.getResourceAsStream("dead-letter-headers.schema.json")) {
            JsonNode reasons =
                    new ObjectMapper().readTree(schema).at("/properties/" + DeadLetterHeaders.REASON + "/enum");
            for (RejectionReason reason : RejectionReason.values()) {
                assertThat(reasons).extracting(JsonNode::asText).contains(reason.wireName());
                assertThat(RejectionReason.ofWireName(reason.wireName())).contains(reason);
            }
        }
    }
}
