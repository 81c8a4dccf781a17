package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.auditsphere.app.ingest.MappedForm.Condition;
import io.auditsphere.schemas.OperationCatalogue;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.WireName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a mapping file, whose form {@code mapping.schema.json} publishes. What it cannot use it refuses with the file,
 * the field, what is allowed and what was found: a mapping that is half understood would fill users' state with half
 * events.
 */
final class MappingFile {

    private static final ObjectReader JSON =
            JsonText.MAPPER.reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final long LARGEST = 4 << 20;
    private static final String ATTRIBUTE_NAME = "[A-Za-z0-9_.-]{1," + Bounds.ATTRIBUTE_NAME + "}";
    private static final List<String> CATEGORIES =
            Stream.of(OperationCategory.values()).map(WireName::wireName).toList();

    private MappingFile() {}

    /** @throws IOException if the file is not there or is no mapping; the message says what to do */
    static MappedForm read(Path file) throws IOException {
        JsonNode tree;
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + ": expected a mapping of at most " + LARGEST + " bytes");
            }
            tree = JSON.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (JacksonException e) {
            throw new IOException(
                    file + ": expected JSON: " + e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr(),
                    e);
        }
        return form(MappingNode.root(file.toString(), tree));
    }

    private static MappedForm form(MappingNode root) throws IOException {
        root.object(
                "$schema",
                "description",
                "provider",
                "name",
                "fingerprint",
                "list",
                "fields",
                "attributes",
                "operations");
        String provider = root.at("provider").text("a provider's name in lower case");
        if (!ProviderName.isValid(provider)) {
            throw root.at("provider").expected("a provider's name in lower case: letters, digits, '_' and '-'");
        }
        String name = root.has("name") ? root.at("name").text("the source's name for people") : provider;
        List<String> shown = new ArrayList<>();
        List<Condition> conditions = conditions(root.at("fingerprint"), shown);
        return new MappedForm(
                provider,
                new ProviderFingerprint(name, shown),
                conditions,
                root.has("list") ? MappedPath.read(root.at("list")) : null,
                fields(root.at("fields")),
                attributes(root.at("attributes")),
                operations(root.at("operations")));
    }

    private static List<Condition> conditions(MappingNode fingerprint, List<String> shown) throws IOException {
        fingerprint.object("present", "equals");
        List<Condition> conditions = new ArrayList<>();
        if (fingerprint.has("equals")) {
            for (MappingNode equal : fingerprint.at("equals").fields("an object of paths, each with its value")) {
                List<String> values = new ArrayList<>();
                for (MappingNode value : equal.elements()) {
                    values.add(value.scalar("a value or a list of values"));
                }
                conditions.add(new Condition(MappedPath.readName(equal), List.copyOf(values)));
            }
        }
        if (fingerprint.has("present")) {
            for (MappingNode path : fingerprint.at("present").elements()) {
                conditions.add(new Condition(MappedPath.read(path), List.of()));
            }
        }
        if (conditions.size() < 2) {
            throw fingerprint.expected(
                    "at least two conditions, in present and equals together, so that no other source"
                            + " is taken for this one");
        }
        for (Condition condition : conditions) {
            if (!shown.contains(condition.path().firstStep())) {
                shown.add(condition.path().firstStep());
            }
        }
        return List.copyOf(conditions);
    }

    private static Map<MappedField, MappedValue> fields(MappingNode node) throws IOException {
        String[] allowed =
                Stream.of(MappedField.values()).map(MappedField::wireName).toArray(String[]::new);
        node.object(allowed);
        Map<MappedField, MappedValue> fields = new EnumMap<>(MappedField.class);
        for (MappedField field : MappedField.values()) {
            MappingNode value = node.at(field.wireName());
            if (!value.isMissing()) {
                fields.put(field, MappedValue.read(value, field.words()));
            } else if (MappedField.REQUIRED.contains(field)) {
                throw value.expected("where the record has it, since no event is without it");
            }
        }
        return fields;
    }

    private static Map<String, MappedValue> attributes(MappingNode node) throws IOException {
        Map<String, MappedValue> attributes = new LinkedHashMap<>();
        if (node.isMissing()) {
            return attributes;
        }
        for (MappingNode attribute : node.fields("an object of attributes, each with where it stands")) {
            if (!attribute.name().matches(ATTRIBUTE_NAME) || attributes.size() == Bounds.ATTRIBUTES) {
                throw attribute.expected("at most " + Bounds.ATTRIBUTES
                        + " attributes with names of letters, digits, '_'," + " '.' and '-'");
            }
            attributes.put(attribute.name(), MappedValue.read(attribute, List.of()));
        }
        return attributes;
    }

    private static Map<String, OperationCatalogue.Entry> operations(MappingNode node) throws IOException {
        Map<String, OperationCatalogue.Entry> operations = new LinkedHashMap<>();
        if (node.isMissing()) {
            return operations;
        }
        for (MappingNode operation : node.fields("an object of operations, each with category and sensitive")) {
            operation.object("category", "sensitive");
            String category = operation.at("category").word(CATEGORIES);
            operations.put(
                    operation.name(),
                    new OperationCatalogue.Entry(
                            OperationCategory.ofWireName(category).orElseThrow(),
                            operation.at("sensitive").flag(false),
                            true));
        }
        return operations;
    }
}
