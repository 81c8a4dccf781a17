package io.auditsphere.app.generate;

import io.auditsphere.schemas.OperationCategory;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The native names of acts at the four providers, with the category that the operation catalogue gives them. A trailing
 * {@code !} marks what is sensitive by the values that the generator gives it: an invitation is when it leaves the
 * organisation, an inbox rule when it hides or forwards. Google's names stand behind their application, as the catalogue lists
 * them; an event bears the name alone, as Google's feed and the normaliser have it. Immutable.
 */
final class Vocabulary {

    static final String MICROSOFT = "microsoft";
    static final String GOOGLE = "google";
    static final String BOX = "box";
    static final String DROPBOX = "dropbox";

    private static final String[] COLUMNS = {MICROSOFT, GOOGLE, BOX, DROPBOX};

    /** One act a line; a cell is {@code name/category}, or {@code -} where the provider has no such act. */
    private static final String TABLE = """
            OPEN             | FileAccessed/access               | drive.view/access                                   | PREVIEW/access                       | file_preview/access
            PREVIEW          | FilePreviewed/access              | drive.view/access                                   | ITEM_OPEN/access                     | shared_content_view/access
            DOWNLOAD         | FileDownloaded/access             | drive.download/access                               | DOWNLOAD/access                      | file_download/access
            SYNC_DOWN        | FileSyncDownloadedFull/access     | drive.download/access                               | ITEM_SYNC/access                     | file_download/access
            EDIT             | FileModified/modification         | drive.edit/modification                             | EDIT/modification                    | file_edit/modification
            UPLOAD           | FileUploaded/modification         | drive.upload/modification                           | UPLOAD/modification                  | file_add/modification
            CREATE_FOLDER    | FolderCreated/modification        | drive.create/modification                           | ITEM_CREATE/modification             | create_folder/modification
            RENAME           | FileRenamed/modification          | drive.rename/modification                           | RENAME/modification                  | file_rename/modification
            MOVE             | FileMoved/modification            | drive.move/modification                             | MOVE/modification                    | file_move/modification
            COPY             | FileCopied/modification           | drive.create/modification                           | COPY/modification                    | file_copy/modification
            DELETE           | FileRecycled/deletion             | drive.trash/deletion                                | DELETE/deletion                      | file_delete/deletion
            PURGE            | FileVersionsAllDeleted/deletion!  | drive.delete/deletion                               | -                                    | file_permanently_delete/deletion!
            VISIT_PAGE       | PageViewed/access                 | -                                                   | -                                    | paper_doc_view/access
            SEARCH           | SearchQueryPerformed/access       | -                                                   | -                                    | -
            READ_MAIL        | MailItemsAccessed/access          | -                                                   | -                                    | -
            SEND_MAIL        | Send/modification                 | -                                                   | -                                    | -
            SHARE_INSIDE     | SharingSet/sharing                | drive.change_user_access/sharing                    | COLLABORATION_INVITE/sharing         | shared_content_add_member/sharing
            SHARE_OUTSIDE    | SharingInvitationCreated/sharing! | drive.change_user_access/sharing!                   | COLLABORATION_INVITE/sharing!        | shared_content_add_invitees/sharing!
            PUBLIC_LINK      | AnonymousLinkCreated/sharing!     | drive.change_document_visibility/sharing!           | SHARE/sharing!                       | shared_link_create/sharing!
            COMPANY_LINK     | CompanyLinkCreated/sharing        | drive.change_document_access_scope/sharing          | SHARE/sharing                        | shared_link_create/sharing
            UNSHARE          | SharingRevoked/sharing            | drive.change_user_access/sharing                    | UNSHARE/sharing                      | shared_content_remove_member/sharing
            LOGIN            | UserLoggedIn/authentication       | login.login_success/authentication                  | LOGIN/authentication                 | login_success/authentication
            LOGIN_FAILED     | UserLoginFailed/authentication    | login.login_failure/authentication                  | FAILED_LOGIN/authentication          | login_fail/authentication
            DEVICE_ADDED     | Add registered owner to device./admin | -                                               | ADD_LOGIN_ACTIVITY_DEVICE/authentication | device_link_success/authentication
            PASSWORD_CHANGED | Change user password./admin       | user_accounts.password_edit/admin                   | -                                    | password_change/admin
            APP_CONSENT      | Consent to application./admin!    | token.authorize/admin!                              | ENTERPRISE_APP_AUTHORIZATION_UPDATE/admin! | app_link_user/admin!
            INBOX_RULE       | New-InboxRule/admin               | -                                                   | -                                    | -
            HIDING_RULE      | New-InboxRule/admin!              | -                                                   | -                                    | -
            FORWARDING       | Set-Mailbox/admin!                | user_accounts.email_forwarding_out_of_domain/admin! | -                                    | -
            ROLE_GRANT       | Add member to role./admin!        | admin.ASSIGN_ROLE/admin!                            | CHANGE_ADMIN_ROLE/admin!             | member_change_admin_role/admin!
            MFA_OFF          | Disable Strong Authentication./admin! | user_accounts.2sv_disable/admin!                | DISABLE_MULTI_FACTOR_AUTH/admin!     | tfa_change_status/admin!
            AUDIT_OFF        | Set-AdminAuditLogConfig/admin!    | admin.CHANGE_APPLICATION_SETTING/admin!             | EXTERNAL_COLLAB_SECURITY_SETTINGS/admin! | sharing_change_link_policy/admin!
            APP_SECRET       | Add service principal credentials./admin! | admin.AUTHORIZE_API_CLIENT_ACCESS/admin!    | APPLICATION_PUBLIC_KEY_ADDED/admin!  | app_link_team/admin!
            ADD_USER         | Add user./admin!                  | admin.CREATE_USER/admin                             | NEW_USER/admin                       | member_add_name/admin
            UPDATE_USER      | Update user./admin                | admin.USER_LICENSE_ASSIGNMENT/admin                 | EDIT_USER/admin                      | member_add_external_id/admin
            ADD_TO_GROUP     | Add member to group./admin        | admin.ADD_GROUP_MEMBER/admin!                       | GROUP_ADD_USER/admin                 | group_add_member/admin
            RESET_PASSWORD   | Reset user password./admin!       | admin.CHANGE_PASSWORD/admin!                        | EDIT_USER/admin                      | password_reset/admin!
            DISABLE_USER     | Disable account./admin            | admin.SUSPEND_USER/admin                            | DELETE_USER/admin!                   | member_change_status/admin!
            """;

