package io.auditsphere.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The catalogue of operations")
class OperationCatalogueTest {

    private final OperationCatalogue catalogue = OperationCatalogue.builtIn();

    @ParameterizedTest
    @CsvSource({
        "microsoft, FileDownloaded, ACCESS, false",
        "microsoft, filedownloaded, ACCESS, false",
        "microsoft, Add member to role., ADMIN, true",
        "microsoft, Add member to role, ADMIN, true",
        "microsoft, 'Update application – Certificates and secrets management ', ADMIN, true",
        "microsoft, Update application - Certificates and secrets management, ADMIN, true",
        "google, drive.download, ACCESS, false",
        "google, download, ACCESS, false",
        "google, 2sv_disable, ADMIN, true",
        "box, DELETE, DELETION, false",
        "dropbox, tfa_reset, ADMIN, true",
        "aws, AddPermission20991231v9, SHARING, true",
        "aws, DescribeWhatIsNew, ACCESS, false",
        "azure, Add member to role in a new way, ADMIN, true",
        "azure, MICROSOFT.NEW/THINGS/DELETE, DELETION, false",
    })
    @DisplayName("knows names as logs write them: in any case, with or without the full stop, by pattern")
    void known(String provider, String operation, OperationCategory category, boolean sensitive) {
        assertThat(catalogue.find(provider, operation))
                .isEqualTo(new OperationCatalogue.Entry(category, sensitive, true));
    }

    @ParameterizedTest
    @CsvSource({
        "microsoft, FileTeleported, OTHER",
        "microsoft, SharePointFileCreatedAnew, MODIFICATION",
        "microsoft, NewKindOfLinkShared, SHARING",
        "box, LOGIN_BY_RETINA, AUTHENTICATION",
        "okta, user.session.start, ADMIN",
        "okta, policy.rule.update, ADMIN",
        "github, repo.destroy, DELETION",
        "github, git.clone, OTHER",
        "salesforce, ReportExport, ACCESS",
        "oci, GetInstance, ACCESS",
    })
    @DisplayName("falls back to the words of a name that no file has, and never calls it sensitive")
    void unknown(String provider, String operation, OperationCategory category) {
        assertThat(catalogue.find(provider, operation)).isEqualTo(new OperationCatalogue.Entry(category, false, false));
    }

    @Test
    @DisplayName("takes an operator's own lines before its own")
    void extended() throws IOException {
        OperationCatalogue extended =
                catalogue.with(new StringReader("""
                        # ours
                        microsoft\tFileDownloaded\taccess\tyes
                        microsoft\tAcme*\tadmin\tyes

                        okta\tuser.session.start\tauthentication\tno
                        """), "operations.tsv", List.of("microsoft", "okta"));
        assertThat(extended.find("okta", "user.session.start"))
                .isEqualTo(new OperationCatalogue.Entry(OperationCategory.AUTHENTICATION, false, true));
        assertThat(extended.find("microsoft", "FileDownloaded").sensitive()).isTrue();
        assertThat(extended.find("microsoft", "AcmeThing"))
                .isEqualTo(new OperationCatalogue.Entry(OperationCategory.ADMIN, true, true));
        assertThat(extended.find("microsoft", "FileAccessed").known())
                .as("the built-in lines stay")
                .isTrue();
        assertThat(catalogue.find("microsoft", "FileDownloaded").sensitive())
                .as("the original stays")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x\tB\tperhaps\tno | operation, category and yes or no",
                "x\tB\taccess\tmaybe | operation, category and yes or no",
                "x\tB\taccess | operation, category and yes or no",
                "x\t\taccess\tno | operation, category and yes or no",
                "y\tB\taccess\tno | one of the configured providers (x) before the first tab",
                "B access no | one of the configured providers (x) before the first tab",
            })
    @DisplayName("says which line of a file it cannot read")
    void unreadableLine(String line, String expected) {
        StringReader lines = new StringReader("x\tA\taccess\tno\n" + line.replace("\\t", "\t") + "\n");

        assertThatThrownBy(() -> catalogue.with(lines, "mine.tsv", List.of("x")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("mine.tsv, line 2: expected " + expected);
    }

    @Test
    @DisplayName("takes operations that come with a mapping before its own")
    void extendedByAMapping() {
        OperationCatalogue extended = catalogue.with(
                "box", Map.of("DOWNLOAD", new OperationCatalogue.Entry(OperationCategory.ADMIN, true, true)));

        assertThat(extended.find("box", "Download").sensitive()).isTrue();
        assertThat(extended.find("box", "UPLOAD").known()).isTrue();
        assertThat(catalogue.find("box", "DOWNLOAD").sensitive()).isFalse();
    }
}
