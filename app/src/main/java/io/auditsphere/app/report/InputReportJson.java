package io.auditsphere.app.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.auditsphere.app.input.InputFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report on a log as JSON, for scripts. */
public final class InputReportJson {

    private static final JsonFactory JSON = new JsonFactory();

    private InputReportJson() {}

    /** Writes it to a file, which is replaced. */
    public static void write(InputReport report, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = JSON.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("files", report.files());
            json.writeNumberField("records", report.records());
            json.writeNumberField("events", report.events());
            json.writeNumberField("duplicates", report.duplicates());
            json.writeNumberField("users", report.users());
            json.writeBooleanField("more_users", report.hasMoreUsers());
            json.writeStringField("first", String.valueOf(report.first()));
            json.writeStringField("last", String.valueOf(report.last()));
            writeOperations(report, json);
            writeDeadLetters(report, json);
            writeFiles(report, json);
            json.writeArrayFieldStart("organisation");
            for (String sentence : report.domains()) {
                json.writeString(sentence);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeOperations(InputReport report, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("operations");
        for (InputReport.Operation one : report.operations()) {
            json.writeStartObject();
            json.writeStringField("provider", one.provider());
            json.writeStringField("operation", one.name());
            json.writeStringField("category", one.category().wireName());
            json.writeBooleanField("known", one.known());
            json.writeNumberField("events", one.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("unknown_operation_events", report.unknownOperations());
        json.writeObjectFieldStart("events_of_further_operations");
        for (var one : report.otherOperations().entrySet()) {
            json.writeNumberField(one.getKey(), one.getValue());
        }
        json.writeEndObject();
    }

    private static void writeDeadLetters(InputReport report, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("dead_letters");
        for (InputReport.DeadLetters one : report.deadLetters()) {
            json.writeStartObject();
            json.writeStringField("reason", one.reason());
            json.writeNumberField("count", one.count());
            json.writeStringField("first", one.where());
            json.writeStringField("detail", one.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFiles(InputReport report, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("not_read");
        for (InputFiles.Unread one : report.unread()) {
            json.writeStartObject();
            json.writeStringField("file", one.file());
            json.writeStringField("why", one.why());
            json.writeBooleanField("partly_read", one.partly());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("left_out");
        for (String file : report.leftOut()) {
            json.writeString(file);
        }
        json.writeEndArray();
    }
}
