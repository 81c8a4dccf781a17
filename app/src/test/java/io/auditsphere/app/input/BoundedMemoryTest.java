package io.auditsphere.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Logs are read as streams: what is generated here is 100 MB a case and is nowhere held, and the heap that lives after a
 * collection in the middle of it stays as it was.
 */
class BoundedMemoryTest {

    private static final int MEGABYTES = 100;
    /** Buffers, one record of at most 1 MB as text and tokens, and what the test itself makes. */
    private static final long ALLOWED_BYTES = 24L << 20;

    @Test
    void aDocumentOfOneLine() throws IOException {
        readAndMeasure(
                repeating("{\"Records\":[{\"n\":0}", ",{\"n\":1,\"text\":\"" + "x".repeat(1000) + "\"}", "]}"), 50_000);
    }

    @Test
    void aCsvExport() throws IOException {
        readAndMeasure(
                repeating("Time,AuditData\n", "1,\"{\"\"n\"\":1,\"\"t\"\":\"\"" + "x".repeat(1000) + "\"\"}\"\n", ""),
                50_000);
    }

    @Test
    void aLineWithoutEnd() throws IOException {
        readAndMeasure(repeating("{\"a\":1}\n", "x".repeat(1000), "\n{\"a\":2}\n"), 3);
    }

    @Test
    void aQuoteThatIsNeverClosed() throws IOException {
        readAndMeasure(repeating("Time,AuditData\n1,\"{}\"\n2,\"open ", "x".repeat(1_000_000), "\n"), 2);
    }

    /** A hundred megabytes of blanks pack into a hundred kilobytes. */
    @Test
    void aBombOfBlanks() throws IOException {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            repeating("{\"a\":1}\n", " ".repeat(10_000), "\n").transferTo(out);
        }
        assertThat(packed.size()).isLessThan(1_000_000);
        readAndMeasure(new java.io.ByteArrayInputStream(packed.toByteArray()), 1);
    }

    private static void readAndMeasure(InputStream log, int leastRecords) throws IOException {
        long before = liveBytes();
        long most = 0;
        long count = 0;
        try (Records records = FileForm.open(log, "log", 1_000_000)) {
            for (InputRecord record = records.next(); record != null; record = records.next()) {
                assertThat(record.value().length).isLessThan(3_000_000);
                count++;
                if (count == leastRecords / 2) {
                    most = liveBytes() - before;
                }
            }
            most = Math.max(most, liveBytes() - before);
        }
        assertThat(count).isGreaterThanOrEqualTo(leastRecords);
        assertThat(most).isLessThan(ALLOWED_BYTES);
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A first part, 100 MB of the second over and over, and a last part; made while it is read. */
    private static InputStream repeating(String first, String repeated, String last) {
        byte[] part = repeated.getBytes(StandardCharsets.UTF_8);
        int times = MEGABYTES * 1_000_000 / part.length;
        return new InputStream() {
            private byte[] current = first.getBytes(StandardCharsets.UTF_8);
            private int at;
            private int given;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                while (at == current.length) {
                    if (given > times) {
                        return -1;
                    }
                    current = given == times ? last.getBytes(StandardCharsets.UTF_8) : part;
                    given++;
                    at = 0;
                }
                int count = Math.min(length, current.length - at);
                System.arraycopy(current, at, into, offset, count);
                at += count;
                return count;
            }
        };
    }
}
