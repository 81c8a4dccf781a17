package io.auditsphere.model.detect.builtin;

import java.util.Locale;
import java.util.Set;

/**
 * Mail domains at which anybody has an address for nothing: that colleagues share with one makes nobody else there a
 * partner. The large ones of the free-mail lists that spam filters carry; subdomains count.
 */
final class FreeMail {

    private static final int MAX_LENGTH = 64;

    private static final Set<String> DOMAINS = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "hotmail.co.uk",
            "hotmail.fr",
            "live.com",
            "msn.com",
            "yahoo.com",
            "yahoo.co.in",
            "yahoo.co.uk",
            "yahoo.co.jp",
            "yahoo.fr",
            "ymail.com",
            "rocketmail.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "proton.me",
            "protonmail.com",
            "pm.me",
            "tutanota.com",
            "tuta.io",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "gmx.at",
            "web.de",
            "t-online.de",
            "freenet.de",
            "mail.com",
            "aol.com",
            "yandex.com",
            "yandex.ru",
            "mail.ru",
            "bk.ru",
            "inbox.ru",
            "list.ru",
            "rambler.ru",
            "qq.com",
            "163.com",
            "126.com",
            "sina.com",
            "naver.com",
            "daum.net",
            "rediffmail.com",
            "zohomail.com",
            "zohomail.in",
            "orange.fr",
            "free.fr",
            "laposte.net",
            "wanadoo.fr",
            "libero.it",
            "virgilio.it",
            "seznam.cz",
            "wp.pl",
            "o2.pl",
            "interia.pl",
            "uol.com.br",
            "bol.com.br",
            "bigpond.com",
            "optusnet.com.au",
            "btinternet.com",
            "comcast.net",
            "verizon.net",
            "att.net",
            "sbcglobal.net",
            "cox.net",
            "hey.com",
            "fastmail.com",
            "hushmail.com",
            "mailinator.com",
            "guerrillamail.com",
            "10minutemail.com",
            "yopmail.com");

    private FreeMail() {}

    /** Whether the domain from one index to another is one of them, or a part of one. */
    static boolean isOne(String address, int from, int to) {
        if (to - from > MAX_LENGTH || from >= to) {
            return false;
        }
        String domain = address.substring(from, to).toLowerCase(Locale.ROOT);
        for (int dot = -1; dot < domain.length(); ) {
            if (DOMAINS.contains(domain.substring(dot + 1))) {
                return true;
            }
            dot = domain.indexOf('.', dot + 1);
            if (dot < 0) {
                return false;
            }
        }
        return false;
    }
}
