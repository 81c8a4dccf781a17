package io.auditsphere.app.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what a test wrote as a file would be read. */
final class Reading {

    static final int MOST = 1000;

    private Reading() {}

    static List<InputRecord> all(String text) throws IOException {
        return all(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<InputRecord> all(byte[] bytes) throws IOException {
        return all(new ByteArrayInputStream(bytes), MOST);
    }

    static List<InputRecord> all(InputStream in, int most) throws IOException {
        List<InputRecord> read = new ArrayList<>();
        try (Records records = FileForm.open(in, "file", most)) {
            for (InputRecord record = records.next(); record != null; record = records.next()) {
                read.add(record);
            }
        }
        return read;
    }

    static String text(InputRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static List<String> texts(List<InputRecord> records) {
        return records.stream().map(Reading::text).toList();
    }
}
