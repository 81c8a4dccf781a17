package io.auditsphere.app.config;

import java.util.Map;

/** Writes settings for people, in the form of a properties file that can be read back. */
public final class ConfigurationText {

    private static final int LINE = 110;

    private ConfigurationText() {}

    /** Every key with the value in force and where it comes from; secrets masked. */
    public static String inForce(Configuration configuration) {
        StringBuilder text = new StringBuilder(4096);
        for (Setting<?> setting : Keys.all()) {
            text.append("# ").append(configuration.origin(setting)).append('\n');
            appendPair(text, setting.key(), configuration.shown(setting));
        }
        for (Map.Entry<String, Configuration.Given> one :
                configuration.shownKafka().entrySet()) {
            text.append("# ").append(one.getValue().origin()).append('\n');
            appendPair(text, Keys.KAFKA_PREFIX + one.getKey(), one.getValue().text());
        }
        return text.toString();
    }

    /** The file that is shipped: every key with its documentation, its default commented out. */
    public static String template() {
        StringBuilder text = new StringBuilder(8192);
        text.append("# Settings of AuditSphere Streams. Each line that starts with #name= shows a default.\n")
                .append("# The environment (AUDITSPHERE_DEDUP_RETENTION for dedup.retention) stands over this file,\n")
                .append("# and -D dedup.retention=1d on the command line over both. Unknown keys are refused.\n")
                .append("# Every setting of Kafka's clients and of Kafka Streams passes through under kafka.:\n")
                .append("#kafka.bootstrap.servers=localhost:9092\n")
                .append("#kafka.security.protocol=SASL_SSL\n");
        for (Setting<?> setting : Keys.all()) {
            text.append('\n');
            appendWrapped(text, setting.doc());
            appendWrapped(text, "Allowed: " + setting.type().allowed() + ".");
            if (setting.variable() != null) {
                appendWrapped(text, "Also read as " + setting.variable() + ".");
            }
            text.append('#');
            appendPair(text, setting.key(), setting.defaultText());
        }
        return text.toString();
    }

    private static void appendPair(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n');
    }

    private static void appendWrapped(StringBuilder text, String sentence) {
        int column = 0;
        for (String word : sentence.split(" ", -1)) {
            if (column == 0 || column + 1 + word.length() > LINE) {
                text.append(column == 0 ? "# " : "\n# ");
                column = 2;
            } else {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
