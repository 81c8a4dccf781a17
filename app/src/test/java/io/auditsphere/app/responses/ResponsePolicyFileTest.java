package io.auditsphere.app.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.config.Durations;
import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsePolicyFileTest {

    @TempDir
    Path folder;

    private ResponsePolicy read(String json) {
        try {
            Path file = Files.writeString(folder.resolve("responses.json"), json);
            return ResponsePolicyFile.read(file, List.of(AddressRange.parse("10.0.0.0/8")), Durations::parse);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theFileThatComesWithTheProgramIsRead() {
        ResponsePolicy policy =
                ResponsePolicyFile.read(Path.of("src/main/dist/conf/responses.json"), List.of(), Durations::parse);

        assertThat(policy.dryRun()).as("nothing is done until somebody says so").isTrue();
        assertThat(policy.rules()).isNotEmpty();
    }

    @Test
    void everyPartIsRead() {
        ResponsePolicy policy = read("""
                {"dry_run": false,
                 "rules": [{"detector": "bulk", "anomaly_type": "bulk_operation", "severity": "high",
                            "actions": [{"action": "rate_limit", "hold": "8h", "undo": "unlimit"}, {"action": "page_team"}]}],
                 "limits": {"rate_limit": 5, "*": 50},
                 "break_glass": ["Glass@Example.com"],
                 "corporate_ranges": ["192.0.2.0/24"]}
                """);

        assertThat(policy.dryRun()).isFalse();
        assertThat(policy.rules())
                .containsExactly(new ResponsePolicy.Rule(
                        "bulk",
                        AnomalyType.BULK_OPERATION,
                        Severity.HIGH,
                        List.of(
                                new ResponsePolicy.Act("rate_limit", Duration.ofHours(8), "unlimit"),
                                new ResponsePolicy.Act("page_team", null, null))));
        assertThat(policy.limitOf("rate_limit")).isEqualTo(5);
        assertThat(policy.limitOf("page_team")).isEqualTo(50);
        assertThat(policy.isBreakGlass("microsoft|glass@example.com")).isTrue();
        assertThat(policy.corporate()).hasSize(2);
    }

    @Test
    void aPolicyThatSaysNothingOfItIsADryRun() {
        assertThat(read("{}").dryRun()).isTrue();
        assertThat(read("{}").limitOf("lock_account")).isEqualTo(ResponsePolicy.DEFAULT_LIMIT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"dry_rum\": false} | the policy has no field \"dry_rum\"; there are dry_run, rules",
                "{\"rules\": [{\"severity\": \"bad\", \"actions\": [{\"action\": \"log\"}]}]} | rules[0].severity: expected one of low, medium, high, critical, found \"bad\"",
                "{\"rules\": [{\"severity\": \"high\"}]} | rules[0].actions: expected at least one action",
                "{\"rules\": [{\"severity\": \"high\", \"actions\": [{\"action\": \"Lock!\"}]}]} | rules[0].actions[0].action: expected a name",
                "{\"rules\": [{\"severity\": \"high\", \"actions\": [{\"action\": \"log\", \"hold\": \"soon\"}]}]} | 'soon' is no duration",
                "{\"limits\": {\"lock_account\": -1}} | limits.lock_account: expected a whole number of actions an hour",
                "{\"corporate_ranges\": [\"office\"]} | corporate_ranges: 'office' does not begin with an address",
                "{\"dry_run\": \"no\"} | dry_run: expected true or false, found \"no\""
            })
    void whatIsWrongIsNamedWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("responses.json")
                .hasMessageContaining(message);
    }
}
