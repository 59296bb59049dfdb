// Passwords as people tell them to each other: in other languages than English, and behind the name of whoever logs in.
import { isAllowed } from './allowed.ts'
import type { Beginnings } from './beginnings.ts'
import { createNotationSearch } from './notation.ts'
import type { NotationSearch } from './notation.ts'
import { isDrawnWord, isOdd } from './odd-value.ts'
import type { Span } from './secret-form.ts'

/** `password` in the languages of which no finder knows the word by its letters. */
const WORDS = [
  '密码',
  '密碼',
  '口令',
  'パスワード',
  '비밀번호',
  '암호',
  'пароль',
  'пароля',
  'contraseña',
  'contrasena',
  'senha',
  'palavra-passe',
  'wachtwoord',
  'hasło',
  'haslo',
  'lösenord',
  'losenord',
  'adgangskode',
  'passord',
  'salasana',
  'heslo',
  'jelszó',
  'jelszo',
  'şifre',
  'sifre',
  'parolă',
  'parola(?: d.ordine)?',
  'mot de passe',
  'mật khẩu',
  'kata sandi',
  'סיסמה',
  'كلمة المرور',
]

const search = createNotationSearch([
  {
    beginnings: WORDS,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])(?:${WORDS.join('|')})["'${'`'}*]{0,4}[ \t]*(?:[:=]|(?:is|ist|est|es|é|è|är|jest|是|为|は)(?=[ \t]))[ \t*]*["'${'`'}]?([^\s"'${'`'},;<>{}()]{4,200})`,
      'iuy',
    ),
    read: (match) => passwordIn(match, isOdd),
  },
  // `credentials: admin / …`, `login: admin:…`, `user/password = admin/…`
  {
    beginnings: ['cred', 'login', 'log-in', 'user'],
    pattern:
      /\b(?:cred(?:ential)?s?|log-?in|user(?:name)?\s?\/\s?pass(?:word)?|user:pass(?:word)?)["'`*]{0,4}[ \t]*(?:[:=]|is|are)[ \t*]*["'`]?[\w.@+-]{1,60}["'`]?[ \t]?[/:|][ \t]?["'`]?([^\s"'`,;<>{}()/]{6,200})/iy,
    read: (match) => passwordIn(match, isDrawnWord),
  },
])
export const SAYING_BEGINNINGS: Beginnings = search.beginnings

/** In the order of the notations, and of one in the order of the text. */
export const findSaid: NotationSearch['find'] = search.find

/** The password is the only group. */
function passwordIn(
  { index, 0: whole, 1: said = '' }: RegExpExecArray,
  accepts: (password: string) => boolean,
): readonly Span[] {
  const password = said.replace(/[.?:]+$/, '')
  if (!accepts(password) || isAllowed(password)) return []
  const start = index + whole.lastIndexOf(said)
  return [{ start, end: start + password.length, kind: 'password' }]
}
