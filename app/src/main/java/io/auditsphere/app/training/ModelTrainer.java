package io.auditsphere.app.training;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.TimeOrderedUuid;
import io.auditsphere.model.threshold.ContaminationThreshold;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Makes a model of a replayed history. In this order:
 *
 * <ol>
 *   <li>the organisation's tables, from all of it;
 *   <li>the rows to fit: what came after the warm-up, of users with a baseline. Where that leaves fewer than
 *       {@code min.events}, users' learning periods are taken too, and then the warm-up;
 *   <li>the forest, on split values computed with those tables; service accounts give at most as many rows as people,
 *       else a forest learns what machines do and nothing about people;
 *   <li>the thresholds of people and of service accounts, each on their own rows.
 * </ol>
 *
 * <p>The same replay gives the same model, bit for bit, but for its version and time. Thread-safe.
 */
public final class ModelTrainer {

    /** A population with fewer rows has no quantiles of its own worth the name: both share the thresholds of all rows. */
    private static final int MIN_POPULATION_ROWS = 50;

    /** The part of a provider's budget that its service accounts get at least, if there are any, and at most. */
    private static final double MIN_SERVICE_SHARE = 0.1;

    private static final double MAX_SERVICE_SHARE = 0.5;

    /** The part of a provider's budget that its forest gets even where the detectors spend all of it. */
    static final double FOREST_SHARE = 0.2;

    private static final int NEWEST_DIVISOR = 10;

    private final TrainingSettings settings;
    private final Clock clock;

