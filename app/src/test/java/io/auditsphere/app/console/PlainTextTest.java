package io.auditsphere.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void whatTakesOverATerminalIsTakenOut() {
        assertThat(PlainText.of("\u001b[2J\u001b]0;owned\u0007report.pdf", 80)).isEqualTo("?[2J?]0;owned?report.pdf");
        assertThat(PlainText.of("a\r\nALERT b\tc", 80)).isEqualTo("a??ALERT b?c");
        // C1 controls: one byte in Latin-1 does what ESC [ does.
        assertThat(PlainText.of("a\u009b31mb", 80)).isEqualTo("a?31mb");
        // Right-to-left override and zero-width space: what is read is not what is there.
        assertThat(PlainText.of("invoice\u202efdp.exe\u200b", 80)).isEqualTo("invoice?fdp.exe?");
        assertThat(PlainText.of("lone \ud83d surrogate", 80)).isEqualTo("lone ? surrogate");
    }

    @Test
    void whatPeopleWriteStays() {
        assertThat(PlainText.of("Übersicht 報告書 😀.docx", 80)).isEqualTo("Übersicht 報告書 😀.docx");
        assertThat(PlainText.of(null, 80)).isEmpty();
    }

    @Test
    void longTextIsCutAndSaysSo() {
        assertThat(PlainText.of("abcdefghij", 10)).isEqualTo("abcdefghij");
        assertThat(PlainText.of("abcdefghijk", 10)).isEqualTo("abcdefg...");
        // The cut must not leave half of a pair.
        assertThat(PlainText.of("abcdef😀😀😀😀", 10)).isEqualTo("abcdef...");
    }

    @Test
    void nothingInvisibleEverComesOut() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append((char) random.nextInt(0x10000));
            }
            String safe = PlainText.of(text.toString(), 10);
            assertThat(safe.length()).isLessThanOrEqualTo(10);
            assertThat(safe.codePoints()
                            .noneMatch(c -> Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.SURROGATE))
                    .as(
                            "invisible characters in the printed form of %s",
                            text.codePoints().boxed().toList())
                    .isTrue();
        }
    }
}
