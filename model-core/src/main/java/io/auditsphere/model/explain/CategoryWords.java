package io.auditsphere.model.explain;

/**
 * The categories of operations and of files in words, by the numbers that the features {@code operation_category} and
 * {@code file_type_category} show.
 */
final class CategoryWords {

    private static final String[] ACTS = {
        "Reading or downloading",
        "A change of content",
        "A deletion",
        "An act of sharing",
        "An administrative act",
        "A sign-in or a change of credentials",
        "An act of no known category"
    };

    private static final String[] USUAL_ACTS = {
        "reading or downloading",
        "changes of content",
        "deletions",
        "sharing",
        "administration",
        "sign-ins and changes of credentials",
        "of no known category"
    };

    private static final String[] FILES = {
        "No file",
        "A document",
        "A spreadsheet",
        "A presentation",
        "An image",
        "A sound or video file",
        "An archive file",
        "A file of source code",
        "An executable file",
        "A file of secrets or configuration",
        "A file of an uncommon type"
    };

    private static final String[] USUAL_FILES = {
        "concern no file",
        "concern documents",
        "concern spreadsheets",
        "concern presentations",
        "concern images",
        "concern sound or video",
        "concern archives",
        "concern source code",
        "concern executable files",
        "concern secrets or configuration",
        "concern files of uncommon types"
    };

    private CategoryWords() {}

    /** What the act is, as a sentence begins. */
    static String act(double category) {
        return ACTS[index(category, ACTS)];
    }

    /** What most acts are: "most acts here are …". */
    static String usualAct(double category) {
        return USUAL_ACTS[index(category, USUAL_ACTS)];
    }

    /** What kind of file it is, as a sentence begins. */
    static String file(double category) {
        return FILES[index(category, FILES)];
    }

    /** What most acts are about: "most acts here …". */
    static String usualFile(double category) {
        return USUAL_FILES[index(category, USUAL_FILES)];
    }

    private static int index(double category, String[] words) {
        return Math.min(Math.max((int) category, 0), words.length - 1);
    }
}
