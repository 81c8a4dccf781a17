package io.auditsphere.app.generate;

import java.util.Locale;

/**
 * A SharePoint site, shared drive or team folder with its files. Which file is asked for most follows a Zipf law over
 * their ranks, so that a few are opened all the time and most hardly ever.
 *
 * @param provider where it is
 * @param number unique within the provider
 * @param path how the audit log names it
 * @param department whose it is: decides what kinds of file are in it
 * @param files how many there are
 */
record Site(String provider, long number, String path, String department, int files) {

    private static final String[] TOPICS = {
        "forecast", "budget", "roadmap", "minutes", "contract", "onboarding", "proposal", "review", "pipeline",
                "campaign",
        "invoice", "payroll", "audit", "design", "incident", "release", "survey", "training", "policy", "vendor",
        "pricing", "renewal", "inventory", "travel", "press", "brief", "retro", "capacity", "handover", "benchmark"
    };
    private static final String[] QUALIFIERS = {
        "q1", "q2", "q3", "q4", "draft", "final", "apac", "emea", "2025", "2026", "v2", "v3", "summary", "detail",
        "notes"
    };
    private static final String[] OFFICE_KINDS = {
        "docx", "docx", "docx", "xlsx", "xlsx", "xlsx", "pptx", "pptx", "pdf", "pdf", "pdf", "csv", "msg", "png", "zip",
        "txt"
    };
    private static final String[] ENGINEERING_KINDS = {
        "md", "md", "json", "yaml", "py", "java", "ts", "sql", "ipynb", "png", "docx", "xlsx", "pdf", "zip", "log", "sh"
    };
    private static final String[] MARKETING_KINDS = {
        "pptx", "pptx", "png", "jpg", "jpg", "svg", "psd", "mp4", "docx", "pdf", "xlsx", "zip", "png", "mov", "ai",
        "pdf"
    };

    /** The name of the file with this rank; the same for ever. */
    String file(int rank) {
        long h = Draws.hash(number, Draws.Purpose.FILE, provider.hashCode(), rank);
        String topic = TOPICS[(int) Math.floorMod(h, (long) TOPICS.length)];
        String qualifier = QUALIFIERS[(int) Math.floorMod(h >>> 16, (long) QUALIFIERS.length)];
        return topic + "-" + qualifier + "-" + String.format(Locale.ROOT, "%04d", rank) + "." + extension(h);
    }

    private String extension(long h) {
        // Six files in a thousand hold keys or configuration secrets where engineers and administrators keep theirs.
        boolean technical = department.equals("engineering") || department.equals("it");
        if (technical && Math.floorMod(h >>> 24, 1000L) < 6) {
            return Math.floorMod(h >>> 40, 2L) == 0 ? "env" : "pem";
        }
        String[] kinds =
                technical ? ENGINEERING_KINDS : department.equals("marketing") ? MARKETING_KINDS : OFFICE_KINDS;
        return kinds[(int) Math.floorMod(h >>> 32, (long) kinds.length)];
    }
}
