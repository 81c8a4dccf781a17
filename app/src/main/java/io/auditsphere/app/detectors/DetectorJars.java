package io.auditsphere.app.detectors;

import io.auditsphere.model.detect.Detector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Detectors that an operator adds: every jar in a folder is searched for providers of {@link Detector}
 * ({@code META-INF/services/io.auditsphere.model.detect.Detector}). All jars share one class loader over the program's,
 * which stays open as long as the process, since a detector loads its classes when it needs them.
 */
public final class DetectorJars {

    private DetectorJars() {}

    /**
     * The detectors in the folder's jars, in the order of the jars' names.
     *
     * @throws IllegalArgumentException if the folder cannot be read, a jar names a detector that cannot be made, or a jar
     *     has none; the message says which and what to do
     */
    public static List<Detector> load(Path folder) {
        List<Path> jars = jars(folder);
        URL[] urls = jars.stream().map(DetectorJars::url).toArray(URL[]::new);
        @SuppressWarnings("resource") // lives as long as the process
        URLClassLoader loader = new URLClassLoader("detectors", urls, Detector.class.getClassLoader());
        List<Detector> detectors = new ArrayList<>();
        try {
            for (ServiceLoader.Provider<Detector> provider :
                    ServiceLoader.load(Detector.class, loader).stream().toList()) {
                if (provider.type().getClassLoader() == loader) {
                    detectors.add(provider.get());
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException(
                    "detectors.folder: a detector in " + folder + " cannot be made: " + e.getMessage()
                            + ". It needs a public constructor without arguments and must be compiled against this"
                            + " version's auditsphere-model-core; mend the jar or take it out",
                    e);
        }
        if (!jars.isEmpty() && detectors.isEmpty()) {
            throw new IllegalArgumentException("detectors.folder: none of the " + jars.size() + " jars in " + folder
                    + " names a detector in META-INF/services/" + Detector.class.getName());
        }
        return List.copyOf(detectors);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "detectors.folder: " + folder + " cannot be read: " + e.getMessage()
                            + "; make the folder or correct" + " the path",
                    e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
