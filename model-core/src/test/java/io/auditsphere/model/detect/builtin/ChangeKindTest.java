package io.auditsphere.model.detect.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The kind of a change")
class ChangeKindTest {

    @ParameterizedTest
    @CsvSource({
        "admin.ASSIGN_ROLE, PRIVILEGED_ROLE",
        "ASSIGN_ROLE, PRIVILEGED_ROLE",
        "authorize, CONSENT",
        "email_forwarding_out_of_domain, FORWARDING",
        "Microsoft.Authorization/roleAssignments/write, PRIVILEGED_ROLE",
        "Add member to role., PRIVILEGED_ROLE",
        "roleassignments/write,",
        "FileAccessed,",
    })
    @DisplayName("is found with the application before its name, as catalogues have it, and without, as feeds do")
    void kinds(String operation, ChangeKind kind) {
        assertThat(ChangeKind.of(operation)).isEqualTo(kind);
    }
}
