package io.auditsphere.model.features;

/**
 * The category of a file by the extension of its name, as the feature {@code file_type_category} shows it. The last
 * extension decides ({@code invoice.pdf.exe} is an executable), unless it only says that the file is a copy ({@code
 * vault.kdbx.bak} is a secret). Names come from attackers: only their last 300 characters are looked at.
 */
final class FileTypes {

    static final byte NONE = 0;
    static final byte DOCUMENT = 1;
    static final byte SPREADSHEET = 2;
    static final byte PRESENTATION = 3;
    static final byte IMAGE = 4;
    static final byte MEDIA = 5;
    static final byte ARCHIVE = 6;
    static final byte CODE = 7;
    static final byte EXECUTABLE = 8;
    static final byte SECRETS = 9;
    static final byte OTHER = 10;

    /** How many categories there are. */
    static final int COUNT = 11;

    private static final int MAX_EXTENSION = 12;
    private static final int MAX_NAME = 300;
    /** Copies of copies: more wrappers than this are no honest name. */
    private static final int MAX_WRAPPERS = 3;

    private static final byte WRAPPER = -1;
    private static final byte UNKNOWN = -2;

    /** Extensions are numbers of base 39, of which twelve digits fit 64 bits: no text is made to look one up. */
    private static final int BASE = 39;

    /** Extensions that are top-level domains too. */
    private static final String[] DOMAINS = {"app", "cc", "md", "mov", "pl", "py", "rs", "run", "sh", "so", "tf", "zip"
    };

    private static final long COM = pack("com", 0, 3);
    private static final int SLOTS = 1024;
    private static final long[] PACKED = new long[SLOTS];
    private static final byte[] TYPES = types();

    private FileTypes() {}

    /** The category of this resource name, 0..10; {@link #NONE} for null and for names without an extension. */
    static byte of(String name) {
        if (name == null) {
            return NONE;
        }
        int end = endOfPath(name);
        int start = Math.max(name.lastIndexOf('/', end - 1), name.lastIndexOf('\\', end - 1)) + 1;
        start = Math.max(start, end - MAX_NAME);
        boolean wrapped = false;
        for (int wrappers = 0; wrappers <= MAX_WRAPPERS; wrappers++) {
            int dot = name.lastIndexOf('.', end - 1);
            if (dot < start || !isExtension(name, dot + 1, end)) {
                return wrapped ? OTHER : NONE;
            }
            byte type = typeOf(name, dot, start, end);
            if (type != WRAPPER) {
                return mayBeAddress(name, start, dot, end, type) ? NONE : type;
            }
            wrapped = true;
            end = dot;
        }
        return OTHER;
    }

    private static byte typeOf(String name, int dot, int start, int end) {
        long extension = pack(name, dot + 1, end);
        if (extension == COM) {
            // "invoice.pdf.com" is a program, "contoso.com" a domain.
            int previous = name.lastIndexOf('.', dot - 1);
            boolean known = previous >= start
                    && isExtension(name, previous + 1, dot)
                    && typeOf(pack(name, previous + 1, dot)) != UNKNOWN;
            return known ? EXECUTABLE : NONE;
        }
        byte type = typeOf(extension);
        if (type != UNKNOWN) {
            return type;
        }
        return isNumber(name, dot + 1, end) ? NONE : OTHER;
    }

    /** Whether the name is somebody's address, whose top-level domain is no extension. */
    private static boolean mayBeAddress(String name, int start, int dot, int end, byte type) {
        int at = name.lastIndexOf('@', dot);
        return at >= start && (type == OTHER || isTopLevelDomain(name, dot + 1, end));
    }

    private static boolean isTopLevelDomain(String name, int from, int to) {
        for (String domain : DOMAINS) {
            if (domain.length() == to - from && name.regionMatches(true, from, domain, 0, to - from)) {
                return true;
            }
        }
        return false;
    }

    private static byte typeOf(long extension) {
        for (int slot = slot(extension); PACKED[slot] != 0; slot = (slot + 1) % SLOTS) {
            if (PACKED[slot] == extension) {
                return TYPES[slot];
            }
        }
        return UNKNOWN;
    }

