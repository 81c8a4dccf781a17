package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.UserType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Microsoft's user ids")
class MicrosoftIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "jo_partner.example#ext#@contoso.onmicrosoft.example, jo@partner.example",
        "jo_von_berg_partner.example#ext#@contoso.example, jo_von_berg@partner.example",
        "jo@partner.example#ext#@contoso.example, jo@partner.example",
        "odd#ext#@contoso.example, odd",
        "#ext#@contoso.example, #ext#@contoso.example",
        "urn:spo:guest#jo@partner.example, jo@partner.example",
        "urn:spo:anon#0123abcd, urn:spo:anon#0123abcd",
        "ada@contoso.example, ada@contoso.example",
    })
    @DisplayName("of guests give the guest's own address")
    void unmangled(String id, String address) {
        assertThat(MicrosoftIdentity.unmangled(id)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "jo_partner.example#ext#@contoso.example, GUEST",
        "urn:spo:anon#0123abcd, GUEST",
        "urn:spo:guest#jo@partner.example, GUEST",
        "anonymous, GUEST",
        "nt authority\\system (microsoft.exchange.servicehost), SERVICE",
        "sharepoint\\system, SERVICE",
        "app@sharepoint, SERVICE",
        "serviceprincipal_0f1e, SERVICE",
        "s-1-5-18, SERVICE",
        "certificate, SERVICE",
        "ada@contoso.example,",
    })
    @DisplayName("tell guests and the system apart from members")
    void byId(String id, UserType type) {
        assertThat(MicrosoftIdentity.userTypeByIdOrNull(id)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "0, USER",
        "1, USER",
        "2, ADMIN",
        "3, SERVICE",
        "4, SERVICE",
        "5, SERVICE",
        "6, SERVICE",
        "7, SERVICE",
        "8, SERVICE",
        "9, EXTERNAL",
        "10, GUEST",
        "Regular, USER",
        "Admin, ADMIN",
        "System, SERVICE",
        "11,",
        "-1,",
        "x,"
    })
    @DisplayName("come with a type that is a number or its name")
    void types(String type, UserType expected) {
        assertThat(MicrosoftIdentity.userTypeOrNull(type)).isEqualTo(expected);
    }
}
