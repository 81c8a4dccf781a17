package io.auditsphere.model.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The mail domains that a trainer took for the organisation's own, by name, so that people see whom the program counts as
 * inside. Immutable.
 *
 * @param members users of the history that are members by their type and have a domain
 * @param largest the domains of most members, the largest first, {@value #MOST} at most
 */
public record LearntDomains(long members, List<Domain> largest) {

    /** Domains that are kept by name; others are kept as hashes alone. */
    static final int MOST = 32;

    private static final int MAX_NAME = 253;

    private static final LearntDomains NONE = new LearntDomains(0, List.of());

    /**
     * A domain and how many members have it.
     *
     * @param name in lower case
     * @param users how many members
     */
    public record Domain(String name, long users) {}

    public LearntDomains {
        largest = List.copyOf(largest);
    }

    /** Nothing learnt, or written by a release that kept no names. */
    static LearntDomains none() {
        return NONE;
    }

    /** The domains with their shares: {@code contoso.example (97 % of 412 members), contoso.org (3 %)}; may be empty. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (Domain domain : largest) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(domain.name())
                    .append(" (")
                    .append(percent(domain.users()));
            text.append(text.indexOf(")") < 0 ? " of " + members + " members)" : ")");
        }
        return text.toString();
    }

    private String percent(long users) {
        double share = 100.0 * users / Math.max(1, members);
        return share < 1 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", share);
    }

    void write(StateWriter out) {
        out.writeUnsigned(members);
        out.writeUnsigned(largest.size());
        for (Domain domain : largest) {
            out.writeUnsigned(domain.users());
            out.writePart(domain.name().getBytes(StandardCharsets.UTF_8));
        }
    }

    static LearntDomains read(StateReader in) {
        long members = in.readCount();
        int count = in.readLength(MOST, 2);
        List<Domain> domains = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long users = in.readCount();
            byte[] name = in.readPart();
            in.require(name.length <= MAX_NAME * 4, "a domain's name");
            domains.add(new Domain(new String(name, StandardCharsets.UTF_8), users));
        }
        return new LearntDomains(members, domains);
    }
}
