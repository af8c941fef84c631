/** Country codes by the company's time zone: a number as people write it at home gets the one of the site. */
const countryCodes: Partial<Record<string, string>> = {
  'Asia/Jakarta': '62',
  'Asia/Pontianak': '62',
  'Asia/Makassar': '62',
  'Asia/Jayapura': '62',
  'Asia/Kuala_Lumpur': '60',
};

/** As E.164 writes it: a plus, the country code, 8 to 15 digits in all. undefined: it is no such number. */
export function phoneNumber(text: string, timeZone: string): string | undefined {
  const digits = text.replace(/[\s().\-/\u00a0]/g, '');
  const code = countryCodes[timeZone];
  const full = inFull(digits, code);
  return full !== null && /^\+[1-9]\d{7,14}$/.test(full) ? full : undefined;
}

function inFull(digits: string, code: string | undefined): string | null {
  if (digits.startsWith('+')) return digits;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (code === undefined) return null;
  if (digits.startsWith('0')) return `+${code}${digits.slice(1)}`;
  // Spreadsheets take a number for an amount and drop its plus.
  return digits.startsWith(code) ? `+${digits}` : null;
}
