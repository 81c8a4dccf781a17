package io.auditsphere.app.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.OperationCatalogue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the generator speaks as the providers do. */
class VocabularyTest {

    @ParameterizedTest
    @EnumSource(Act.class)
    void usesNamesAndCategoriesOfTheCatalogue(Act act) {
        int named = 0;
        for (String provider : GeneratorSettings.PROVIDERS) {
            Operation operation = Vocabulary.of(provider, act);
            if (operation != null) {
                named++;
                OperationCatalogue.Entry entry = OperationCatalogue.builtIn().find(provider, operation.catalogueName());
                assertThat(entry.known())
                        .as(provider + " knows " + operation.name())
                        .isTrue();
                assertThat(operation.category()).as(operation.name()).isEqualTo(entry.category());
                assertThat(OperationCatalogue.builtIn()
                                .find(provider, operation.name())
                                .known())
                        .as("the catalogue finds what the event bears")
                        .isTrue();
                if (operation.sensitive()) {
                    assertThat(entry.sensitive())
                            .as(operation.name() + " is sensitive")
                            .isTrue();
                }
            }
        }
        assertThat(named).as("providers with a name for " + act).isPositive();
    }
}
