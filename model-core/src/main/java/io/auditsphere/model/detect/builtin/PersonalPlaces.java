package io.auditsphere.model.detect.builtin;

import io.auditsphere.schemas.AuditEvent;
import java.util.Locale;
import java.util.Set;

/**
 * Where people take what is the organisation's for themselves, as far as the four providers' logs tell:
 *
 * <table>
 *   <caption>what counts as a personal upload</caption>
 *   <tr><th>seen as</th><th>where</th></tr>
 *   <tr><td>shared with an address elsewhere whose local part is made of the user's own name, {@code dana.kim@} and {@code
 *       kim.dana82@}: his private mailbox, or the private Drive, Box or Dropbox account that hangs on it</td><td>all
 *       four</td></tr>
 *   <tr><td>{@code FileUploadedToCloud}, {@code FileCopiedToRemovableMedia}, {@code FileTransferredByBluetooth}</td><td>Microsoft's endpoint DLP</td></tr>
 *   <tr><td>{@code file_transfers_transfer_send}: a Dropbox Transfer for whoever has its link</td><td>Dropbox</td></tr>
 *   <tr><td>{@code CONTENT_TRANSFER}, {@code SENSITIVE_DATA_TRANSFER} of managed Chrome</td><td>Google</td></tr>
 * </table>
 *
 * <p>None of the four logs an upload to somebody's private account as such: that happens elsewhere.
 */
final class PersonalPlaces {

    private static final Set<String> UPLOADS = Set.of(
            "FileUploadedToCloud",
            "FileCopiedToRemovableMedia",
            "FileTransferredByBluetooth",
            "file_transfers_transfer_send",
            "CONTENT_TRANSFER",
            "chrome.CONTENT_TRANSFER",
            "SENSITIVE_DATA_TRANSFER",
            "chrome.SENSITIVE_DATA_TRANSFER");

    private static final int MAX_ADDRESS = 254;
    /** A shorter word is in too many names. */
    private static final int LEAST_WORD = 3;

    private static final int LEAST_NAME = 4;

    private PersonalPlaces() {}

    /** Whether the operation puts something where the organisation does not see it any more. */
    static boolean isUpload(String operation) {
        return UPLOADS.contains(operation);
    }

    /** Whether something is shared with what looks like the user's own address elsewhere. */
    static boolean isOwnAddress(AuditEvent event) {
        String user = event.userId();
        String target = event.target();
        int own = user.lastIndexOf('@');
        int at = target == null ? -1 : target.indexOf('@');
        if (own <= 0 || at <= 0 || target.length() > MAX_ADDRESS || user.length() > MAX_ADDRESS) {
            return false;
        }
        boolean sameDomain = target.length() - at == user.length() - own
                && target.regionMatches(true, at, user, own, user.length() - own);
        return !sameDomain && isMadeOf(letters(target.substring(0, at)), user.substring(0, own));
    }

    /** Whether every word of a name of {@value #LEAST_NAME} letters or more is in the other. */
    private static boolean isMadeOf(String other, String name) {
        int letters = 0;
        for (String part : name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            if (part.length() >= LEAST_WORD) {
                if (!other.contains(part)) {
                    return false;
                }
                letters += part.length();
            }
        }
        return letters >= LEAST_NAME;
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    }
}
