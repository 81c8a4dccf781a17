package io.auditsphere.model.detect;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The settings of a detector that are a record, by name: what {@link Detector#settings()} and
 * {@link Detector#withSettings} speak of. A component {@code highTimes} is the setting {@code high_times}; whole numbers
 * ({@code int}, {@code long}), numbers ({@code double}), flags, texts and lists of texts are allowed. The record's own
 * constructor checks the values. Thread-safe.
 */
public final class RecordSettings {

    private RecordSettings() {}

    /** The record's values by name, in the order of its components. The record must be public. */
    public static Map<String, Object> of(Record settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            values.put(nameOf(component), valueOf(component, settings));
        }
        return values;
    }

    /**
     * The record with some of its values replaced.
     *
     * @param changes new values by name: numbers, flags, texts and lists of texts
     * @throws IllegalArgumentException if a name is unknown, a value is of another kind, or the record refuses it
     */
    @SuppressWarnings("unchecked") // the canonical constructor of the record's own class
    public static <R extends Record> R with(R settings, Map<String, Object> changes) {
        RecordComponent[] components = settings.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        TreeSet<String> unknown = new TreeSet<>(changes.keySet());
        TreeSet<String> known = new TreeSet<>();
        for (int i = 0; i < components.length; i++) {
            String name = nameOf(components[i]);
            types[i] = components[i].getType();
            values[i] = changes.containsKey(name)
                    ? converted(name, changes.get(name), types[i])
                    : valueOf(components[i], settings);
            unknown.remove(name);
            known.add(name);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no setting " + unknown.first() + "; there are " + known);
        }
        return (R) made(settings.getClass(), types, values);
    }

    private static Record made(Class<? extends Record> type, Class<?>[] types, Object[] values) {
        try {
            Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalArgumentException("the settings are refused: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is no public record", e);
        }
    }

    private static Object valueOf(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(settings.getClass() + " is no public record", e);
        }
    }

    private static Object converted(String name, Object value, Class<?> type) {
        if (type == double.class && value instanceof Number number) {
            return number.doubleValue();
        }
        if ((type == int.class || type == long.class) && value instanceof Number number) {
            return whole(name, number, type);
        }
        if ((type == boolean.class && value instanceof Boolean) || (type == String.class && value instanceof String)) {
            return value;
        }
        if (type == List.class && value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return List.copyOf(list);
        }
        throw new IllegalArgumentException(
                name + ": expected " + wordFor(type) + ", found " + Signal.cut(String.valueOf(value), 100));
    }

    private static Object whole(String name, Number number, Class<?> type) {
        double value = number.doubleValue();
        boolean fits =
                value == Math.rint(value) && Math.abs(value) <= (type == int.class ? Integer.MAX_VALUE : 1L << 53);
        if (!fits) {
            throw new IllegalArgumentException(name + ": expected a whole number, found " + number);
        }
        return type == int.class ? (Object) number.intValue() : (Object) number.longValue();
    }

    private static String wordFor(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == String.class ? "a text" : "a list of texts";
    }

    /** {@code highTimes} is {@code high_times}. */
    private static String nameOf(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
