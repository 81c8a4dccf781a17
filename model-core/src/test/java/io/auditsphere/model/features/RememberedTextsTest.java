package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTextsTest {

    @Test
    void aTextHasTheFunctionsValueHoweverManyShareItsPlace() {
        RememberedTexts texts = new RememberedTexts(4, String::hashCode);
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String text = "https://contoso.example/sites/" + "x".repeat(random.nextInt(300)) + random.nextInt(50);
            assertThat(texts.of(text)).isEqualTo(text.hashCode());
        }
        assertThat(texts.of("")).isZero();
    }

    @Test
    void aTextThatComesAgainIsNotComputedAgainUnlessItIsLong() {
        AtomicInteger computed = new AtomicInteger();
        RememberedTexts texts = new RememberedTexts(64, text -> computed.incrementAndGet());
        for (int i = 0; i < 10; i++) {
            texts.of(new String("FileAccessed"));
        }
        assertThat(computed).hasValue(1);
        String tooLong = "y".repeat(257);
        texts.of(tooLong);
        texts.of(tooLong);
        assertThat(computed).hasValue(3);
    }
}