    private static final Map<String, EnumMap<Act, Operation>> BY_PROVIDER = parse();

    private Vocabulary() {}

    /** What the provider calls the act, or null if it has none. */
    static Operation of(String provider, Act act) {
        return BY_PROVIDER.get(provider).get(act);
    }

    static boolean has(String provider, Act act) {
        return of(provider, act) != null;
    }

    private static Map<String, EnumMap<Act, Operation>> parse() {
        Map<String, EnumMap<Act, Operation>> tables = new HashMap<>();
        for (String provider : COLUMNS) {
            tables.put(provider, new EnumMap<>(Act.class));
        }
        for (String line : TABLE.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split("\\|", -1);
            Act act = Act.valueOf(cells[0].trim());
            for (int i = 0; i < COLUMNS.length; i++) {
                String cell = cells[i + 1].trim();
                if (!cell.equals("-")) {
                    tables.get(COLUMNS[i]).put(act, operation(COLUMNS[i], cell));
                }
            }
        }
        return tables;
    }

    private static Operation operation(String provider, String cell) {
        int slash = cell.lastIndexOf('/');
        boolean sensitive = cell.endsWith("!");
        String category = cell.substring(slash + 1, cell.length() - (sensitive ? 1 : 0));
        String catalogueName = cell.substring(0, slash);
        String name = provider.equals(GOOGLE) ? catalogueName.substring(catalogueName.indexOf('.') + 1) : catalogueName;
        return new Operation(
                name, catalogueName, OperationCategory.valueOf(category.toUpperCase(Locale.ROOT)), sensitive);
    }
}
