package io.auditsphere.model.forest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows whose anomalies are known: CSV with a header, the features, and a label (1 = anomaly) in the last column. */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract
record LabelledSet(String name, float[] rows, int count, int width, boolean[] anomalous) {

    static LabelledSet synthetic() {
        try (InputStream in = LabelledSet.class.getResourceAsStream("synthetic.csv")) {
            return read("synthetic", new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LabelledSet read(Path file) throws IOException {
        String name = file.getFileName().toString();
        try (Reader in = Files.newBufferedReader(file)) {
            return read(name.substring(0, name.lastIndexOf('.')), in);
        }
    }

    private static LabelledSet read(String name, Reader in) throws IOException {
        BufferedReader lines = new BufferedReader(in);
        int width = lines.readLine().split(",", -1).length - 1;
        List<String[]> records = new ArrayList<>();
        String line;
        while ((line = lines.readLine()) != null) {
            records.add(line.split(",", -1));
        }
        float[] rows = new float[records.size() * width];
        boolean[] anomalous = new boolean[records.size()];
        for (int row = 0; row < records.size(); row++) {
            for (int feature = 0; feature < width; feature++) {
                rows[row * width + feature] = Float.parseFloat(records.get(row)[feature]);
            }
            anomalous[row] = Double.parseDouble(records.get(row)[width]) == 1;
        }
        return new LabelledSet(name, rows, records.size(), width, anomalous);
    }

    double[] scores(IsolationForest forest) {
        double[] scores = new double[count];
        Arrays.setAll(scores, row -> forest.score(rows, row * width));
        return scores;
    }

    /** The chance that an anomaly scores over a normal row; ties count half. */
    double areaUnderRoc(double[] scores) {
        int[] order = byFallingScore(scores);
        double wins = 0;
        long anomaliesAbove = 0;
        int begin = 0;
        while (begin < count) {
            int end = begin;
            int anomalies = 0;
            while (end < count && scores[order[end]] == scores[order[begin]]) {
                anomalies += anomalous[order[end++]] ? 1 : 0;
            }
            wins += (end - begin - anomalies) * (anomaliesAbove + anomalies / 2.0);
            anomaliesAbove += anomalies;
            begin = end;
        }
        return wins / ((double) anomaliesAbove * (count - anomaliesAbove));
    }

    /** Mean precision over the anomalies, by steps at distinct scores, as scikit-learn computes it. */
    double averagePrecision(double[] scores) {
        int[] order = byFallingScore(scores);
        double sum = 0;
        int found = 0;
        int begin = 0;
        while (begin < count) {
            int end = begin;
            int before = found;
            while (end < count && scores[order[end]] == scores[order[begin]]) {
                found += anomalous[order[end++]] ? 1 : 0;
            }
            sum += (found - before) * (double) found / end;
            begin = end;
        }
        return sum / found;
    }

    private int[] byFallingScore(double[] scores) {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
