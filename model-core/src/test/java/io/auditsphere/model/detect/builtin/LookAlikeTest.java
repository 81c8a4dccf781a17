package io.auditsphere.model.detect.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikeTest {

    @ParameterizedTest
    @CsvSource({
        "Micros0ft Teams Sync, microsoft",
        "G00gle Drive Backup, google",
        "Dropbx Connect, dropbox",
        "Goolge Docs, google",
        "0ffice 365, office",
        "rnicrosoft login, microsoft",
        "Mіcrosoft, microsoft",
        "DocuSlgn, docusign",
        "$lack, slack"
    })
    void namesThatPretendAreSeen(String name, String brand) {
        assertThat(LookAlike.brandOf(name)).isEqualTo(brand);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Notes Companion", "Microsoft Graph Explorer", "Zoom", "Box for Office", "Field Officer 2", "Boxer",
                "Gooseberry", "Slacker's Delight", "365", "a", "Exchanged goods", "Workspaces"
            })
    void honestNamesAreNot(String name) {
        assertThat(LookAlike.brandOf(name)).isNull();
    }

    @Test
    void aNameOfTheProvidersOwnIsToldApartFromAnothers() {
        assertThat(LookAlike.bearsProvider("Box Secure Share+", "box")).isTrue();
        assertThat(LookAlike.bearsProvider("Box Secure Share+", "microsoft")).isFalse();
        assertThat(LookAlike.brandOf(null)).isNull();
    }
}
