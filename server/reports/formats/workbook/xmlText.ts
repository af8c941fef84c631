/** Text as it may stand in XML, in a cell or an attribute. Pure. */

/** Spreadsheets read `_x000A_` as a line break, whoever wrote it. */
const unusual = /[&<>"_\p{Cc}\uFFFE\uFFFF]|\p{Cs}/u;
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** What no XML may hold falls out. */
export const xmlText = (text: string): string =>
  unusual.test(text)
    ? text
        .replaceAll(forbidden, '')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
        .replaceAll('\r', '&#13;')
    : text;
