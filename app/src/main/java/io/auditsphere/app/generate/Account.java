package io.auditsphere.app.generate;

import io.auditsphere.schemas.UserType;
import java.util.List;

/**
 * Somebody's account at one provider.
 *
 * @param provider where it is
 * @param userId as the audit log names it, folded
 * @param type what kind of account it is
 * @param weight how much of the owner's work happens there; an owner's weights add up to 1
 * @param sites where he works, most used first; the first is his department's, the last his own
 */
record Account(String provider, String userId, UserType type, double weight, List<Site> sites) {

    Site ownSite() {
        return sites.get(sites.size() - 1);
    }
}