    /** A trainer; the clock says when a model was made. */
    public ModelTrainer(TrainingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Fits and calibrates a model.
     *
     * @param replay the history, with at least one event
     * @param budgetPerDay findings that may open a day at this provider when nothing is wrong. What its detectors would
     *     have alerted about in the history is taken off; the forest gets the rest, and {@link #FOREST_SHARE} of it at
     *     least
     */
    public TrainedModel train(HistoryReplay replay, double budgetPerDay) {
        if (replay.events() == 0) {
            throw new IllegalArgumentException("there is no event of " + replay.provider() + " to train on");
        }
        long startedNanos = System.nanoTime();
        double detectorsPerDay = replay.detectorAlertsPerDay(warmMs(replay));
        double openingsPerDay = Math.max(FOREST_SHARE * budgetPerDay, budgetPerDay - detectorsPerDay);
        OrganisationTables tables = replay.tables();
        ObservationSample sample = replay.sample();
        Selection selection = select(replay);
        IsolationForest forest = fit(sample, selection, tables);

        ScoredRows people = ScoredRows.of(sample, selection.people, tables, forest);
        ScoredRows services = ScoredRows.of(sample, selection.services, tables, forest);
        float[] medians = medians(people, services);
        double days = AlertCalibration.days(selection.firstMs(sample), selection.lastMs(sample));
        double servicesBudget = openingsPerDay * serviceShare(replay);
        AlertCalibration peopleAlert = AlertCalibration.within(
                people,
                new ScoredRows.Types(people, tables, forest, medians),
                openingsPerDay - servicesBudget,
                sample.scale(),
                days,
                settings.quiet());
        AlertCalibration serviceAlert = AlertCalibration.within(
                services,
                new ScoredRows.Types(services, tables, forest, medians),
                servicesBudget,
                sample.scale(),
                days,
                settings.quiet());
        PopulationThresholds peopleThresholds = thresholds(people, peopleAlert, services, serviceAlert);
        PopulationThresholds serviceThresholds = thresholds(services, serviceAlert, people, peopleAlert);

        Instant now = Instant.ofEpochMilli(clock.millis());
        ModelSnapshot snapshot = new ModelSnapshot(
                replay.provider(),
                TimeOrderedUuid.at(now),
                now,
                Instant.ofEpochMilli(selection.firstMs(sample)),
                Instant.ofEpochMilli(selection.lastMs(sample)),
                selection.all.length,
                settings.seed(),
                settings.contamination(),
                AuditFeatures.SCHEMA.hash(),
                peopleThresholds,
                serviceThresholds,
                shownQuantiles(sample, selection, tables),
                medians,
                tables.encode(),
                forest);
        NewestRows newest = newest(sample, selection);
        TrainingMetrics metrics = new TrainingMetrics(
                replay.events(),
                replay.accounts(),
                replay.activePeople(),
                people.count(),
                services.count(),
                sample.scale(),
                selection.learningIncluded,
                budgetPerDay,
                detectorsPerDay,
                peopleThresholds.expectedOpeningsPerDay() + serviceThresholds.expectedOpeningsPerDay(),
                newest.flaggedShare(snapshot),
                newest.separation(snapshot),
                Duration.ofNanos(System.nanoTime() - startedNanos).toMillis());
        return new TrainedModel(snapshot, metrics, newest);
    }

    private static double serviceShare(HistoryReplay replay) {
        long services = replay.accounts() - replay.activePeople();
        if (services == 0) {
            return 0;
        }
        return Math.min(MAX_SERVICE_SHARE, Math.max(MIN_SERVICE_SHARE, (double) services / replay.accounts()));
    }

    /** Which places of the sample are fitted. */
    private static final class Selection {
        private final int[] all;
        private final int[] people;
        private final int[] services;
        private final boolean learningIncluded;

        Selection(ObservationSample sample, IntPredicate wanted, boolean learningIncluded) {
            int[] places = new int[sample.size()];
            int size = 0;
            for (int place = 0; place < places.length; place++) {
                if (wanted.test(place)) {
                    places[size++] = place;
                }
            }
            this.all = Arrays.copyOf(places, size);
            this.services = Arrays.stream(all)
                    .filter(place -> sample.observation(place).service())
                    .toArray();
            this.people = Arrays.stream(all)
                    .filter(place -> !sample.observation(place).service())
                    .toArray();
            this.learningIncluded = learningIncluded;
        }

        long firstMs(ObservationSample sample) {
            return Arrays.stream(all)
                    .mapToLong(place -> sample.observation(place).timeMs())
                    .min()
                    .orElseThrow();
        }

        long lastMs(ObservationSample sample) {
            return Arrays.stream(all)
                    .mapToLong(place -> sample.observation(place).timeMs())
                    .max()
                    .orElseThrow();
        }
    }

    /** When the part of the history that only builds state is over. */
    private long warmMs(HistoryReplay replay) {
        Duration span = Duration.ofMillis(replay.lastMs() - replay.firstMs());
        return replay.firstMs() + settings.warmupOf(span).toMillis();
    }

    private Selection select(HistoryReplay replay) {
        ObservationSample sample = replay.sample();
        long warmMs = warmMs(replay);
        Selection established = new Selection(
                sample,
                place -> sample.observation(place).timeMs() >= warmMs
                        && !sample.observation(place).learning()
                        && !sample.observation(place).beyondHorizon(),
                false);
        if (established.all.length >= settings.minEvents()) {
            return established;
        }
        Selection warm =
                new Selection(sample, place -> sample.observation(place).timeMs() >= warmMs, true);
        return warm.all.length >= settings.minEvents() ? warm : new Selection(sample, place -> true, true);
    }

    private IsolationForest fit(ObservationSample sample, Selection selection, OrganisationTables tables) {
        int[] services = selection.people.length == 0
                ? selection.services
                : evenly(selection.services, Math.max(selection.people.length, settings.minEvents()));
        int count = selection.people.length + services.length;
        float[] rows = new float[count * AuditFeatures.WIDTH];
        int row = 0;
        for (int[] places : List.of(selection.people, services)) {
            for (int place : places) {
                AuditFeatures.split(sample.observation(place), tables, rows, row++ * AuditFeatures.WIDTH);
            }
        }
        return ForestFitter.fit(rows, count, AuditFeatures.WIDTH, settings.forest());
    }

    /** At most so many of these, at equal distances. */
    private static int[] evenly(int[] places, int most) {
        if (places.length <= most) {
            return places;
        }
        int[] kept = new int[most];
        for (int i = 0; i < most; i++) {
            kept[i] = places[(int) ((long) i * places.length / most)];
        }
        return kept;
    }

    /**
     * Thresholds from a population's own rows; where those are too few, from all rows, and its alert threshold is the
     * other population's, or over everything it did itself.
     */
    private PopulationThresholds thresholds(
            ScoredRows own, AlertCalibration ownAlert, ScoredRows other, AlertCalibration otherAlert) {
        boolean enough = own.count() >= MIN_POPULATION_ROWS;
        double[] scores = enough ? own.scores() : together(own.scores(), other.scores());
        ContaminationThreshold anomaly = ContaminationThreshold.of(scores, settings.contamination());
        double alert = enough
                ? ownAlert.threshold()
                : Math.max(
                        otherAlert.threshold(),
                        Math.nextUp(Arrays.stream(own.scores()).max().orElse(0)));
        return new PopulationThresholds(
                anomaly.score(),
                Math.max(anomaly.score(), alert),
                anomaly.expectedShare(),
                enough ? ownAlert.openingsPerDay() : 0,
                ScoreQuantiles.of(scores));
    }

    private static double[] together(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static float[] medians(ScoredRows people, ScoredRows services) {
        float[] medians = new float[AuditFeatures.WIDTH];
        float[] column = new float[people.count() + services.count()];
        for (int feature = 0; feature < medians.length; feature++) {
            int size = 0;
            for (ScoredRows rows : List.of(people, services)) {
                for (int row = 0; row < rows.count(); row++) {
                    column[size++] = rows.rows()[row * AuditFeatures.WIDTH + feature];
                }
            }
            Arrays.sort(column);
            medians[feature] = column[(column.length - 1) / 2];
        }
        return medians;
    }

    private static FeatureQuantiles shownQuantiles(
            ObservationSample sample, Selection selection, OrganisationTables tables) {
        int[] places = selection.people.length > 0 ? selection.people : selection.services;
        float[] shown = new float[places.length * AuditFeatures.WIDTH];
        for (int i = 0; i < places.length; i++) {
            AuditFeatures.shown(sample.observation(places[i]), tables, shown, i * AuditFeatures.WIDTH);
        }
        return FeatureQuantiles.of(shown, places.length, AuditFeatures.WIDTH);
    }

    private static NewestRows newest(ObservationSample sample, Selection selection) {
        int count = (selection.all.length + NEWEST_DIVISOR - 1) / NEWEST_DIVISOR;
        List<Observation> newest = new ArrayList<>(count);
        for (int i = selection.all.length - count; i < selection.all.length; i++) {
            newest.add(sample.observation(selection.all[i]));
        }
        return new NewestRows(newest);
    }
}
