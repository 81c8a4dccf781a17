package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypesTest {

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "report.docx                    | 1  | document",
                "REPORT.DOCX                    | 1  | case does not matter",
                "budget.xlsx                    | 2  | spreadsheet",
                "deck.pptx                      | 3  | presentation",
                "photo.JPeG                     | 4  | image",
                "talk.mp4                       | 5  | media",
                "archive.tar.gz                 | 6  | archive, by its last extension",
                "Main.java                      | 7  | code",
                "setup.exe                      | 8  | executable",
                "invoice.pdf.exe                | 8  | the last extension runs, whatever stands before",
                "invoice.pdf.com                | 8  | a program that poses as a document",
                "contoso.com                    | 0  | a domain is no program",
                "alice@contoso.com              | 0  | nor is an address",
                "alice@contoso.sh               | 0  | also where the domain looks like an extension",
                "invoice@corp.exe               | 8  | a program does not hide behind an address",
                "logo@2x.png                    | 4  | nor does an image",
                "server.pem                     | 9  | key",
                ".env                           | 9  | all extension, no name",
                "passwords.kdbx.bak             | 9  | a copy is what it is a copy of",
                "secrets.env.old.tmp            | 9  | also a copy of a copy",
                "notes.bak                      | 10 | a copy of something without an extension",
                "strange.qqq                    | 10 | unknown extension",
                "sites/a.b/README               | 0  | the dot belongs to the folder",
                "C:\\data.old\\notes            | 0  | the same with backslashes",
                "minutes of 10.30               | 0  | a time of day",
                "v1.2 final draft               | 0  | a version in the middle of a name",
                "plan.docx?web=1&x=a.exe        | 1  | a query string is not the name",
                "plan.docx#page.2               | 0  | a number is no extension",
                "plan.docx#page2                | 1  | a fragment is not the name",
                "Issue #12.pdf                  | 1  | a '#' may be part of the name",
                "name.                          | 0  | nothing after the dot",
                "a.verylongextension            | 0  | too long for one",
            })
    void theExtensionDecides(String name, int expected, String why) {
        assertThat(FileTypes.of(name)).as(why).isEqualTo((byte) expected);
    }

    @Test
    void noNameIsNone() {
        assertThat(FileTypes.of(null)).isEqualTo(FileTypes.NONE);
        assertThat(FileTypes.of("")).isEqualTo(FileTypes.NONE);
    }

    @Test
    void aNameMadeOfDotsEndsTheSearch() {
        assertThat(FileTypes.of(".".repeat(100_000))).isEqualTo(FileTypes.NONE);
        assertThat(FileTypes.of("a" + ".bak".repeat(50_000)))
                .as("copies of copies without end")
                .isEqualTo(FileTypes.OTHER);
    }
}
