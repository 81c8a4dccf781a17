package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same again and again, by somebody who has 36 events a day. */
class RepeatedActsTest {

    private static Watched settled() {
        Watched user = new Watched(new RequestFrequencyDetector(RequestFrequencyDetector.Settings.defaults()));
        assertThat(user.works(2, 9, 18)).isEmpty();
        return user;
    }

    @Test
    void oneFileOpenedHundredsOfTimesInMinutesIsSaid() {
        List<Signal> signals = new ArrayList<>();
        Watched user = settled();
        for (int i = 0; i < 200; i++) {
            signals.addAll(user.see(at(14, 20, 0).plusSeconds(2L * i), event -> event.resourceName("plan.docx")));
        }
        assertThat(signals)
                .extracting(Signal::text)
                .anyMatch(
                        text -> text.startsWith("At least 80 times the same thing, \"plan.docx\", within ten minutes"));
    }

    @Test
    void oneOperationHundredsOfTimesIsSaid() {
        List<Signal> signals = new ArrayList<>();
        Watched user = settled();
        for (int i = 0; i < 200; i++) {
            signals.addAll(user.see(
                    at(14, 20, 0).plusSeconds(2L * i),
                    event -> event.operation("SearchQueryPerformed")
                            .resourcePath(null)
                            .resourceName(null)));
        }
        assertThat(signals)
                .extracting(Signal::text)
                .anyMatch(text -> text.startsWith("At least 80 times the same operation, \"SearchQueryPerformed\""));
    }

    @Test
    void savingADocumentOncePerMinuteAllDayIsNothing() {
        Watched user = settled();
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            signals.addAll(user.see(
                    at(14, 9, i), event -> event.operation("FileModified").resourceName("plan.docx")));
        }
        assertThat(signals).isEmpty();
    }

    @Test
    void countsAreNeverTooHighAndOldOnesGo() {
        RepeatedActs acts = RepeatedActs.read(new byte[0]);
        assertThat(acts.add(0, 100)).isZero();
        for (int i = 1; i <= 30; i++) {
            assertThat(acts.add(7, 100)).isEqualTo(i);
        }
        for (int other = 10; other < 20; other++) {
            assertThat(acts.add(other, 101)).as("a newcomer begins at one").isEqualTo(1);
        }
        acts = RepeatedActs.read(acts.encode());
        assertThat(acts.encode().length).isLessThanOrEqualTo(RepeatedActs.MAX_BYTES);
        assertThat(acts.add(7, 106)).as("the five minutes before count").isEqualTo(31);
        assertThat(acts.add(7, 112)).as("those before them do not").isEqualTo(2);
        assertThat(acts.add(7, 130)).isEqualTo(1);
        assertThat(acts.add(7, 90)).as("late").isEqualTo(2);
    }
}