    private static int slot(long extension) {
        return (int) (Hashing.mix(extension) >>> 54);
    }

    /** Where the name ends and a query string or fragment begins, if it is a link. */
    private static int endOfPath(String name) {
        int end = name.length();
        int query = name.indexOf('?');
        if (query >= 0) {
            end = query;
        }
        // A '#' is common in file names; only after an extension it starts a fragment.
        int fragment = name.indexOf('#');
        if (fragment >= 0
                && fragment < end
                && name.lastIndexOf('.', fragment) >= 0
                && name.indexOf('.', fragment) < 0) {
            end = fragment;
        }
        while (end > 0 && name.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    private static boolean isExtension(String name, int from, int to) {
        if (from >= to || to - from > MAX_EXTENSION) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '_' && c != '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The extension as one number, case folded; {@link #isExtension} holds for it. */
    private static long pack(String name, int from, int to) {
        long packed = 0;
        for (int i = from; i < to; i++) {
            packed = packed * BASE + digit(name.charAt(i));
        }
        return packed;
    }

    private static int digit(char c) {
        if (isDigit(c)) {
            return 27 + c - '0';
        }
        return isLetter(c) ? (c | 0x20) - 'a' + 1 : c == '_' ? 37 : 38;
    }

    private static boolean isNumber(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] types() {
        byte[] types = new byte[SLOTS];
        put(
                types,
                DOCUMENT,
                "doc docx docm dot dotx dotm odt ott rtf txt md pdf pages wpd tex epub xps eml msg log one gdoc"
                        + " paper htm html aspx mht vsd vsdx xml");
        put(types, SPREADSHEET, "xls xlsx xlsm xlsb xlt xltx ods ots csv tsv numbers gsheet parquet mdb accdb dbf");
        put(types, PRESENTATION, "ppt pptx pptm pps ppsx pot potx odp otp key gslides");
        put(
                types,
                IMAGE,
                "jpg jpeg jpe png gif bmp tif tiff webp heic heif svg ico psd ai eps raw cr2 nef dng indd fig"
                        + " sketch dwg dxf");
        put(types, MEDIA, "mp3 mp4 m4a m4v mov avi mkv wmv wma wav flac ogg ogv webm aac mpg mpeg 3gp flv vtt srt");
        put(
                types,
                ARCHIVE,
                "zip rar 7z tar gz tgz bz2 tbz2 xz txz zst lz lz4 cab iso img dmg vhd vhdx vmdk ova arj z pst ost"
                        + " nsf");
        put(
                types,
                CODE,
                "java kt scala py pyc ipynb rb php js ts jsx tsx mjs c h cc cpp hpp cs go rs swift m r pl lua sql css"
                        + " scss vue gradle ddl proto tf bicep");
        put(
                types,
                EXECUTABLE,
                "exe msi msix dll scr bat cmd ps1 psm1 vbs vbe jse wsf wsh hta lnk sh bash apk ipa app deb rpm"
                        + " jar war pkg cpl reg bin run appimage so dylib sys xll");
        put(
                types,
                SECRETS,
                "env pem p12 pfx pkcs12 jks keystore kdbx kdb ppk asc gpg pgp crt cer der csr p7b ovpn rdp npmrc"
                        + " netrc htpasswd pgpass conf config cfg ini properties yaml yml toml json plist tfstate tfvars kubeconfig"
                        + " 1pux opvault wallet dump pcap ntds");
        put(types, WRAPPER, "bak old orig tmp temp copy swp backup save part crdownload download");
        return types;
    }

    private static void put(byte[] types, byte type, String extensions) {
        for (String extension : extensions.split(" ", -1)) {
            long packed = pack(extension, 0, extension.length());
            int slot = slot(packed);
            while (PACKED[slot] != 0) {
                if (PACKED[slot] == packed) {
                    throw new IllegalStateException(
                            "expected each file extension once, found '" + extension + "' twice");
                }
                slot = (slot + 1) % SLOTS;
            }
            PACKED[slot] = packed;
            types[slot] = type;
        }
    }
}
