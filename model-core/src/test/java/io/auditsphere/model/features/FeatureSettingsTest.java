package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureSettingsTest {

    @Test
    void defaultsAreThoseOfTheDesign() {
        FeatureSettings defaults = FeatureSettings.defaults();
        assertThat(defaults.businessZones())
                .containsExactly(ZoneId.of("Asia/Kolkata"), ZoneId.of("Australia/Melbourne"));
        assertThat(defaults.businessHoursStart()).isEqualTo(9);
        assertThat(defaults.businessHoursEnd()).isEqualTo(18);
        assertThat(defaults.holidays()).isEmpty();
        assertThat(defaults.userZones()).isEmpty();
        assertThat(defaults.ownDomains()).isEmpty();
        assertThat(defaults.lateAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(defaults.lateHorizon()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void usersAndDomainsAreFolded() {
        FeatureSettings settings = with(
                List.of(ZoneId.of("UTC")),
                9,
                18,
                Map.of(" Boss@Contoso.com", ZoneId.of("UTC")),
                Set.of("Contoso.COM "),
                72);
        assertThat(settings.userZones()).containsOnlyKeys("boss@contoso.com");
        assertThat(settings.ownDomains()).containsExactly("contoso.com");
    }

    @Test
    void whatCannotBeIsRefusedWithWhatWasExpected() {
        List<ZoneId> utc = List.of(ZoneId.of("UTC"));
        assertThatThrownBy(() -> with(List.of(), 9, 18, Map.of(), Set.of(), 72))
                .hasMessage("business zones: expected 1 to 16 time zones, found 0");
        assertThatThrownBy(() -> with(Collections.nCopies(17, ZoneId.of("UTC")), 9, 18, Map.of(), Set.of(), 72))
                .hasMessageContaining("found 17");
        assertThatThrownBy(() -> with(utc, 24, 25, Map.of(), Set.of(), 72))
                .hasMessageContaining("business hours start");
        assertThatThrownBy(() -> with(utc, 9, 9, Map.of(), Set.of(), 72)).hasMessageContaining("business hours end");
        assertThatThrownBy(() -> with(utc, 9, 18, Map.of(), Set.of(), 24 * 8))
                .hasMessageContaining(
                        "late.horizon: expected a duration from late.after (PT15M) to PT168H, found PT192H");
        assertThatThrownBy(() -> with(utc, 9, 18, Map.of(), Set.of(), 0)).hasMessageContaining("late.horizon");
    }

    private static FeatureSettings with(
            List<ZoneId> zones,
            int start,
            int end,
            Map<String, ZoneId> userZones,
            Set<String> domains,
            int horizonHours) {
        return new FeatureSettings(
                zones,
                start,
                end,
                Set.of(),
                userZones,
                domains,
                Duration.ofMinutes(15),
                Duration.ofHours(horizonHours),
                Duration.ofDays(90));
    }
}
