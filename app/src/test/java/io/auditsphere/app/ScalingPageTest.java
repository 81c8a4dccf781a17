package io.auditsphere.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/SCALING.md to the costs and the formulas that the page gives above them. */
class ScalingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "SCALING.md");

    /** The page's assumptions about the table, in its words. */
    private static final int REPLICAS = 3;

    private static final int DEDUP_DAYS = 7;
    private static final double MANY_USERS_AN_HOUR = 100_000;
    private static final double MOST_USERS_A_PARTITION = 100_000;
    private static final int CORES_OF_AN_INSTANCE = 4;
    /** What {@code topics create} makes, and what partitions are counted in. */
    private static final int TWELVE = 12;

    private static final double MEAN_OF_PEAK = 0.4;

    @Test
    void whatItComesToFollowsFromTheCostsAndTheFormulas() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains("seven days of seen ids, three replicas", "Cmany over 100,000 users an hour");
        double c = cost(page, "C", "CPU-s");
        double cMany = cost(page, "Cmany", "CPU-s");
        double b = cost(page, "B", "CPU-s");
        double state = cost(page, "U", "KB") * 1e3;
        double seenId = cost(page, "S", "B");
        double inMemory = Double.parseDouble(group(page, "\\| M \\| 0\\.26 KB \\+ U = ([0-9.]+) KB")) * 1e3;

        List<String> rows = page.lines()
                .filter(line -> line.matches("\\| [0-9,]+ \\| [0-9,]+ \\|.*"))
                .toList();
        assertThat(rows).hasSize(9);
        for (String row : rows) {
            double r = number(row, 1);
            double u = number(row, 2);
            double usersAnHour = Math.min(u, MEAN_OF_PEAK * r * 3_600);
            double cores = r * (usersAnHour > MANY_USERS_AN_HOUR ? cMany : c) / 1e6 / 0.6;
            double partitions = Math.max(2 * Math.ceil(cores), u / MOST_USERS_A_PARTITION);
            assertThat(List.of(row.split("\\|")).stream().map(String::strip).toList())
                    .as(row)
                    .containsExactly(
                            "",
                            whole(r),
                            whole(u),
                            rounded(cores),
                            rounded(r * b * REPLICAS / 1e6 / 0.5),
                            whole(TWELVE * Math.max(1, Math.ceil(partitions / TWELVE))),
                            whole(Math.max(1, Math.ceil(cores / CORES_OF_AN_INSTANCE))),
                            bytes(u * state),
                            bytes(MEAN_OF_PEAK * r * 86_400 * DEDUP_DAYS * seenId),
                            bytes(inMemory * usersAnHour));
        }
    }

    private static double cost(String page, String symbol, String unit) {
        return Double.parseDouble(group(page, "\\| " + symbol + " \\| ([0-9.]+) " + unit + "[ ;]"));
    }

    private static double number(String row, int column) {
        return Double.parseDouble(row.split("\\|")[column].strip().replace(",", ""));
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** Two figures below ten, whole numbers above: as the page has them. */
    private static String bytes(double bytes) {
        for (String unit : List.of("kB", "MB", "GB")) {
            double inUnit = bytes / (unit.equals("kB") ? 1e3 : unit.equals("MB") ? 1e6 : 1e9);
            if (inUnit < 999.5) {
                return String.format(Locale.ROOT, inUnit < 9.95 ? "%.1f %s" : "%.0f %s", inUnit, unit);
            }
        }
        return String.format(Locale.ROOT, "%.1f TB", bytes / 1e12);
    }

    private static String group(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as("on the page: " + pattern).isTrue();
        return found.group(1);
    }
}
