package io.auditsphere.app.local.bench;

import java.util.List;
import java.util.random.RandomGenerator;

/** What people do at each provider, and how often: shares as in {@code auditsphere generate}'s months. */
final class BenchOperations {

    static final int LOGON = 5;
    static final int DOWNLOAD = 2;
    /** Sharing, with somebody. */
    static final int SHARE = 9;
    /** What an administrator does and an intruder. */
    static final int TAKE_OVER = 13;

    /** In thousandths, by index; the last is nobody's habit. */
    private static final int[] SHARES = {340, 180, 110, 90, 60, 50, 40, 30, 30, 25, 20, 15, 10, 0};

    private static final List<List<String>> NAMES = List.of(
            List.of(
                    "FileAccessed",
                    "FileModified",
                    "FileDownloaded",
                    "FilePreviewed",
                    "MailItemsAccessed",
                    "UserLoggedIn",
                    "FileUploaded",
                    "Send",
                    "PageViewed",
                    "SharingInvitationCreated",
                    "FileRecycled",
                    "SearchQueryPerformed",
                    "FileCopied",
                    "New-InboxRule"),
            List.of(
                    "view",
                    "edit",
                    "download",
                    "print",
                    "rename",
                    "login_success",
                    "upload",
                    "create",
                    "copy",
                    "change_user_access",
                    "trash",
                    "move",
                    "untrash",
                    "GRANT_ADMIN_PRIVILEGE"),
            List.of(
                    "PREVIEW",
                    "EDIT",
                    "DOWNLOAD",
                    "ITEM_OPEN",
                    "UPLOAD",
                    "LOGIN",
                    "COPY",
                    "MOVE",
                    "RENAME",
                    "COLLABORATION_INVITE",
                    "DELETE",
                    "ITEM_SYNC",
                    "UNDELETE",
                    "CHANGE_ADMIN_ROLE"),
            List.of(
                    "file_preview",
                    "file_edit",
                    "file_download",
                    "shared_content_view",
                    "file_add",
                    "login_success",
                    "paper_doc_view",
                    "file_rename",
                    "file_copy",
                    "shared_content_add_member",
                    "file_delete",
                    "file_move",
                    "file_restore",
                    "member_change_admin_role"));

    private BenchOperations() {}

    static String name(int provider, int operation) {
        return NAMES.get(provider).get(operation);
    }

    /** An act of this account's habit. */
    static int draw(BenchAccount account, RandomGenerator random) {
        int at = random.nextInt(1000);
        int operation = 0;
        while (at >= SHARES[operation]) {
            at -= SHARES[operation++];
        }
        return account.does(operation) ? operation : 0;
    }
}
