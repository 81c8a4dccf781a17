package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;

import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.OrganisationTablesBuilder;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import java.util.function.UnaryOperator;

/**
 * The tables of thirty people who work for eight days in the office at Bengaluru on the intranet, three of whom see the
 * board's site as well; two of them share with a partner, and one was in Singapore.
 */
final class ThirtyPeople {

    static final String BOARD = "/sites/board";
    static final String PARTNER = "partner.example";

    private ThirtyPeople() {}

    static OrganisationTables tables() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        FeatureEngine engine = new FeatureEngine(Watched.UTC);
        for (int user = 0; user < 30; user++) {
            UserState state = UserState.empty();
            Watched one = new Watched().as("user" + user + "@contoso.com");
            for (int day = 0; day < 8; day++) {
                for (int i = 0; i < 24; i++) {
                    AuditEvent event = act(user, day, i)
                            .apply(one.event(at(day, 9, 15 * i)))
                            .build();
                    builder.add(event, engine.observe(event, state, event.creationTimeMs(), true));
                }
            }
        }
        return builder.build();
    }

    private static UnaryOperator<AuditEventBuilder> act(int user, int day, int i) {
        if (user < 3 && i < 2) {
            return event -> event.resourcePath(BOARD);
        }
        if (user < 2 && i == 5) {
            return event -> event.operation("SharingInvitationCreated")
                    .operationCategory(OperationCategory.SHARING)
                    .target("kim@" + PARTNER);
        }
        if (user == 3 && day == 7) {
            return event -> event.clientIp("198.51.100.200").country("SG").city("Singapore");
        }
        return event -> event.resourcePath("/sites/intranet");
    }
}
