/** What is wrong with a new password, in words for the person who chose it. Pure. */

/** What the password must not be made of. */
export type PasswordOf = { email: string; name: string; company: string };

export function passwordProblem(
  password: string,
  { minLength, of }: { minLength: number; of: PasswordOf },
): string | null {
  if (password.length < minLength) return `at least ${minLength} characters`;
  if (isMadeOf(password, of)) return 'not made of your name, e-mail address or company';
  if (isCommon(password)) return 'too common: everybody tries it first; take a few words of your own';
  return null;
}

/** So many characters must be left when the known words are taken out. */
const ownCharactersMin = 6;
/** Shorter words are in too many good passwords by chance. */
const wordLengthMin = 3;

function isMadeOf(password: string, { email, name, company }: PasswordOf): boolean {
  const words = [email, ...email.split(/[@.+_-]/), ...name.split(/\s+/), ...company.split(/\s+/)]
    .map((word) => letters(word))
    .filter((word) => word.length >= wordLengthMin)
    .sort((a, b) => b.length - a.length);
  const typed = letters(password);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), typed);
  return rest.length < typed.length && rest.replace(/\d+$/, '').length < ownCharactersMin;
}

/** Of what most people take, with the digits, signs and repetitions they put around it. */
function isCommon(password: string): boolean {
  const plain = letters(password);
  const word = plain.replace(/^\d+|\d+$/g, '');
  if (word === '') return isSequence(plain) || new Set(plain).size <= 4;
  return [plain, word].some((each) => isRepeated(each) || isSequence(each)) || leavesLittle(plain);
}

/** Common words alone, one after the other, with few other characters. */
function leavesLittle(plain: string): boolean {
  const rest = commonWords.reduce((left, word) => left.replaceAll(word, ''), plain);
  return rest.length < plain.length && rest.replace(/\d/g, '').length < 3;
}

/** "abcabcabcabc", "aaaaaaaaaa". */
const isRepeated = (text: string): boolean => /^(.{1,5}?)\1{2,}.?$/.test(text);

/** As `letters` leaves them. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsxeedc4rfv5tgb',
];
const sequences = rows.flatMap((row) => [row, [...row].reverse().join('')]);

const isSequence = (text: string): boolean =>
  text.length >= 4 && sequences.some((row) => (row + row).includes(text));

/** Lower case, the usual signs in the place of letters undone, nothing but letters and digits. */
function letters(text: string): string {
  const signs: Record<string, string> = { '@': 'a', $: 's', '!': 'i' };
  const plain = text.toLowerCase().replace(/[@$!]/g, (sign) => signs[sign] ?? sign);
  const lettered = /\p{L}\d+\p{L}/u.test(plain) ? plain.replace(/0/g, 'o').replace(/3/g, 'e') : plain;
  return lettered.replace(/[^\p{L}\d]/gu, '');
}

/** Longest first: "administrator" goes before "admin". English and Indonesian. */
const commonWords = [
  ...['password', 'passwort', 'passw', 'katasandi', 'sandi', 'rahasia', 'secret', 'qwertyuiop', 'qwerty'],
  ...['qwertz', 'azerty', 'asdfgh', 'zxcvbn', 'letmein', 'welcome', 'selamat', 'datang', 'login', 'masuk'],
  ...['administrator', 'admin', 'root', 'user', 'guest', 'test', 'default', 'changeme', 'temp', 'master'],
  ...['supervisor', 'manager', 'iloveyou', 'sayang', 'cinta', 'princess', 'monkey', 'dragon', 'sunshine'],
  ...['football', 'baseball', 'superman', 'batman', 'indonesia', 'jakarta', 'merdeka', 'bismillah', 'garuda'],
  ...[
    'camera',
    'kamera',
    'whereabouts',
    'office',
    'kantor',
    'company',
    'hello',
    'summer',
    'winter',
    'autumn',
  ],
  ...['spring', 'january', 'monday', 'senin', 'the', 'my', 'is', 'and', '123456', '12345', '1234'],
].sort((a, b) => b.length - a.length);
