package io.auditsphere.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
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
        OperationCatalogue extended = catalogue.with(
                "microsoft",
                new StringReader("# ours\nFileDownloaded\taccess\tyes\nAcme*\tadmin\tyes\n\n"),
                "operations.tsv");
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

    @Test
    @DisplayName("says which line of a file it cannot read")
    void unreadableLine() {
        assertThatThrownBy(() -> catalogue.with("x", new StringReader("A\taccess\tno\nB\tperhaps\tno\n"), "mine.tsv"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("mine.tsv, line 2: expected operation, category and yes or no");
    }
}
