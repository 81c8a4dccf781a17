package io.auditsphere.app.generate;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What somebody does how often: the shares of acts that published samples of audit logs show (mostly reads, then edits,
 * then mail; sharing and deletion in a few of a hundred), bent to his role and to his own taste.
 */
final class ActMix {

    private static final Act[] ACTS = {
        Act.OPEN,
        Act.PREVIEW,
        Act.DOWNLOAD,
        Act.EDIT,
        Act.UPLOAD,
        Act.CREATE_FOLDER,
        Act.RENAME,
        Act.MOVE,
        Act.COPY,
        Act.DELETE,
        Act.VISIT_PAGE,
        Act.SEARCH,
        Act.READ_MAIL,
        Act.SEND_MAIL,
        Act.SHARE_INSIDE,
        Act.COMPANY_LINK,
        Act.UNSHARE,
        Act.SHARE_OUTSIDE,
        Act.PUBLIC_LINK
    };
    private static final Map<Act, Double> USUAL = shares();

    private final double[] weights = new double[ACTS.length];

    ActMix(long seed, Person person) {
        for (int i = 0; i < ACTS.length; i++) {
            // Tastes: some download what others only look at; exp(0.5 N) spreads a share over a factor of three or so.
            SplittableRandom taste = Draws.of(seed, Draws.Purpose.TASTE, person.number(), i);
            double bent = Draws.lognormal(taste, USUAL.getOrDefault(ACTS[i], 0.0), 0.5);
            weights[i] = person.isGuest() ? guest(ACTS[i]) : bent;
        }
        if (!person.isGuest()) {
            weights[ACTS.length - 2] = person.role().externalShareRate();
            weights[ACTS.length - 1] = person.role().publicLinkRate();
        }
    }

    private static double guest(Act act) {
        return switch (act) {
            case OPEN -> 0.5;
            case PREVIEW -> 0.2;
            case DOWNLOAD -> 0.15;
            case EDIT -> 0.1;
            case UPLOAD -> 0.05;
            default -> 0;
        };
    }

    private static Map<Act, Double> shares() {
        Map<Act, Double> shares = new EnumMap<>(Act.class);
        shares.put(Act.OPEN, 0.40);
        shares.put(Act.PREVIEW, 0.10);
        shares.put(Act.DOWNLOAD, 0.09);
        shares.put(Act.EDIT, 0.17);
        shares.put(Act.UPLOAD, 0.05);
        shares.put(Act.CREATE_FOLDER, 0.007);
        shares.put(Act.RENAME, 0.012);
        shares.put(Act.MOVE, 0.010);
        shares.put(Act.COPY, 0.010);
        shares.put(Act.DELETE, 0.020);
        shares.put(Act.VISIT_PAGE, 0.035);
        shares.put(Act.SEARCH, 0.020);
        shares.put(Act.READ_MAIL, 0.070);
        shares.put(Act.SEND_MAIL, 0.045);
        shares.put(Act.SHARE_INSIDE, 0.012);
        shares.put(Act.COMPANY_LINK, 0.008);
        shares.put(Act.UNSHARE, 0.004);
        return shares;
    }

    /** The next act of somebody at work at the provider; one that it has no name for becomes an opened file. */
    Act draw(String provider, SplittableRandom random) {
        Act act = ACTS[Draws.weighted(random, weights)];
        return Vocabulary.has(provider, act) ? act : Act.OPEN;
    }
}
